import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Memory, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'
import { writeTypicalPrice } from './typical-price.ts'

/** Settings of the commodity channel index. */
export type CciSettings = readonly [period: number]

/** The commodity channel index as data. */
export const cciIndicator: Indicator<'high' | 'low' | 'close', 'value', CciSettings> = {
  name: 'cci',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [{ counts: [period - 1], values: period }],
  run([memory], bars, [out], [period]) {
    writeTypicalPrice(out, bars)
    runCci(memory, out, period)
  },
}

/** Runs over typical prices in place. Deviations are taken from the newest price, so a high level costs no digits. */
function runCci({ counts, values }: Memory, out: Column, period: number): void {
  let at = counts[0]
  for (let t = 0; t < out.length; t++) {
    const price = out[t]
    values[at] = price
    at = at + 1 === period ? 0 : at + 1
    let sum = 0
    for (let i = 0; i < period; i++) sum += values[i] - price
    const mean = sum / period
    let spread = 0
    for (let i = 0; i < period; i++) spread += Math.abs(values[i] - price - mean)
    out[t] = spread === 0 ? 0 : -mean / (0.015 * (spread / period))
  }
  counts[0] = at
}

/**
 * Commodity channel index (Lambert 1980): how far the typical price stands from its mean of the last `period` bars, in
 * units of 0.015 mean absolute deviations about that mean, so that most values lie between -100 and 100. 0 where the
 * window is flat. First defined at row `period - 1`; NaN where the window holds a NaN. O(period) a row, as every
 * deviation changes with the mean.
 *
 * @example
 * const bars = { high: [3, 6, 9], low: [1, 4, 7], close: [2, 5, 8] }
 * cci(bars, 3).map((value) => Math.round(value)) // => Float64Array.of(NaN, NaN, 100)
 */
export function cci(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: CciSettings): Column {
  return compute(cciIndicator, input, settings)
}

/** {@link cci} into a column of the caller. */
export function cciInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: CciSettings
): Column {
  return computeInto(cciIndicator, out, input, settings)
}

/** {@link cci} one bar at a time. */
export function cciStream(...settings: CciSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(cciIndicator, settings)
}

/** First defined row of {@link cci}. */
export function cciWarmup(...settings: CciSettings): number {
  return warmupOf(cciIndicator, settings)
}
