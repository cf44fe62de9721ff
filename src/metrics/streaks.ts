import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite } from '../base/guards.ts'

/** The longest runs of a column of outcomes. */
export interface Streaks {
  /** Most outcomes above 0 in a row. */
  readonly longestWin: number
  /** Most outcomes below 0 in a row. */
  readonly longestLoss: number
  /** The run that the column ends in: its length, negative for losses, 0 after an outcome of 0. */
  readonly current: number
}

/**
 * The longest runs of wins and of losses. An outcome of exactly 0 ends both.
 *
 * @example
 * streaks(Float64Array.of(1, 2, 0, 3, -1, -1, -2)) // => { longestWin: 2, longestLoss: 3, current: -3 }
 */
export function streaks(outcomes: Column): Streaks {
  checkColumn('streaks', 'outcomes', outcomes)
  checkFinite('streaks', 'outcomes', outcomes)
  let longestWin = 0
  let longestLoss = 0
  let current = 0
  for (let i = 0; i < outcomes.length; i++) {
    const side = Math.sign(outcomes[i])
    current = side === Math.sign(current) ? current + side : side
    longestWin = Math.max(longestWin, current)
    longestLoss = Math.max(longestLoss, -current)
  }
  return { longestWin, longestLoss, current }
}
