import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adx } from '../../src/indicators/adx.ts'
import { aroon } from '../../src/indicators/aroon.ts'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { bollingerWidth } from '../../src/indicators/bollinger-width.ts'
import { cci } from '../../src/indicators/cci.ts'
import { chaikinMoneyFlow } from '../../src/indicators/chaikin-money-flow.ts'
import { choppiness } from '../../src/indicators/choppiness.ts'
import { kama } from '../../src/indicators/kama.ts'
import { linearTrendChannel } from '../../src/indicators/linear-trend-channel.ts'
import { mfi } from '../../src/indicators/mfi.ts'
import { natr } from '../../src/indicators/natr.ts'
import { percentB } from '../../src/indicators/percent-b.ts'
import { rollingCorrelation } from '../../src/indicators/rolling-correlation.ts'
import { rollingDeviation } from '../../src/indicators/rolling-deviation.ts'
import { rollingPercentileRank } from '../../src/indicators/rolling-percentile-rank.ts'
import { rollingR2 } from '../../src/indicators/rolling-r2.ts'
import { rollingVwap } from '../../src/indicators/rolling-vwap.ts'
import { rollingZScore } from '../../src/indicators/rolling-z-score.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { stochastic } from '../../src/indicators/stochastic.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { tsi } from '../../src/indicators/tsi.ts'
import { vwma } from '../../src/indicators/vwma.ts'
import { williamsR } from '../../src/indicators/williams-r.ts'

const NAN = Number.NaN
const STEPS = [1, 3, 2, 5, 4, 4, 7, 1, 2, 2, 6, 5]
const OTHER = [2, 1, 4, 3, 6, 2, 5, 8, 1, 3, 2, 4]

/** Indicators that square deviations, each with the power of the scale that its result carries. */
const SQUARED: readonly (readonly [string, 0 | 1, (scale: number) => Float64Array])[] = [
  ['rollingZScore', 0, (scale) => rollingZScore(times(STEPS, scale), 4)],
  [
    'rollingCorrelation',
    0,
    (scale) => rollingCorrelation({ left: times(STEPS, scale), right: times(OTHER, scale) }, 4),
  ],
  ['rollingR2', 0, (scale) => rollingR2(times(STEPS, scale), 4)],
  ['percentB', 0, (scale) => percentB(times(STEPS, scale), 4, 2)],
  ['bollingerWidth', 0, (scale) => bollingerWidth(times(STEPS, scale), 4, 2)],
  ['rollingDeviation', 1, (scale) => rollingDeviation(times(STEPS, scale), 4)],
  ['rollingDeviation of six', 1, (scale) => rollingDeviation(times(STEPS, scale), 6)],
  ['bollinger', 1, (scale) => bollinger(times(STEPS, scale), 4, 2).upper],
  ['linearTrendChannel', 1, (scale) => linearTrendChannel(times(STEPS, scale), 4, 2).upper],
]

describe.each(SQUARED)('%s', (_, power, of) => {
  test('is exact at every magnitude from 2^-470 to 2^490', () => {
    const base = of(1)
    for (const scale of [2 ** -470, 2 ** -300, 2 ** 300, 2 ** 490]) {
      expect(of(scale)).toEqual(base.map((value) => value * scale ** power))
    }
  })

  test('is NaN or right beyond it, never another number', () => {
    const base = of(1)
    for (const exponent of [-1060, -700, -540, -500, -485, -480, 505, 509, 512, 515, 700, 1000]) {
      const scale = 2 ** exponent
      of(scale).forEach((value, t) => {
        const isRight = Math.abs(value - base[t] * scale ** power) <= 1e-9 * Math.abs(base[t] * scale ** power)
        expect(`${exponent} ${t}: ${Number.isNaN(value) || isRight || value}`).toBe(`${exponent} ${t}: true`)
      })
    }
  })
})

test('a flat window has no deviation at any magnitude', () => {
  for (const level of [1e-300, 1e-200, 1, 1e200, 1e300]) {
    const flat = new Array<number>(9).fill(level)
    expect(rollingDeviation(flat, 4).subarray(3)).toEqual(new Float64Array(6))
    expect(rollingZScore(flat, 4).subarray(3)).toEqual(new Float64Array(6))
    expect(percentB(flat, 4, 2).subarray(3)).toEqual(new Float64Array(6).fill(0.5))
    expect(bollinger(flat, 4, 2).upper.subarray(3)).toEqual(new Float64Array(6).fill(level))
    expect(linearTrendChannel(flat, 4, 2).lower.subarray(3)).toEqual(new Float64Array(6).fill(level))
  }
  expect(rollingDeviation([0, 1e-200, -1e-200], 3)[2]).toBe(NAN)
})

test('nothing is a fraction of nothing', () => {
  expect(bollingerWidth([0, 0, 1, -1], 2, 2)).toEqual(Float64Array.of(NAN, NAN, 4, NAN))
  expect(natr({ high: [1, 1, 2], low: [0, 0, 1], close: [1, 0, 2] }, 1)).toEqual(Float64Array.of(NAN, NAN, 1))
})

test('a share or a mean of a sum beyond the largest number has no value, rather than that of nothing', () => {
  const level = (close: number[], volume: number[] = []): Record<'high' | 'low' | 'close' | 'volume', number[]> => {
    return { high: close, low: close, close, volume }
  }
  expect(vwma(level([1, 1.5], [1e308, 1e308]), 2)[1]).toBe(NAN)
  expect(rollingVwap(level([1, 1.5], [4e307, 4e307]), 2)[1]).toBe(NAN)
  expect(mfi(level([1, 2, 1], [1, 2e307, 4e307]), 2)[2]).toBe(NAN)
  const bars = { high: [2, 2], low: [1, 1], close: [2, 1.25], volume: [1e308, 1e308] }
  expect(chaikinMoneyFlow(bars, 2)[1]).toBe(NAN)
  expect(cci(level([0, 1e306]), 2)[1]).toBe(NAN)
  expect(cci(level([0, 5e307, -5e307, 1e300]), 4)[3]).toBe(NAN)
})

test('bars turned upside down never have an infinite choppiness', () => {
  const bars = { high: [1, 1, 1, 1], low: [1, 3, 1, 1], close: [1, 2, 2, 1] }
  for (const value of choppiness(bars, 2)) expect(Math.abs(value)).not.toBe(Number.POSITIVE_INFINITY)
})

test('an adaptive average whose path is beyond the largest number has no value', () => {
  const values = kama([1e308, -1e308, 1e308, 1, 2, 3, 2], 2, 2, 30)
  expect(values.subarray(0, 4)).toEqual(Float64Array.of(NAN, NAN, NAN, NAN))
  expect(values.subarray(5).every(Number.isFinite)).toBe(true)
})

test('a stochastic index takes a range far below a thousandth of a point', () => {
  const moves = [100, 200, 150, 160, 155, 170]
  const source = [...moves, ...Array.from({ length: 12 }, (_, t) => 170 + 1e-6 * ((t * 7) % 3))]
  const index = rsi(source, 5).subarray(10)
  expect(Math.max(...index) - Math.min(...index)).toBeLessThan(1e-4)
  const { k } = stochasticRsi(source, 5, 3, 1, 1)
  expect(k.subarray(10).some((value) => value === 100)).toBe(true)
  expect(k.subarray(10).some((value) => value === 0)).toBe(true)
})

test('nothing leaves its bounds, however the bars lie', () => {
  const price = fc.oneof(
    fc.double({ min: 0.01, max: 1e3, noNaN: true }),
    fc.constantFrom(1, 1 + 2 ** -52, 100.1, 1e9, 1e-9, 1e-300, 1e150),
  )
  const bar = fc.tuple(price, price, price, fc.constantFrom(0, 1, 3, 1e6, 0.1))
  fc.assert(
    fc.property(fc.array(bar, { minLength: 6, maxLength: 80 }), fc.integer({ min: 2, max: 5 }), (rows, period) => {
      const bars = {
        high: rows.map(([a, b, c]) => Math.max(a, b, c)),
        low: rows.map(([a, b, c]) => Math.min(a, b, c)),
        close: rows.map(([a]) => a),
        volume: rows.map(([, , , volume]) => volume),
      }
      const within = (line: Float64Array, low: number, high: number): void => {
        for (const value of line) {
          if (!(Number.isNaN(value) || (value >= low && value <= high))) expect(value).toBe(`${low} to ${high}`)
        }
      }
      const index = adx(bars, period)
      for (const line of [index.adx, index.plus, index.minus, mfi(bars, period), rsi(bars.close, period)]) {
        within(line, 0, 100)
      }
      for (const line of Object.values(stochastic(bars, period, 1, 3))) within(line, -1e-12, 100 + 1e-12)
      for (const line of [aroon(bars, period).up, aroon(bars, period).down]) within(line, 0, 100)
      within(williamsR(bars, period), -100, 0)
      within(chaikinMoneyFlow(bars, period), -1, 1)
      within(tsi(bars.close, period, 2), -100, 100)
      within(rollingPercentileRank(bars.close, period), 0, 1)
      expect(index.adx.length).toBe(rows.length)
    }),
    { numRuns: 300 },
  )
})

test('a flat column has the rank one half, at the cost of any other', () => {
  expect(rollingPercentileRank(new Array<number>(9).fill(5), 4).subarray(3)).toEqual(new Float64Array(6).fill(0.5))
  expect(rollingPercentileRank([5, 5, 4, 5, 6], 5)[4]).toBe(1)
  expect(rollingPercentileRank([5, 5, 4, 6, 5], 5)[4]).toBe(0.5)
})

function times(values: readonly number[], scale: number): number[] {
  return values.map((value) => value * scale)
}
