import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkKeys } from '../base/guards.ts'
import { checkPeriods } from './check-returns.ts'
import type { YearOptions } from './total-return.ts'

/**
 * The share of bars with a position, long or short. NaN for an empty column.
 *
 * @example
 * timeInMarket(Float64Array.of(0, 1, -0.5, 0)) // => 0.5
 */
export function timeInMarket(exposure: Column): number {
  checkExposure('timeInMarket', exposure)
  let held = 0
  for (let t = 0; t < exposure.length; t++) if (exposure[t] !== 0) held++
  return held / exposure.length
}

/**
 * The mean size of the position as a share of equity, long and short alike. NaN for an empty column.
 *
 * @example
 * meanExposure(Float64Array.of(0, 1, -0.5, 0.5)) // => 0.5
 */
export function meanExposure(exposure: Column): number {
  checkExposure('meanExposure', exposure)
  let size = 0
  for (let t = 0; t < exposure.length; t++) size += Math.abs(exposure[t])
  return size / exposure.length
}

/**
 * How much of the account is traded: the mean change of exposure per bar, from 0 before the first, times
 * `periodsPerYear`. Going from flat to fully long counts 1, from fully short to fully long 2. Given the exposure that
 * was asked for; what fills really traded is `turnoverFrom`. NaN for an empty column.
 *
 * @example
 * turnover(Float64Array.of(0, 1, 1, -1)) // => 0.75
 */
export function turnover(exposure: Column, options: YearOptions = {}): number {
  checkExposure('turnover', exposure)
  checkKeys('turnover', options, ['periodsPerYear'])
  const { periodsPerYear = 1 } = options
  checkPeriods('turnover', periodsPerYear)
  let traded = 0
  let before = 0
  for (let t = 0; t < exposure.length; t++) {
    traded += Math.abs(exposure[t] - before)
    before = exposure[t]
  }
  return turnoverFrom(traded, exposure.length, periodsPerYear)
}

/**
 * `turnover` from the sum of what was traded, each fill as a share of the equity it was made with.
 *
 * @example
 * turnoverFrom(3, 4, 12) // => 9
 */
export function turnoverFrom(traded: number, count: number, periodsPerYear: number): number {
  return (traded / count) * periodsPerYear
}

function checkExposure(where: string, exposure: Column): void {
  checkColumn(where, 'exposure', exposure)
  checkFinite(where, 'exposure', exposure)
}
