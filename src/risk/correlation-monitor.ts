import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { type Matrix, symmetric } from '../math/matrix.ts'
import { dot } from '../math/sum.ts'
import { checkReturnPanel } from './check-input.ts'

/** How far back `averageCorrelation` looks: give one of the two. */
export interface AverageCorrelationOptions {
  /** Bars of a rolling window, at least 3. */
  readonly window?: number
  /** Weight that the past keeps at every bar, above 0 and below 1: 0.94 remembers some 17 bars. */
  readonly decay?: number
}

/** Sums of an average that forgets: of its weights, of every column, and of every product of two. */
interface Sums {
  readonly one: Column
  readonly two: Column
  weight: number
}

/** Rows that an average which forgets must have seen, at least. */
const FEWEST = 3

/** A variance this small beside the mean square of its column is rounding error. */
const NOTHING = 1e-13

/**
 * The mean of the correlations of all pairs of columns after every bar: over a rolling window, or over all bars with weights
 * that fade. When it rises, positions that were many become one. NaN before the window is full (three bars with `decay`), and
 * where a column does not vary. O(n k^2), with a window n k^2 window.
 *
 * @example
 * const [up, down] = [Float64Array.of(0.25, 0.5, 0.25, 0.5), Float64Array.of(-0.25, -0.5, -0.25, 0.5)]
 * averageCorrelation([up, down], { window: 3 })[2] // => -1
 * averageCorrelation([up, down], {}) // throws 'invalid-argument'
 */
export function averageCorrelation(returns: readonly Column[], options: AverageCorrelationOptions): Column {
  const where = 'averageCorrelation'
  checkReturnPanel(where, returns)
  checkInteger(where, 'returns.length', returns.length, { min: 2, remedy: 'One asset has no correlation.' })
  checkKeys(where, options, ['window', 'decay'])
  const { window, decay } = options
  if ((window === undefined) === (decay === undefined)) {
    refuse(where, 'options', options, { rule: 'either a window or a decay', remedy: 'Give { decay: 0.94 }.' })
  }
  if (decay !== undefined) {
    checkNumber(where, 'decay', decay, { above: 0, below: 1 })
    return fading(returns, decay)
  }
  checkInteger(where, 'window', window, { min: FEWEST })
  return rolling(returns, window as number)
}

function rolling(returns: readonly Column[], window: number): Column {
  return returns[0].map((_, t) => {
    if (t < window - 1) return Number.NaN
    const sums = emptySums(returns.length)
    for (let row = t - window + 1; row <= t; row++) add(sums, returns, { row, decay: 1, from: t })
    return meanPair(sums, returns.length)
  })
}

function fading(returns: readonly Column[], decay: number): Column {
  const sums = emptySums(returns.length)
  return returns[0].map((_, row) => {
    add(sums, returns, { row, decay, from: 0 })
    return row < FEWEST - 1 ? Number.NaN : meanPair(sums, returns.length)
  })
}

function emptySums(count: number): Sums {
  return { one: new Float64Array(count), two: new Float64Array(count * count), weight: 0 }
}

/** Adds a row, measured from row `from` of its column: values with a large common part lose no digits by it. */
function add(sums: Sums, returns: readonly Column[], at: { row: number; decay: number; from: number }): void {
  const count = returns.length
  sums.weight = at.decay * sums.weight + 1
  for (let i = 0; i < count; i++) {
    const value = returns[i][at.row] - returns[i][at.from]
    sums.one[i] = at.decay * sums.one[i] + value
    for (let j = 0; j <= i; j++) {
      const other = returns[j][at.row] - returns[j][at.from]
      sums.two[i * count + j] = at.decay * sums.two[i * count + j] + value * other
    }
  }
}

function meanPair({ one, two, weight }: Sums, count: number): number {
  const moment = (i: number, j: number) => two[i * count + j] - (one[i] * one[j]) / weight
  const spreads = one.map((_, i) => {
    const spread = moment(i, i)
    return spread > NOTHING * two[i * count + i] ? Math.sqrt(spread) : Number.NaN
  })
  let total = 0
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) total += Math.max(-1, Math.min(1, moment(i, j) / (spreads[i] * spreads[j])))
  }
  return total / ((count * (count - 1)) / 2)
}

/**
 * How far apart two correlation matrices are: 1 less the cosine of the angle between them, 0 when they are equal up to a factor,
 * 1 when they have nothing in common (Herdin, Czink, Özcelik and Bonek 2005). It has no law of its own: to test a change, use
 * `correlationBreak`. O(k^2).
 *
 * @example
 * correlationDifference(matrixFrom([[1, 0], [0, 1]]), matrixFrom([[1, 0], [0, 1]])) // => 0
 * correlationDifference(matrixFrom([[1, 1], [1, 1]]), matrixFrom([[1, 0], [0, 1]])).toFixed(6) // => '0.292893'
 */
export function correlationDifference(before: Matrix, after: Matrix): number {
  const [one, two] = [symmetric('correlationDifference', before).data, symmetric('correlationDifference', after).data]
  const size = dot(one, one) * dot(two, two)
  if (!(size > 0)) refuse('correlationDifference', 'the size of a matrix', 0, { rule: 'above 0' })
  return Math.max(0, 1 - dot(one, two) / Math.sqrt(size))
}
