import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { checkExposure } from './check-exposure.ts'
import type { Execution } from './execution.ts'
import { live } from './live.ts'
import { openRecorder } from './recorder.ts'
import { type BacktestResult, readable, resultOf } from './result.ts'
import { type BacktestOptions, setupOf } from './setup.ts'

/**
 * What would have happened to an account that followed an exposure column: `exposure[t]` is decided with bars 0 to t
 * and filled, at the earliest, at the close of t; by default at the open of t + 1. All money is accounted for: the
 * change of equity is gross profit less fees, slippage and funding (plus the shortfall a bankrupt account does not pay).
 * docs/backtest.md says what happens inside a bar.
 *
 * @example
 * const close = Float64Array.of(100, 100, 110, 121)
 * const columns = { time: [0, 1, 2, 3], open: close, high: close, low: close, close, volume: [1, 1, 1, 1] }
 * const result = backtest(barsFrom(columns), Float64Array.of(1, 1, 0, 0), frictionless)
 * result.equity // => Float64Array.of(10000, 10000, 11000, 12100)
 */
export function backtest(
  bars: Bars,
  exposure: Column,
  execution: Execution,
  options: BacktestOptions = {},
): BacktestResult {
  const setup = setupOf('backtest', bars, execution, options)
  checkExposure(setup, exposure)
  const recorder = openRecorder([setup.tape])
  const { run, curve } = live(setup, exposure, recorder)
  const { exposures, quantities, ...rest } = resultOf({ runs: [run], account: run.account, curve, recorder })
  return readable({ ...rest, exposure: exposures[0], quantity: quantities[0] })
}
