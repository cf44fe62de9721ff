import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { followLeg, LEG_SHAPE } from './leg.ts'
import { pivotsShape, runPivots } from './pivots.ts'
import { type Stream, streamOf } from './stream.ts'
import { markWhole, wholeShape } from './whole-windows.ts'

/** The ends of the leg, and the levels between them by the share of it that is taken back. */
export type FibonacciLine = 'start' | 'end' | 'r236' | 'r382' | 'r500' | 'r618' | 'r786'

/** Settings of the Fibonacci levels. */
export type FibonacciSettings = readonly [strength: number]

/** The Fibonacci levels as data. */
export const fibonacciIndicator: Indicator<'high' | 'low', FibonacciLine, FibonacciSettings> = {
  name: 'fibonacci',
  inputs: ['high', 'low'],
  outputs: ['start', 'end', 'r236', 'r382', 'r500', 'r618', 'r786'],
  parameters: [{ name: 'strength', kind: 'period', min: 1, from: 1, to: 30, usual: 5 }],
  warmup([strength]) {
    const row = 2 * strength
    return { start: row, end: row, r236: row, r382: row, r500: row, r618: row, r786: row }
  },
  memory: ([strength]) => [pivotsShape(strength), pivotsShape(strength), wholeShape(2 * strength + 1), LEG_SHAPE],
  run([highs, lows, rows, leg], bars, [start, end, ...levels], [strength]) {
    const [high, low, whole] = levels
    runPivots(highs, high, bars[0], { strength, sign: 1 })
    runPivots(lows, low, bars[1], { strength, sign: -1 })
    markWhole(rows, whole, bars, 2 * strength + 1)
    followLeg(leg, [start, end], [high, low, whole])
    for (let t = 0; t < start.length; t++) {
      for (let i = 0; i < SHARES.length; i++) levels[i][t] = end[t] + SHARES[i] * (start[t] - end[t])
    }
  },
}

const SHARES: readonly number[] = [0.236, 0.382, 0.5, 0.618, 0.786]

/**
 * Fibonacci retracements of the last confirmed leg: `r618` is where 61.8 % of the way from `start` to `end` is taken
 * back. A leg joins a swing low and a swing high (see {@link swings}), the older first: `end` above `start` is a rise.
 * A further swing on the side of the end moves the end if it goes beyond it; one on the other side turns the leg.
 * Levels change only at a bar that confirms a swing, `strength` bars after it. NaN until a leg is known, at the
 * earliest at row `2 * strength`, and at a value that is not finite: swings are sought anew behind it.
 *
 * @example
 * const bars = { high: [14, 16, 20, 18, 17, 15, 18], low: [13, 10, 15, 14, 13, 11, 15] }
 * fibonacci(bars, 1).start // => Float64Array.of(NaN, NaN, NaN, 10, 10, 10, 20)
 * fibonacci(bars, 1).end // => Float64Array.of(NaN, NaN, NaN, 20, 20, 20, 11)
 * fibonacci(bars, 1).r500 // => Float64Array.of(NaN, NaN, NaN, 15, 15, 15, 15.5)
 */
export function fibonacci(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: FibonacciSettings
): Outputs<FibonacciLine, Column> {
  return compute(fibonacciIndicator, input, settings)
}

/** {@link fibonacci} into columns of the caller. */
export function fibonacciInto(
  out: Outputs<FibonacciLine, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: FibonacciSettings
): Outputs<FibonacciLine, Column> {
  return computeInto(fibonacciIndicator, out, input, settings)
}

/** {@link fibonacci} one bar at a time. */
export function fibonacciStream(...settings: FibonacciSettings): Stream<'high' | 'low', FibonacciLine> {
  return streamOf(fibonacciIndicator, settings)
}

/** First defined row of each line of {@link fibonacci}. */
export function fibonacciWarmup(...settings: FibonacciSettings): Outputs<FibonacciLine, number> {
  return warmupOf(fibonacciIndicator, settings)
}
