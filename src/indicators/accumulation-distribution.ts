import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Memory, Numbers } from './indicator.ts'
import { writeMoneyFlow } from './money-flow.ts'
import { type Stream, streamOf } from './stream.ts'

/** The accumulation/distribution line as data. */
export const accumulationDistributionIndicator: Indicator<'high' | 'low' | 'close' | 'volume', 'value', readonly []> = {
  name: 'accumulation-distribution',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  parameters: [],
  warmup: () => ({ value: 0 }),
  memory: () => [{ counts: [], values: 1 }],
  run([memory], bars, [out]) {
    writeMoneyFlow(out, bars)
    accumulate(memory, out)
  },
}

function accumulate({ values }: Memory, column: Column): void {
  let total = values[0]
  for (let t = 0; t < column.length; t++) {
    for (const last = column.length - 4; t <= last; t += 4) {
      const first = total + column[t]
      const second = first + column[t + 1]
      const third = second + column[t + 2]
      const fourth = third + column[t + 3]
      // What is not finite stays so: one test for four rows.
      if (fourth - fourth !== 0) break
      column[t] = first
      column[t + 1] = second
      column[t + 2] = third
      column[t + 3] = total = fourth
    }
    if (t === column.length) break
    total = Number.isNaN(total) ? column[t] : total + column[t]
    if (total - total !== 0) total = Number.NaN
    column[t] = total
  }
  values[0] = total
}

/**
 * Accumulation/distribution line (Chaikin): the running sum of each bar's volume times where the close stands in the
 * bar, from -1 at the low to 1 at the high; a bar without range adds nothing (TA-Lib). Defined from row 0. A value
 * that is not finite gives NaN, and the sum starts anew behind it.
 *
 * @example
 * const bars = { high: [3, 5, 4], low: [1, 3, 4], close: [3, 3.5, 4], volume: [10, 8, 7] }
 * accumulationDistribution(bars) // => Float64Array.of(10, 6, 6)
 */
export function accumulationDistribution(input: Inputs<'high' | 'low' | 'close' | 'volume', Numbers>): Column {
  return compute(accumulationDistributionIndicator, input, [])
}

/** {@link accumulationDistribution} into a column of the caller. */
export function accumulationDistributionInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close' | 'volume', Column>,
): Column {
  return computeInto(accumulationDistributionIndicator, out, input, [])
}

/** {@link accumulationDistribution} one bar at a time. */
export function accumulationDistributionStream(): Stream<'high' | 'low' | 'close' | 'volume', 'value'> {
  return streamOf(accumulationDistributionIndicator, [])
}

/** First defined row of {@link accumulationDistribution}. */
export function accumulationDistributionWarmup(): number {
  return warmupOf(accumulationDistributionIndicator, [])
}
