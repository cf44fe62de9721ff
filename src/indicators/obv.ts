import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Memory, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** On-balance volume as data. */
export const obvIndicator: Indicator<'close' | 'volume', 'value', readonly []> = {
  name: 'obv',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  parameters: [],
  warmup: () => ({ value: 0 }),
  memory: () => [{ counts: [], values: 2 }],
  run: ([memory], inputs, [out]) => runObv(memory, out, inputs),
}

function runObv({ values }: Memory, out: Column, [close, volume]: readonly Column[]): void {
  let [previous, total] = values
  for (let t = 0; t < out.length; t++) {
    const change = close[t] - previous
    const starts = Number.isNaN(total)
    previous = close[t]
    if (previous - previous + (volume[t] - volume[t]) !== 0) total = Number.NaN
    else total = starts ? volume[t] : total + Math.sign(change) * volume[t]
    out[t] = total
  }
  values[0] = previous
  values[1] = total
}

/**
 * On-balance volume (Granville 1963): volume summed with the sign of the change of the close, an unchanged close
 * adding nothing. It starts at the volume of the first bar, as in TA-Lib (others start at 0: compare differences). A
 * value that is not finite gives NaN, and the sum starts anew behind it.
 *
 * @example
 * obv({ close: [10, 11, 11, 9], volume: [5, 2, 4, 3] }) // => Float64Array.of(5, 7, 7, 4)
 */
export function obv(input: Inputs<'close' | 'volume', Numbers>): Column {
  return compute(obvIndicator, input, [])
}

/** {@link obv} into a column of the caller. */
export function obvInto(out: Column, input: Inputs<'close' | 'volume', Column>): Column {
  return computeInto(obvIndicator, out, input, [])
}

/** {@link obv} one bar at a time. */
export function obvStream(): Stream<'close' | 'volume', 'value'> {
  return streamOf(obvIndicator, [])
}

/** First defined row of {@link obv}. */
export function obvWarmup(): number {
  return warmupOf(obvIndicator, [])
}
