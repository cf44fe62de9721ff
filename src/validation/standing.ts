import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, refuse } from '../base/guards.ts'
import { standardDeviation } from '../math/moments.ts'
import { quantileSorted } from '../math/quantile.ts'
import { mean } from '../math/sum.ts'

/** Numbers that differ by less, as a share of the larger, differ by rounding alone. */
const DUST = 1e-9

/** Where a figure stands among the figures of a simulation; the larger is the better one. */
export interface Standing {
  /** The figure itself. */
  readonly observed: number
  /** The figures it is compared with, ascending; those that are not defined are left out. */
  readonly values: Column
  /** How many were not defined. */
  readonly missing: number
  /**
   * Share of the values at or below the figure, itself counted among them: (1 + those) / (1 + all). Near 1 the figure is
   * among the best. A value that is not defined is not below.
   */
  readonly share: number
  /**
   * Share at or above, itself counted among them: the chance of doing as well when the simulation tells the whole truth. A
   * value that is not defined counts as at least as good.
   */
  readonly pValue: number
  readonly mean: number
  /** Sample standard deviation. */
  readonly deviation: number
  /** Quantiles at 5, 50 and 95 %, linear between neighbours (type 7). */
  readonly lower: number
  readonly median: number
  readonly upper: number
}

/**
 * Where a figure stands among others. Numbers nearer to each other than rounding (1e-9 of their size) count as equal, and an
 * equal one counts on both sides, so that neither share is too small (Davison and Hinkley 1997, section 4.2). NaN for both
 * shares when the figure is not defined, and when it and all values are one number, since then nothing is compared.
 *
 * @example
 * const { share, pValue, median } = standingOf(3, Float64Array.of(1, 2, 3, 4))
 * [share, pValue, median] // => [0.8, 0.6, 2.5]
 * standingOf(1, Float64Array.of(1, 1)).share // => NaN
 */
export function standingOf(observed: number, values: Column): Standing {
  const where = 'standingOf'
  if (typeof observed !== 'number') refuse(where, 'observed', observed, { rule: 'a number' })
  checkColumn(where, 'values', values)
  checkInteger(where, 'values.length', values.length, { min: 1 })
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const missing = values.length - known.length
  const below = countBelow(known, observed)
  const atOrBelow = countAtOrBelow(known, observed)
  const isOne = missing === 0 && below === 0 && atOrBelow === known.length
  const shareOf = (count: number) => (Number.isNaN(observed) || isOne ? Number.NaN : (1 + count) / (1 + values.length))
  return {
    observed,
    values: known,
    missing,
    share: shareOf(atOrBelow),
    pValue: shareOf(known.length - below + missing),
    mean: mean(known),
    deviation: standardDeviation(known),
    lower: quantileSorted(known, 0.05),
    median: quantileSorted(known, 0.5),
    upper: quantileSorted(known, 0.95),
  }
}

function countBelow(sorted: Column, observed: number): number {
  const row = sorted.findIndex((value) => value >= observed || isSame(value, observed))
  return row < 0 ? sorted.length : row
}

function countAtOrBelow(sorted: Column, observed: number): number {
  return sorted.findLastIndex((value) => value <= observed || isSame(value, observed)) + 1
}

function isSame(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= DUST * Math.max(Math.abs(a), Math.abs(b))
}
