import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aroon } from '../../src/indicators/aroon.ts'
import { awesomeOscillator } from '../../src/indicators/awesome-oscillator.ts'
import { dema } from '../../src/indicators/dema.ts'
import { hull } from '../../src/indicators/hull.ts'
import { kama } from '../../src/indicators/kama.ts'
import { percentB } from '../../src/indicators/percent-b.ts'
import { rollingCorrelation } from '../../src/indicators/rolling-correlation.ts'
import { rollingMedian } from '../../src/indicators/rolling-median.ts'
import { rollingPercentileRank } from '../../src/indicators/rolling-percentile-rank.ts'
import { rollingR2 } from '../../src/indicators/rolling-r2.ts'
import { rollingSlope } from '../../src/indicators/rolling-slope.ts'
import { rollingZScore } from '../../src/indicators/rolling-z-score.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { tema } from '../../src/indicators/tema.ts'
import { tsi } from '../../src/indicators/tsi.ts'
import { volumeZScore } from '../../src/indicators/volume-z-score.ts'
import { vwma } from '../../src/indicators/vwma.ts'
import { wilder } from '../../src/indicators/wilder.ts'
import { wma } from '../../src/indicators/wma.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const ROWS = 1_000_000
const LEVEL = 1e9
/** Steps of the values: exact at the level, so sums of steps are exact integers and the oracle has no rounding. */
const STEP = 2 ** -20

describe('a million rows at 1e9 that differ by less than a thousandth', () => {
  const random = randomFrom(11, 'drift of weighted sums')
  const steps = Float64Array.from({ length: ROWS }, () => Math.floor(1000 * random.float()))
  const others = steps.map((step) => step + Math.floor(500 * random.float()))
  const source = steps.map((step) => LEVEL + step * STEP)
  const right = others.map((step) => LEVEL + step * STEP)

  test.each([2, 20, 200, 5000])('period %i: every sum stays exact', (period) => {
    const weighted = wma(source, period)
    const byVolume = vwma({ close: source, volume: others }, period)
    const slopes = rollingSlope(source, period)
    const r2 = rollingR2(source, period)
    const scores = rollingZScore(source, period)
    const correlations = rollingCorrelation({ left: source, right }, period)
    const places = percentB(source, period, 2)
    const unusual = volumeZScore(source, period)
    for (let end = ROWS - 2; end > period; end -= 99_991) {
      const from = end - period + 1
      const x = steps.subarray(from, end + 1)
      const y = others.subarray(from, end + 1)
      const rows = x.map((_, i) => i + 1)
      const [sum, sumRows, variance, rowVariance] = [total(x), total(rows), spread(x, x), spread(rows, rows)]
      const trend = spread(x, rows)
      expect(Math.abs(weighted[end] - LEVEL - (dot(x, rows) / sumRows) * STEP)).toBeLessThanOrEqual(2 ** -22)
      expect(Math.abs(byVolume[end] - LEVEL - (dot(x, y) / total(y)) * STEP)).toBeLessThanOrEqual(2 ** -22)
      expectNear(slopes[end], (trend / rowVariance) * STEP)
      expectNear(r2[end], trend ** 2 / (variance * rowVariance))
      expectNear(scores[end], (period * x[period - 1] - sum) / Math.sqrt(variance))
      expectNear(correlations[end], spread(x, y) / Math.sqrt(variance * spread(y, y)))
      expectNear(places[end], 0.5 + (period * x[period - 1] - sum) / Math.sqrt(variance) / 4)
      expectNear(unusual[end + 1], (period * steps[end + 1] - sum) / Math.sqrt(variance))
    }
  })

  test('the difference of two means keeps its digits, too', () => {
    const ours = awesomeOscillator({ high: source, low: source }, 5, 34)
    for (let end = ROWS - 1; end > 34; end -= 99_991) {
      const fast = total(steps.subarray(end - 4, end + 1)) / 5
      expectNear(ours[end], (fast - total(steps.subarray(end - 33, end + 1)) / 34) * STEP)
    }
  })
})

test('flat stretches are exact: every average is the value, every deviation from it is 0', () => {
  const flat = new Float64Array(3000).fill(0.1)
  const averages = [wma(flat, 7), dema(flat, 7), tema(flat, 7), hull(flat, 9), kama(flat, 7, 2, 30), wilder(flat, 7)]
  averages.push(vwma({ close: flat, volume: flat.map((_, t) => 1 + (t % 7)) }, 7), rollingMedian(flat, 8))
  for (const line of averages) expect(line.subarray(20).every((value) => value === 0.1)).toBe(true)
  const deviations = [rollingSlope(flat, 7), rollingR2(flat, 7), rollingZScore(flat, 7), tsi(flat, 9, 4)]
  deviations.push(awesomeOscillator({ high: flat, low: flat }, 3, 8))
  for (const line of deviations) expect(line.subarray(20).every((value) => value === 0)).toBe(true)
})

test('a stochastic RSI does not stretch the rounding of an index at rest into signals', () => {
  const source = Float64Array.from({ length: 400 }, (_, t) => 100 + (t < 100 ? Math.sin(t) : 0.3))
  const { k } = stochasticRsi(source, 14, 14, 1, 3)
  expect(k.subarray(150).every((value) => value === 0)).toBe(true)
})

test('nothing leaves its bounds', () => {
  const number = fc.oneof(
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.constantFrom(0, 1, 1 + 2 ** -52, 1e9, -1e9),
  )
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 6, maxLength: 60 }),
      fc.array(number, { minLength: 60 }),
      (left, right) => {
        const other = right.slice(0, left.length)
        const within = (line: Float64Array, low: number, high: number): void => {
          for (const value of line) expect(Number.isNaN(value) || (value >= low && value <= high)).toBe(true)
        }
        within(rollingCorrelation({ left, right: other }, 3), -1, 1)
        within(rollingR2(left, 4), 0, 1)
        within(rollingPercentileRank(left, 4), 0, 1)
        within(tsi(left, 3, 2), -100, 100)
        within(aroon({ high: left, low: other }, 4).oscillator, -100, 100)
        within(stochasticRsi(left, 2, 2, 1, 1).k, 0, 100)
      },
    ),
  )
})

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1e-6, Math.abs(expected)))
}

function total(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0)
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i], 0)
}

/** n times the sum of products less the product of the sums: n squared times the covariance, rounded once. */
function spread(x: Float64Array, y: Float64Array): number {
  return Number(BigInt(x.length) * BigInt(dot(x, y)) - BigInt(total(x)) * BigInt(total(y)))
}
