import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { runSignedVolume, SIGNED_VOLUME_SHAPE } from './signed-volume.ts'
import { type Stream, streamOf } from './stream.ts'

/** On-balance volume as data. */
export const obvIndicator: Indicator<'close' | 'volume', 'value', readonly []> = {
  name: 'obv',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  parameters: [],
  warmup: () => ({ value: 0 }),
  memory: () => [SIGNED_VOLUME_SHAPE],
  run: ([memory], inputs, [out]) => runSignedVolume(memory, out, inputs),
}

/**
 * On-balance volume (Granville 1963): volume summed with the sign of the change of the close, an unchanged close
 * adding nothing. Defined from row 0: it starts at the volume of the first bar, as in TA-Lib (others start at 0: compare differences). A
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
