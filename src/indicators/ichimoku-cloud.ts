import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { delayShape, runDelay } from './delay.ts'
import { ichimokuIndicator } from './ichimoku.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** The edges of the Ichimoku cloud. */
export type CloudEdge = 'spanA' | 'spanB'

/** Settings of the Ichimoku cloud. */
export type IchimokuCloudSettings = readonly [conversion: number, base: number, span: number, shift: number]

/** The Ichimoku cloud as data. */
export const ichimokuCloudIndicator: Indicator<'high' | 'low', CloudEdge, IchimokuCloudSettings> = {
  name: 'ichimoku-cloud',
  inputs: ['high', 'low'],
  outputs: ['spanA', 'spanB'],
  parameters: [...ichimokuIndicator.parameters, { name: 'shift', kind: 'period', min: 1, from: 5, to: 120, usual: 26 }],
  windowed: true,
  scratch: 3,
  warmup: ([conversion, base, span, shift]) => ({
    spanA: Math.max(conversion, base) - 1 + shift,
    spanB: span - 1 + shift,
  }),
  memory: ([conversion, base, span, shift]) => [
    delayShape(shift),
    delayShape(shift),
    ...ichimokuIndicator.memory([conversion, base, span]),
  ],
  run([heldA, heldB, ...lines], inputs, [spanA, spanB, ...scratch], [conversion, base, span, shift]) {
    const [first, second, lows] = scratch
    ichimokuIndicator.run(lines, inputs, [first, second, spanA, spanB, lows], [conversion, base, span])
    runDelay(heldA, spanA, shift)
    runDelay(heldB, spanB, shift)
  },
}

/**
 * Ichimoku cloud as charts draw it, `shift` bars ahead: each row holds the spans that {@link ichimoku} knew `shift` rows
 * earlier, so this is the cloud under the current bar and nothing in it is younger than that. (Charts that call the
 * shift a displacement which counts the current bar draw it one bar less far.) First defined `shift` rows after the raw
 * spans; NaN where they are.
 *
 * @example
 * const raw = ichimoku({ high: [3, 5, 4, 6], low: [1, 2, 3, 4] }, 1, 2, 2)
 * const cloud = ichimokuCloud({ high: [3, 5, 4, 6], low: [1, 2, 3, 4] }, 1, 2, 2, 2)
 * raw.spanA // => Float64Array.of(NaN, 3.25, 3.5, 4.75)
 * cloud.spanA // => Float64Array.of(NaN, NaN, NaN, 3.25)
 */
export function ichimokuCloud(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: IchimokuCloudSettings
): Outputs<CloudEdge, Column> {
  return compute(ichimokuCloudIndicator, input, settings)
}

/** {@link ichimokuCloud} into columns of the caller. */
export function ichimokuCloudInto(
  out: Outputs<CloudEdge, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: IchimokuCloudSettings
): Outputs<CloudEdge, Column> {
  return computeInto(ichimokuCloudIndicator, out, input, settings)
}

/** {@link ichimokuCloud} one bar at a time. */
export function ichimokuCloudStream(...settings: IchimokuCloudSettings): Stream<'high' | 'low', CloudEdge> {
  return streamOf(ichimokuCloudIndicator, settings)
}

/** First defined row of each line of {@link ichimokuCloud}. */
export function ichimokuCloudWarmup(...settings: IchimokuCloudSettings): Outputs<CloudEdge, number> {
  return warmupOf(ichimokuCloudIndicator, settings)
}
