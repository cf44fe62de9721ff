import {
  AwesomeOscillator,
  ROC,
  CCI as TechnicalCci,
  StochasticRSI as TechnicalStochasticRsi,
  WilliamsR as TechnicalWilliamsR,
  WMA as TechnicalWma,
  WEMA,
} from 'technicalindicators'
import {
  AO,
  Aroon,
  CCI,
  DEMA,
  getLinearRegression,
  HMA,
  KAMA,
  MFI,
  MOM,
  ROC as SignalsRoc,
  SMA,
  StochasticRSI,
  TEMA,
  TSI,
  VWMA,
  WilliamsR,
  WMA,
  WSMA,
} from 'trading-signals'
import { describe, expect, test } from 'vitest'
import { aroon } from '../../src/indicators/aroon.ts'
import { awesomeOscillator } from '../../src/indicators/awesome-oscillator.ts'
import { cci } from '../../src/indicators/cci.ts'
import { dema } from '../../src/indicators/dema.ts'
import { hull } from '../../src/indicators/hull.ts'
import { kama } from '../../src/indicators/kama.ts'
import { mfi } from '../../src/indicators/mfi.ts'
import { momentum } from '../../src/indicators/momentum.ts'
import { rateOfChange } from '../../src/indicators/rate-of-change.ts'
import { rollingCorrelation } from '../../src/indicators/rolling-correlation.ts'
import { rollingQuantile } from '../../src/indicators/rolling-quantile.ts'
import { rollingSlope } from '../../src/indicators/rolling-slope.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { tema } from '../../src/indicators/tema.ts'
import { tsi } from '../../src/indicators/tsi.ts'
import { vwma } from '../../src/indicators/vwma.ts'
import { wilder } from '../../src/indicators/wilder.ts'
import { williamsR } from '../../src/indicators/williams-r.ts'
import { wma } from '../../src/indicators/wma.ts'
import { pearson } from '../../src/math/correlation.ts'
import { quantile } from '../../src/math/quantile.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const ROWS = 2000
const random = randomFrom(42, 'momentum oracles')
const candles = Array.from({ length: ROWS }, () => ({ open: 0, high: 0, low: 0, close: 0, volume: 0 }))
for (let t = 0, price = 100; t < ROWS; t++) {
  const open = price
  price *= Math.exp(0.02 * (random.float() - 0.5))
  candles[t].open = open
  candles[t].close = price
  candles[t].high = Math.max(open, price) * (1 + 0.004 * random.float())
  candles[t].low = Math.min(open, price) * (1 - 0.004 * random.float())
  candles[t].volume = 1000 * random.float()
}
const high = candles.map((candle) => candle.high)
const low = candles.map((candle) => candle.low)
const close = candles.map((candle) => candle.close)
const volume = candles.map((candle) => candle.volume)
const bars = { high, low, close, volume }

/** The oracle has no value for its first rows: what it gives must be our last rows, and as many as we have. */
function expectTail(ours: Float64Array, theirs: readonly unknown[], tolerance = 1e-9): void {
  const values = theirs.filter((value) => typeof value === 'number')
  expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(ROWS - values.length)
  expectLast(ours, values, tolerance)
}

/** The last rows of ours are those of the oracle, which starts later than we do. */
function expectLast(ours: Float64Array, values: readonly number[], tolerance = 1e-9): void {
  expect(values.length).toBeGreaterThan(900)
  for (let t = 1; t <= values.length; t++) {
    const [a, b] = [ours[ROWS - t], values[values.length - t]]
    if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)))) expect(`row -${t}: ${a}`).toBe(`row -${t}: ${b}`)
  }
}

describe('technicalindicators 3.1.0', () => {
  test('wma and the Wilder average', () => {
    expectTail(wma(close, 20), TechnicalWma.calculate({ period: 20, values: close }))
    expectTail(wilder(close, 20), WEMA.calculate({ period: 20, values: close }))
  })

  test('rate of change, in percent', () => {
    const ours = rateOfChange(close, 12).map((value) => 100 * value)
    expectTail(ours, ROC.calculate({ period: 12, values: close }))
  })

  test('williams %R, cci and the awesome oscillator', () => {
    expectTail(williamsR(bars, 14), TechnicalWilliamsR.calculate({ period: 14, high, low, close }))
    expectTail(cci(bars, 20), TechnicalCci.calculate({ period: 20, high, low, close }))
    expectTail(
      awesomeOscillator(bars, 5, 34),
      AwesomeOscillator.calculate({ fastPeriod: 5, slowPeriod: 34, high, low }),
    )
  })

  test('stochastic rsi, from an index it rounds to two decimals', () => {
    const settings = { rsiPeriod: 14, stochasticPeriod: 14, kPeriod: 3, dPeriod: 3 }
    const theirs = TechnicalStochasticRsi.calculate({ values: close, ...settings })
    const { k, d } = stochasticRsi(close, 14, 14, 3, 3)
    // Both errors of 0.005 points weigh the more the narrower the range is.
    expect(d.findIndex((value) => !Number.isNaN(value))).toBe(ROWS - theirs.length)
    for (const [line, name] of [
      [k, 'k'],
      [d, 'd'],
    ] as const) {
      const errors = theirs.map((row, i) => Math.abs(row[name] - line[ROWS - theirs.length + i]))
      expect(Math.max(...errors)).toBeLessThan(1)
      expect(Math.max(...errors)).toBeGreaterThan(0)
    }
  })
})

describe('trading-signals 8.3.0', () => {
  test('wma, hull and vwma', () => {
    expectTail(wma(close, 20), new WMA(20).updates(close, false))
    expectTail(hull(close, 21), new HMA(21).updates(close, false))
    expectTail(vwma(bars, 20), new VWMA(20).updates(candles, false))
  })

  test('dema, which starts from the first value', () => {
    expectTail(dema(close, 20, 'first'), new DEMA(20).updates(close, false))
  })

  test('dema and tema, after other seeds have died away', () => {
    expectLast(dema(close, 20), new DEMA(20).updates(close, false).slice(1000) as number[])
    expectLast(tema(close, 20), new TEMA(20).updates(close, false).slice(1000) as number[])
  })

  test('the adaptive average, which it shows one row earlier', () => {
    expectLast(kama(close, 10, 2, 30), new KAMA(10).updates(close, false).slice(10) as number[])
    expect(kama(close, 10, 2, 30).findIndex((value) => !Number.isNaN(value))).toBe(10)
  })

  test('momentum, rate of change, williams %R, cci and the awesome oscillator', () => {
    expectTail(momentum(close, 10), new MOM(10).updates(close, false), 1e-12)
    expectTail(rateOfChange(close, 10), new SignalsRoc(10).updates(close, false), 1e-12)
    expectTail(williamsR(bars, 14), new WilliamsR(14).updates(candles, false))
    expectTail(cci(bars, 20), new CCI(20).updates(candles, false))
    expectTail(awesomeOscillator(bars, 5, 34), new AO(5, 34).updates(candles, false))
  })

  test('mfi and aroon', () => {
    expectTail(mfi(bars, 14), new MFI(14).updates(candles, false))
    const theirs = new Aroon(25).updates(candles, false)
    const ours = aroon(bars, 25)
    expectTail(
      ours.up,
      theirs.map((row) => row?.aroonUp),
    )
    expectTail(
      ours.down,
      theirs.map((row) => row?.aroonDown),
    )
  })

  test('stochastic rsi, as a fraction and unsmoothed', () => {
    const theirs = new StochasticRSI(14, WSMA, { k: new SMA(1), d: new SMA(1) }).updates(close, false)
    const { k } = stochasticRsi(close, 14, 14, 1, 1)
    expectTail(
      k.map((value) => value / 100),
      theirs,
    )
  })

  test('the true strength index, which starts from the first values of its averages', () => {
    // Its second average starts when the first has seen 25 changes: the difference dies away.
    const theirs = new TSI({ longPeriod: 25, shortPeriod: 13 }).updates(close, false).slice(1000)
    expectLast(tsi(close, 25, 13, 'first'), theirs as number[])
  })

  test('the slope of a regression line', () => {
    const ours = rollingSlope(close, 30)
    for (let t = 29; t < ROWS; t += 97) {
      expect(ours[t]).toBeCloseTo(getLinearRegression(close.slice(t - 29, t + 1)).slope, 10)
    }
  })
})

test('quantile and correlation of a window are those of the column it makes', () => {
  const quantiles = rollingQuantile(close, 60, 0.3)
  const correlations = rollingCorrelation({ left: close, right: volume }, 60)
  const prices = Float64Array.from(close)
  const volumes = Float64Array.from(volume)
  for (let t = 59; t < ROWS; t += 53) {
    expect(quantiles[t]).toBe(quantile(prices.slice(t - 59, t + 1), 0.3))
    expect(correlations[t]).toBeCloseTo(pearson(prices.slice(t - 59, t + 1), volumes.slice(t - 59, t + 1)), 12)
  }
})
