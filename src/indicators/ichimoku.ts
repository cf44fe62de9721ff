// Over budget: four lines need more description than one.
import type { Column } from '../base/column.ts'
import { runBarRange } from './bar-range.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Memory, Numbers, Outputs } from './indicator.ts'
import { nearBlocksShape } from './near-blocks.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of the Ichimoku chart. */
export type IchimokuLine = 'conversion' | 'base' | 'spanA' | 'spanB'

/** Settings of the Ichimoku lines. */
export type IchimokuSettings = readonly [conversion: number, base: number, span: number]

/** The Ichimoku lines as data. */
export const ichimokuIndicator: Indicator<'high' | 'low', IchimokuLine, IchimokuSettings> = {
  name: 'ichimoku',
  inputs: ['high', 'low'],
  outputs: ['conversion', 'base', 'spanA', 'spanB'],
  parameters: [
    { name: 'conversion', kind: 'period', min: 1, from: 3, to: 60, usual: 9 },
    { name: 'base', kind: 'period', min: 1, from: 5, to: 120, usual: 26 },
    { name: 'span', kind: 'period', min: 1, from: 10, to: 300, usual: 52 },
  ],
  windowed: true,
  scratch: 1,
  warmup: ([conversion, base, span]) => ({
    conversion: conversion - 1,
    base: base - 1,
    spanA: Math.max(conversion, base) - 1,
    spanB: span - 1,
  }),
  memory: (periods) => periods.map(nearBlocksShape),
  run(memory, prices, [conversion, base, spanA, spanB, lows], periods) {
    middle(memory[0], [conversion, lows], prices, periods[0])
    middle(memory[1], [base, lows], prices, periods[1])
    middle(memory[2], [spanB, lows], prices, periods[2])
    for (let t = 0; t < spanA.length; t++) spanA[t] = 0.5 * conversion[t] + 0.5 * base[t]
  },
}

/** The middle of the range of the last `period` bars. */
function middle(memory: Memory, [out, lows]: readonly Column[], prices: readonly Column[], period: number): void {
  runBarRange(memory, [out, lows], prices, period)
  for (let t = 0; t < out.length; t++) out[t] = 0.5 * out[t] + 0.5 * lows[t]
}

/**
 * Ichimoku lines (Hosoda), raw: each value stands at the bar where it is known. Conversion, base and span B are the
 * middles of the ranges of the last `conversion`, `base` and `span` bars; span A is halfway between the first two.
 * Charts draw the spans 26 bars ahead: to compare a close with the cloud drawn under it, read the spans 26 rows
 * earlier. The lagging span, a close drawn 26 bars back, looks ahead and is left out. First defined at rows
 * `conversion - 1`, `base - 1`, the later of the two, and `span - 1`.
 *
 * @example
 * const lines = ichimoku({ high: [3, 5, 4], low: [1, 2, 3] }, 1, 2, 3)
 * lines.conversion // => Float64Array.of(2, 3.5, 3.5)
 * lines.spanA // => Float64Array.of(NaN, 3.25, 3.5)
 * lines.spanB // => Float64Array.of(NaN, NaN, 3)
 */
export function ichimoku(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: IchimokuSettings
): Outputs<IchimokuLine, Column> {
  return compute(ichimokuIndicator, input, settings)
}

/** {@link ichimoku} into columns of the caller. */
export function ichimokuInto(
  out: Outputs<IchimokuLine, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: IchimokuSettings
): Outputs<IchimokuLine, Column> {
  return computeInto(ichimokuIndicator, out, input, settings)
}

/** {@link ichimoku} one bar at a time. */
export function ichimokuStream(...settings: IchimokuSettings): Stream<'high' | 'low', IchimokuLine> {
  return streamOf(ichimokuIndicator, settings)
}

/** First defined row of each line of {@link ichimoku}. */
export function ichimokuWarmup(...settings: IchimokuSettings): Outputs<IchimokuLine, number> {
  return warmupOf(ichimokuIndicator, settings)
}
