import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkNumber, refuse } from '../base/guards.ts'

/** Refuses anything but a column of finite numbers. */
export function checkReturns(where: string, returns: Column): void {
  checkColumn(where, 'returns', returns)
  checkFinite(where, 'returns', returns)
}

/** Refuses returns that cannot be compounded: an account cannot lose more than all it has. */
export function checkCompounding(where: string, returns: Column): void {
  checkReturns(where, returns)
  for (let row = 0; row < returns.length; row++) {
    if (returns[row] >= -1) continue
    refuse(where, 'returns', returns[row], {
      rule: 'at least -1, the loss of everything',
      row,
      code: 'invalid-column',
      remedy: 'Returns are fractions of equity: a loss of 5 % is -0.05.',
    })
  }
}

/** Refuses a second column of returns that does not stand row by row beside the first. */
export function checkBenchmark(where: string, benchmark: Column, length: number): void {
  checkColumn(where, 'benchmark', benchmark, length)
  checkFinite(where, 'benchmark', benchmark)
}

/** Refuses a number of bars a year that is not a finite number above 0. */
export function checkPeriods(where: string, periodsPerYear: number): void {
  checkNumber(where, 'periodsPerYear', periodsPerYear, {
    above: 0,
    remedy: 'Bars that cover less than a week do not show it: give it, for example 252, 365.25 or 8766.',
  })
}

/** Refuses a time column that does not rise strictly, or that has another length. */
export function checkTime(where: string, time: Column, length?: number): void {
  checkColumn(where, 'time', time, length)
  checkFinite(where, 'time', time)
  for (let row = 1; row < time.length; row++) {
    if (time[row] > time[row - 1]) continue
    refuse(where, 'time', time[row], {
      rule: `later than the row before it (${time[row - 1]})`,
      row,
      code: 'invalid-column',
      remedy: 'Give times in milliseconds UTC, oldest first.',
    })
  }
}
