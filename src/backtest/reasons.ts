/** Why a fill happened, in the order of the numbers that stand for it in the `reason` columns. */
export const FILL_REASONS = [
  'decision',
  'stop-loss',
  'take-profit',
  'trailing-stop',
  'break-even',
  'time-stop',
  'liquidation',
  'end',
] as const

/** Why a fill happened. */
export type FillReason = (typeof FILL_REASONS)[number]

/** Why an order, or the rest of it, was not filled, in the order of the numbers of the `reason` column. */
export const REJECT_REASONS = ['too-small', 'no-cash', 'no-liquidity', 'no-shorting', 'over-cap', 'no-level'] as const

/** Why an order, or the rest of it, was not filled. */
export type RejectReason = (typeof REJECT_REASONS)[number]

/** Number of a fill reason. */
export const FILL: Readonly<Record<FillReason, number>> = {
  decision: 0,
  'stop-loss': 1,
  'take-profit': 2,
  'trailing-stop': 3,
  'break-even': 4,
  'time-stop': 5,
  liquidation: 6,
  end: 7,
}

/** Number of a reject reason. */
export const REJECT: Readonly<Record<RejectReason, number>> = {
  'too-small': 0,
  'no-cash': 1,
  'no-liquidity': 2,
  'no-shorting': 3,
  'over-cap': 4,
  'no-level': 5,
}
