import type { Column } from '../base/column.ts'
import { splitBars } from './bar-moves.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { rollingMoments, rollingMomentsShape } from './rolling-moments.ts'
import { rollingTotal, rollingTotalShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the Yang-Zhang volatility. */
export type YangZhangVolatilitySettings = readonly [period: number]

/** The Yang-Zhang volatility as data. */
export const yangZhangVolatilityIndicator: Indicator<
  'open' | 'high' | 'low' | 'close',
  'value',
  YangZhangVolatilitySettings
> = {
  name: 'yang-zhang-volatility',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 5, to: 400, usual: 20 }],
  scratch: 3,
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [
    { counts: [], values: 1 },
    rollingMomentsShape(period),
    rollingMomentsShape(period),
    rollingTotalShape(period),
  ],
  run([last, gaps, moves, ranges], inputs, [out, move, range, mean], [period]) {
    splitBars(last, inputs, [out, move, range])
    rollingMoments(gaps, [mean, out], out, period)
    rollingMoments(moves, [mean, move], move, period)
    rollingTotal(ranges, range, range, period)
    const weight = 0.34 / (1.34 + (period + 1) / (period - 1))
    for (let t = 0; t < out.length; t++) {
      out[t] = Math.sqrt((period * (out[t] + weight * move[t])) / (period - 1) + ((1 - weight) * range[t]) / period)
    }
  },
}

/**
 * Yang-Zhang volatility (2000) from the last `period` bars, with the gaps before them: the root of the sample variance
 * of the gaps, plus k times that of the moves from open to close, plus 1 - k times the mean Rogers-Satchell variance, with
 * k = 0.34 / (1.34 + (n + 1) / (n - 1)). Free of drift and the surest of its kind with gaps. Per bar, not annualised.
 * First defined at row `period`; NaN where a price of the window, or the close before it, is missing or not above 0.
 *
 * @example
 * const bars = { open: [1, 1, 1], high: [1, 2, 2], low: [1, 1, 1], close: [1, 1, 1] }
 * Array.from(yangZhangVolatility(bars, 2), (value) => value.toFixed(6)) // => ['NaN', 'NaN', '0.665443']
 */
export function yangZhangVolatility(
  input: Inputs<'open' | 'high' | 'low' | 'close', Numbers>,
  ...settings: YangZhangVolatilitySettings
): Column {
  return compute(yangZhangVolatilityIndicator, input, settings)
}

/** {@link yangZhangVolatility} into a column of the caller. */
export function yangZhangVolatilityInto(
  out: Column,
  input: Inputs<'open' | 'high' | 'low' | 'close', Column>,
  ...settings: YangZhangVolatilitySettings
): Column {
  return computeInto(yangZhangVolatilityIndicator, out, input, settings)
}

/** {@link yangZhangVolatility} one bar at a time. */
export function yangZhangVolatilityStream(
  ...settings: YangZhangVolatilitySettings
): Stream<'open' | 'high' | 'low' | 'close', 'value'> {
  return streamOf(yangZhangVolatilityIndicator, settings)
}

/** First defined row of {@link yangZhangVolatility}. */
export function yangZhangVolatilityWarmup(...settings: YangZhangVolatilitySettings): number {
  return warmupOf(yangZhangVolatilityIndicator, settings)
}
