/** What can be odd about a bar, and how much of the bar each costs in the score. */
export const FINDING_WEIGHTS = {
  /** A value that is NaN or infinite, or a time that is no whole number of milliseconds. */
  'unusable-value': 1,
  /** A time that an earlier bar already has. */
  duplicate: 1,
  /** A time before the latest one above it. */
  disorder: 1,
  /** A bar that opens well before the one before it ends: the interval is probably wrong. */
  overlap: 1,
  /** Bars that ought to be there and are not; the rows are those after the gap. */
  missing: 1,
  /** Bars that the interval calls for between bars that mostly stand further apart: it is probably wrong. */
  sparse: 1,
  /** Bars that ought to have come by now; the row is the last one. */
  stale: 1,
  /** A high below the low. */
  'high-below-low': 1,
  /** An open or a close above the high or below the low. */
  'outside-range': 1,
  /** A price of 0 or less. */
  'non-positive': 1,
  /** A volume below 0. */
  'negative-volume': 1,
  /** A return far beyond the usual ones: a bad tick, a split, or a crash. */
  outlier: 0.5,
  /** A run of bars in which nothing traded. */
  'zero-volume': 0.25,
  /** A day on which a market that closes every week did not open; the rows are those after it. */
  holiday: 0,
  /** An open that equals the close before it: fills at the next open would be fills at this close. */
  'open-at-previous-close': 0,
} as const

/** Name of something odd. */
export type FindingKind = keyof typeof FINDING_WEIGHTS

/** Kinds whose count is one of bars that are not there and ought to be. */
const ABSENT: readonly FindingKind[] = ['missing', 'sparse', 'stale']

/** One kind of oddity and where it is. */
export interface Finding {
  readonly kind: FindingKind
  /** Rows of the input, rising. */
  readonly rows: Uint32Array
  /** How many bars are concerned: the rows, or for `missing`, `sparse`, `stale` and `holiday` the bars that are not there. */
  readonly count: number
  /** The same for a reader. */
  readonly message: string
}

/** The rows for which something holds, rising. */
export function rowsWhere(length: number, holds: (row: number) => boolean): Uint32Array {
  let count = 0
  for (let row = 0; row < length; row++) if (holds(row)) count++
  const rows = new Uint32Array(count)
  for (let row = 0, next = 0; next < count; row++) if (holds(row)) rows[next++] = row
  return rows
}

/** A finding whose count is its rows, as a list of one or, when there is no such row, of none. */
export function found(kind: FindingKind, rows: Uint32Array, what: string): Finding[] {
  const count = rows.length
  return count === 0 ? [] : [{ kind, rows, count, message: `${count} ${count === 1 ? 'row' : 'rows'}: ${what}` }]
}

/**
 * The share of the expected bars that are there and sound: 1 - (faults + absent) / (length + absent). A row counts
 * with the largest weight among its findings, an absent bar with 1, so more findings never raise the score.
 */
export function scoreOf(findings: readonly Finding[], length: number): number {
  const worst = new Float64Array(length)
  let absent = 0
  for (const { kind, rows, count } of findings) {
    if (ABSENT.includes(kind)) absent += count
    else for (const row of rows) worst[row] = Math.max(worst[row], FINDING_WEIGHTS[kind])
  }
  let faults = 0
  for (let row = 0; row < length; row++) faults += worst[row]
  return 1 - (faults + absent) / (length + absent)
}
