import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkKeys, checkNumber, refuse } from '../base/guards.ts'

/** Options of `liquidity`. */
export interface LiquidityOptions {
  /** Share of each day's volume that can be sold without being the market: above 0, at most 1; 0.1 by default. */
  readonly participation?: number
  /** Days after which the share liquidated is wanted; 1, 5 and 20 by default. */
  readonly after?: readonly number[]
}

/** What is liquidated after some days. */
export interface LiquidatedShare {
  readonly days: number
  /** Share of every position that is gone; 1 for an empty one. */
  readonly shares: Column
  /** Share of the gross notional that is gone. */
  readonly whole: number
}

/** How long positions take to leave. */
export interface Liquidity {
  /** Days, with fractions, until every position is closed; 0 for none, Infinity without volume. */
  readonly days: Column
  /** The slowest of them. */
  readonly longest: number
  readonly after: readonly LiquidatedShare[]
}

/**
 * How many days positions need to be closed, and how much is gone after some: every day a fixed share of its usual volume, all
 * positions at the same time. `positions` are notionals, below 0 when short; `volumes` the usual notional traded in a day (mean
 * or, better, a low quantile of volume times price), in the same currency. In a crisis volumes are not usual. O(n).
 *
 * @example
 * const { days, longest, after } = liquidity(Float64Array.of(100, -300), Float64Array.of(1000, 1000), { after: [2] })
 * days // => Float64Array.of(1, 3)
 * longest // => 3
 * after[0].whole // => 0.75
 */
export function liquidity(positions: Column, volumes: Column, options: LiquidityOptions = {}): Liquidity {
  const where = 'liquidity'
  checkColumn(where, 'positions', positions)
  checkFinite(where, 'positions', positions)
  checkVolumes(where, volumes, positions.length)
  checkKeys(where, options, ['participation', 'after'])
  const { participation = 0.1, after = [1, 5, 20] } = options
  checkNumber(where, 'participation', participation, { above: 0, max: 1, remedy: 'Give a fraction: 10 % is 0.1.' })
  if (!Array.isArray(after)) refuse(where, 'after', after, { rule: 'an array of days' })
  for (const [i, wait] of after.entries()) checkNumber(where, `after[${i}]`, wait, { min: 0 })
  const sizes = positions.map(Math.abs)
  const days = sizes.map((size, i) => (size === 0 ? 0 : size / (participation * volumes[i])))
  const gross = sizes.reduce((all, size) => all + size, 0)
  return {
    days,
    longest: days.reduce((most, each) => Math.max(most, each), 0),
    after: after.map((wait) => {
      const shares = days.map((needed) => (needed <= wait ? 1 : wait / needed))
      const gone = shares.reduce((all, share, i) => all + share * sizes[i], 0)
      return { days: wait, shares, whole: gross === 0 ? 1 : Math.min(1, gone / gross) }
    }),
  }
}

function checkVolumes(where: string, volumes: Column, length: number): void {
  checkColumn(where, 'volumes', volumes, length)
  checkFinite(where, 'volumes', volumes)
  const row = volumes.findIndex((value) => value < 0)
  if (row === -1) return
  refuse(where, 'volumes', volumes[row], { rule: 'at least 0', row, code: 'invalid-column' })
}
