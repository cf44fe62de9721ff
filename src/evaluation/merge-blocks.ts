import { type Account, openAccount } from '../backtest/run.ts'
import { type Summary, summaryOf } from '../backtest/summary.ts'
import type { MonthSums } from '../metrics/consistency.ts'
import type { Lived } from './live-block.ts'
import type { Block } from './prepare.ts'

/** A block and what an account did in it. */
export interface LivedBlock {
  readonly block: Block
  readonly lived: Lived
}

/** Numbers of an account that add up over accounts. */
const ADDED = [
  ...(['gross', 'fees', 'slippage', 'funding', 'shortfall', 'turnover', 'fills', 'rejects', 'liquidations'] as const),
  ...(['trades', 'wins', 'losses', 'gained', 'lost', 'tradeReturns', 'decided', 'decidedAmbiguously'] as const),
]

/**
 * The summary of blocks in the order of time, from their sums alone, O(blocks): the returns of one block follow those of
 * the one before, and equity compounds across. Money, fees and profits are sums over accounts that each began with the full
 * cash. One block has its own summary, bit for bit.
 */
export function mergedSummary(parts: readonly LivedBlock[]): Summary {
  const { terms, periodsPerYear } = parts[0].block.setup
  const { curve, account, openGross } = parts.length === 1 ? parts[0].lived : merged(parts)
  const bars = parts.reduce((sum, { block }) => sum + block.setup.tape.length, 0)
  return summaryOf(curve, { account, start: terms.cash, bars, periodsPerYear, openGross })
}

/**
 * The sums of returns of every calendar month that blocks touch, in the order of time. A month that ends one block and begins
 * the next is one month.
 */
export function mergedMonths(parts: readonly LivedBlock[]): MonthSums {
  if (parts.length === 1) return parts[0].lived.curve.months
  const most = parts.reduce((sum, { lived }) => sum + lived.curve.months.growth.length, 0)
  const [growth, count, sum, squares] = [0, 0, 0, 0].map(() => new Float64Array(most))
  let used = 0
  for (const [place, { block, lived }] of parts.entries()) {
    const { months } = lived.curve
    const isShared = place > 0 && parts[place - 1].block.lastMonth === block.firstMonth
    const at = isShared ? used - 1 : used
    const before = { growth: isShared ? growth[at] : 1, count: count[at], sum: sum[at], squares: squares[at] }
    growth.set(months.growth, at)
    count.set(months.count, at)
    sum.set(months.sum, at)
    squares.set(months.squares, at)
    growth[at] *= before.growth
    count[at] += before.count
    sum[at] += before.sum
    squares[at] += before.squares
    used = at + months.growth.length
  }
  const cut = (column: Float64Array) => (used === most ? column : column.subarray(0, used))
  return { growth: cut(growth), count: cut(count), sum: cut(sum), squares: cut(squares) }
}

function merged(parts: readonly LivedBlock[]): Omit<Lived, 'lowest' | 'returns'> {
  const { cash } = parts[0].block.setup.terms
  const { shift } = parts[0].lived.curve
  const total: Record<(typeof ADDED)[number], number> = openAccount(cash)
  let [sum, squares, downside, held, openGross] = [0, 0, 0, 0, 0]
  let [growth, peak, worst] = [1, 1, 0]
  for (const { block, lived } of parts) {
    const { curve, account, lowest } = lived
    const apart = curve.shift - shift
    const { length } = block.setup.tape
    // The sums of a block are about its own first return; these are about the first of all.
    sum += curve.sum + length * apart
    squares += curve.squares + apart * (2 * curve.sum + length * apart)
    downside += curve.downside
    held += curve.held
    openGross += lived.openGross
    for (const name of ADDED) total[name] += account[name]
    // The lowest point below the old peak; behind a new peak of its own the block's own fall is deeper.
    worst = Math.min(worst, curve.worst, (growth * lowest) / peak - 1)
    peak = Math.max(peak, (growth * curve.peak) / cash)
    growth *= curve.equity / cash
  }
  const first = parts[0].lived.curve
  const curve = { ...first, equity: cash * growth, sum, squares, downside, worst, held, months: mergedMonths(parts) }
  return { curve, account: total as Account, openGross }
}
