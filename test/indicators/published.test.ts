import { describe, expect, test } from 'vitest'
import { aroon } from '../../src/indicators/aroon.ts'
import { cci } from '../../src/indicators/cci.ts'
import { hull } from '../../src/indicators/hull.ts'
import { kama } from '../../src/indicators/kama.ts'
import { mfi } from '../../src/indicators/mfi.ts'
import { momentum } from '../../src/indicators/momentum.ts'
import { rateOfChange } from '../../src/indicators/rate-of-change.ts'
import { rollingPercentileRank } from '../../src/indicators/rolling-percentile-rank.ts'
import { rollingQuantile } from '../../src/indicators/rolling-quantile.ts'
import { rollingR2 } from '../../src/indicators/rolling-r2.ts'
import { rollingSlope } from '../../src/indicators/rolling-slope.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { vwma } from '../../src/indicators/vwma.ts'
import { wilder } from '../../src/indicators/wilder.ts'
import { williamsR } from '../../src/indicators/williams-r.ts'
import { wma } from '../../src/indicators/wma.ts'

// Bars and results of the sample runs that Tulip Indicators publishes (tests/untest.txt), to three decimals.
const high = [82.15, 81.89, 83.03, 83.3, 83.85, 83.9, 83.33, 84.3, 84.84, 85, 85.9, 86.58, 86.98, 88, 87.87]
const low = [81.29, 80.64, 81.31, 82.65, 83.07, 83.11, 82.49, 82.3, 84.15, 84.11, 84.03, 85.39, 85.76, 87.17, 87.01]
const close = [81.59, 81.06, 82.87, 83, 83.61, 83.15, 82.84, 83.99, 84.55, 84.36, 85.53, 86.54, 86.89, 87.77, 87.29]
const volume = [
  5653100, 6447400, 7690900, 3831400, 4455100, 3798000, 3936200, 4732000, 4841300, 3915300, 6830800, 6694100, 5293600,
  7985800, 4807900,
]
const bars = { high, low, close, volume }

/** The published values are our last rows, and we have none before `first`. */
function expectPublished(ours: Float64Array, published: readonly number[], first = 15 - published.length): void {
  expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(first)
  const rounded = Array.from(ours.subarray(15 - published.length), (value) => value.toFixed(3))
  expect(rounded).toEqual(published.map((value) => value.toFixed(3)))
}

describe('Tulip Indicators, period 5', () => {
  test('averages', () => {
    expectPublished(
      wma(close, 5),
      [82.825, 83.066, 83.1, 83.399, 83.809, 84.053, 84.637, 85.399, 86.031, 86.763, 87.121],
    )
    expectPublished(
      wilder(close, 5),
      [82.426, 82.571, 82.625, 82.898, 83.228, 83.455, 83.87, 84.404, 84.901, 85.475, 85.838],
    )
    expectPublished(
      vwma(bars, 5),
      [82.332, 82.61, 83.07, 83.354, 83.682, 83.822, 84.409, 85.165, 85.698, 86.418, 86.805],
    )
    expectPublished(hull(close, 5), [83.69, 83.038, 83.472, 84.55, 84.835, 85.36, 86.552, 87.346, 87.965, 87.916])
  })

  test('the adaptive average, which it shows one row earlier', () => {
    expectPublished(
      kama(close, 5, 2, 30),
      [83.56, 83.452, 83.506, 83.647, 83.686, 84.126, 85.026, 85.69, 86.447, 86.673],
    )
  })

  test('regression', () => {
    expectPublished(
      rollingSlope(close, 5),
      [0.598, 0.492, 0.009, 0.121, 0.272, 0.413, 0.575, 0.608, 0.686, 0.818, 0.475],
    )
  })

  test('momentum', () => {
    expectPublished(momentum(close, 5), [1.56, 1.78, 1.12, 1.55, 0.75, 2.38, 3.7, 2.9, 3.22, 2.93])
    expectPublished(rateOfChange(close, 5), [0.019, 0.022, 0.014, 0.019, 0.009, 0.029, 0.045, 0.035, 0.038, 0.035])
    expectPublished(
      williamsR(bars, 5),
      [-7.477, -23.006, -40.927, -15.5, -11.417, -23.704, -10.278, -0.935, -3.051, -5.793, -17.884],
    )
    expectPublished(mfi(bars, 5), [61.172, 67.308, 62.796, 64.661, 45.238, 67.841, 85.578, 85.963, 87.504, 84.647])
    const lines = aroon(bars, 5)
    expectPublished(lines.up, [100, 80, 100, 100, 100, 100, 100, 100, 100, 80])
    expectPublished(lines.down, [20, 0, 0, 80, 60, 40, 20, 0, 40, 20])
    expectPublished(lines.oscillator, [80, 80, 100, 20, 40, 60, 80, 100, 60, 60])
  })

  test('the commodity channel index, which it shows four rows later', () => {
    expectPublished(cci(bars, 5), [166.667, 82.02, 95.501, 130.912, 99.163, 116.342, 71.928], 4)
  })

  test('the stochastic RSI, which it gives as a fraction', () => {
    const { k } = stochasticRsi(close, 5, 5, 1, 1)
    expectPublished(
      k.map((value) => value / 100),
      [0.658, 1, 1, 1, 1, 0],
    )
  })
})

test('regression: Anscombe 1973, first set in order of x: slope 0.5001, r2 0.6665', () => {
  const y = [4.26, 5.68, 7.24, 4.82, 6.95, 8.81, 8.04, 8.33, 10.84, 7.58, 9.96]
  expect(rollingSlope(y, 11)[10].toFixed(4)).toBe('0.5001')
  expect(rollingR2(y, 11)[10].toFixed(4)).toBe('0.6665')
})

test('quantiles of 1 to 9 in any order are the textbook ones', () => {
  const source = [7, 2, 9, 4, 1, 8, 3, 6, 5]
  const at = (probability: number): number => rollingQuantile(source, 9, probability)[8]
  expect([0, 0.1, 0.25, 0.5, 0.75, 1].map(at)).toEqual([1, 1.8, 3, 5, 7, 9])
  expect(rollingPercentileRank(source, 9)[8]).toBe(0.5)
})
