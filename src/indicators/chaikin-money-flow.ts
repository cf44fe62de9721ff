import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { boughtShareShape, runBoughtShare } from './bought-share.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the Chaikin money flow. */
export type ChaikinMoneyFlowSettings = readonly [period: number]

/** The Chaikin money flow as data. */
export const chaikinMoneyFlowIndicator: Indicator<
  'high' | 'low' | 'close' | 'volume',
  'value',
  ChaikinMoneyFlowSettings
> = {
  name: 'chaikin-money-flow',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 100, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [boughtShareShape(period)],
  run: ([memory], bars, [out], [period]) => runBoughtShare(memory, out, bars, period),
}

/**
 * Chaikin money flow, -1 to 1: of the volume of the last `period` bars, the current one included, the share bought
 * less the share sold, each bar's volume being weighted by where its close stands between low (-1) and high (1).
 * 0 where nothing was traded. First defined at row `period - 1`; NaN where the window holds a NaN.
 *
 * @example
 * const bars = { high: [3, 5, 4], low: [1, 3, 4], close: [3, 3.5, 4], volume: [10, 8, 8] }
 * chaikinMoneyFlow(bars, 2) // => Float64Array.of(NaN, 6 / 18, -0.25)
 */
export function chaikinMoneyFlow(
  input: Inputs<'high' | 'low' | 'close' | 'volume', Numbers>,
  ...settings: ChaikinMoneyFlowSettings
): Column {
  return compute(chaikinMoneyFlowIndicator, input, settings)
}

/** {@link chaikinMoneyFlow} into a column of the caller. */
export function chaikinMoneyFlowInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close' | 'volume', Column>,
  ...settings: ChaikinMoneyFlowSettings
): Column {
  return computeInto(chaikinMoneyFlowIndicator, out, input, settings)
}

/** {@link chaikinMoneyFlow} one bar at a time. */
export function chaikinMoneyFlowStream(
  ...settings: ChaikinMoneyFlowSettings
): Stream<'high' | 'low' | 'close' | 'volume', 'value'> {
  return streamOf(chaikinMoneyFlowIndicator, settings)
}

/** First defined row of {@link chaikinMoneyFlow}. */
export function chaikinMoneyFlowWarmup(...settings: ChaikinMoneyFlowSettings): number {
  return warmupOf(chaikinMoneyFlowIndicator, settings)
}
