import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { checkExposure } from './check-exposure.ts'
import type { Execution } from './execution.ts'
import { grossProfit } from './fill.ts'
import { type Life, live } from './live.ts'
import { type BacktestOptions, setupOf } from './setup.ts'
import { type Summary, summaryOf } from './summary.ts'

/**
 * The summary of a backtest without its columns: one pass over the bars that keeps nothing, for fitness. The same
 * kernel as `backtest`, so the numbers are the same bit for bit.
 *
 * @example
 * const close = Float64Array.of(100, 100, 110, 121)
 * const columns = { time: [0, 1, 2, 3], open: close, high: close, low: close, close, volume: [1, 1, 1, 1] }
 * summarise(barsFrom(columns), Float64Array.of(1, 1, 1, 1), frictionless).endEquity // => 12100
 */
export function summarise(bars: Bars, exposure: Column, execution: Execution, options: BacktestOptions = {}): Summary {
  const setup = setupOf('summarise', bars, execution, options)
  checkExposure(setup, exposure)
  return summaryOfLife(live(setup, exposure, null))
}

/** The summary of one market's life. */
export function summaryOfLife({ run, curve }: Life): Summary {
  const { tape, terms, periodsPerYear } = run.setup
  return summaryOf(curve, {
    account: run.account,
    start: terms.cash,
    bars: tape.length,
    periodsPerYear,
    openGross: grossProfit(run, tape.close[tape.length - 1]),
  })
}
