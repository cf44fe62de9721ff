import {
  Highest,
  Lowest,
  SD,
  ATR as TechnicalAtr,
  BollingerBands as TechnicalBands,
  EMA as TechnicalEma,
  IchimokuCloud as TechnicalIchimoku,
  MACD as TechnicalMacd,
  RSI as TechnicalRsi,
  SMA as TechnicalSma,
  Stochastic as TechnicalStochastic,
} from 'technicalindicators'
import {
  ATR,
  BollingerBands,
  DonchianChannels,
  EMA,
  IchimokuCloud,
  MACD,
  RSI,
  StochasticOscillator,
} from 'trading-signals'
import { describe, expect, test } from 'vitest'
import { atr } from '../../src/indicators/atr.ts'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { donchian } from '../../src/indicators/donchian.ts'
import { donchianWithCurrent } from '../../src/indicators/donchian-with-current.ts'
import { ema } from '../../src/indicators/ema.ts'
import { ichimoku } from '../../src/indicators/ichimoku.ts'
import { macd } from '../../src/indicators/macd.ts'
import { rollingDeviation } from '../../src/indicators/rolling-deviation.ts'
import { rollingMax } from '../../src/indicators/rolling-max.ts'
import { rollingMin } from '../../src/indicators/rolling-min.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { sma } from '../../src/indicators/sma.ts'
import { stochastic } from '../../src/indicators/stochastic.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const ROWS = 3000
const random = randomFrom(42, 'indicator oracles')
const close: number[] = []
const high: number[] = []
const low: number[] = []
for (let t = 0, price = 100; t < ROWS; t++) {
  const open = price
  price *= Math.exp(0.02 * (random.float() - 0.5))
  close.push(price)
  high.push(Math.max(open, price) * (1 + 0.004 * random.float()))
  low.push(Math.min(open, price) * (1 - 0.004 * random.float()))
}
const bars = { high, low, close }
const candles = close.map((value, t) => ({ high: high[t], low: low[t], close: value }))

/** The oracle drops rows it has no value for: what it gives must be our last rows, and as many as we have. */
function expectTail(ours: Float64Array, theirs: readonly (number | null | undefined)[], tolerance = 1e-10): void {
  const values = theirs.filter((value) => value !== null && value !== undefined) as number[]
  expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(ROWS - values.length)
  expectNear(ours.subarray(ROWS - values.length), values, tolerance)
}

function expectNear(ours: Float64Array, theirs: readonly number[], tolerance: number): void {
  expect(ours.length).toBe(theirs.length)
  for (let t = 0; t < ours.length; t++) {
    const near = Math.abs(ours[t] - theirs[t]) <= tolerance * Math.max(1, Math.abs(theirs[t]))
    if (!near) expect(`row ${t}: ${ours[t]}`).toBe(`row ${t}: ${theirs[t]}`)
  }
}

describe('technicalindicators 3.1.0', () => {
  test('sma, ema, rolling extremes and deviation', () => {
    expectTail(sma(close, 20), TechnicalSma.calculate({ period: 20, values: close }))
    expectTail(ema(close, 20), TechnicalEma.calculate({ period: 20, values: close }))
    expectTail(rollingMax(high, 20), Highest.calculate({ period: 20, values: high }), 0)
    expectTail(rollingMin(low, 20), Lowest.calculate({ period: 20, values: low }), 0)
    expectTail(rollingDeviation(close, 20), SD.calculate({ period: 20, values: close }))
  })

  test('rsi, which it rounds to two decimals', () => {
    expectTail(
      rsi(close, 14).map((value) => Math.round(100 * value) / 100),
      TechnicalRsi.calculate({ period: 14, values: close }),
    )
  })

  test('atr', () => {
    expectTail(atr(bars, 14), TechnicalAtr.calculate({ period: 14, ...bars }))
  })

  test('macd, which seeds its averages apart', () => {
    const settings = {
      fastPeriod: 12,
      slowPeriod: 26,
      signalPeriod: 9,
      SimpleMAOscillator: false,
      SimpleMASignal: false,
    }
    const theirs = TechnicalMacd.calculate({ values: close, ...settings })
    const ours = macd(close, 12, 26, 9, 'apart')
    expectTail(
      ours.macd,
      theirs.map((row) => row.MACD),
    )
    expectTail(
      ours.signal,
      theirs.map((row) => row.signal),
    )
    expectTail(
      ours.histogram,
      theirs.map((row) => row.histogram),
    )
  })

  test('bollinger', () => {
    const theirs = TechnicalBands.calculate({ period: 20, stdDev: 2.5, values: close })
    const ours = bollinger(close, 20, 2.5)
    expectTail(
      ours.upper,
      theirs.map((row) => row.upper),
    )
    expectTail(
      ours.middle,
      theirs.map((row) => row.middle),
    )
    expectTail(
      ours.lower,
      theirs.map((row) => row.lower),
    )
  })

  test('stochastic', () => {
    const theirs = TechnicalStochastic.calculate({ period: 14, signalPeriod: 3, ...bars })
    const ours = stochastic(bars, 14, 1, 3)
    expectTail(
      ours.k,
      theirs.map((row) => row.k),
    )
    expectTail(
      ours.d,
      theirs.map((row) => row.d),
    )
  })

  test('ichimoku, which starts when its longest line does', () => {
    const theirs = TechnicalIchimoku.calculate({
      high,
      low,
      conversionPeriod: 9,
      basePeriod: 26,
      spanPeriod: 52,
      displacement: 26,
    })
    const ours = ichimoku(bars, 9, 26, 52)
    expectTail(
      ours.spanB,
      theirs.map((row) => row.spanB),
      1e-14,
    )
    expectNear(
      ours.spanA.subarray(51),
      theirs.map((row) => row.spanA),
      1e-14,
    )
    expectNear(
      ours.base.subarray(51),
      theirs.map((row) => row.base),
      1e-14,
    )
    expectNear(
      ours.conversion.subarray(51),
      theirs.map((row) => row.conversion),
      1e-14,
    )
  })
})

describe('trading-signals 8.3.0', () => {
  test('ema, which starts from the first value and shows it from row period - 1', () => {
    const theirs = new EMA(20).updates(close, false)
    const ours = ema(close, 20, 'first')
    expectNear(ours.subarray(19), theirs.slice(19) as number[], 1e-10)
  })

  test('rsi and atr', () => {
    expectTail(rsi(close, 14), new RSI(14).updates(close, false))
    const theirs = new ATR(14).updates(candles, false)
    expectTail(atr(bars, 14, 'high-low'), theirs)
  })

  test('macd, after its other seeding has died away', () => {
    const theirs = new MACD(new EMA(12), new EMA(26), new EMA(9)).updates(close, false)
    const ours = macd(close, 12, 26, 9, 'apart')
    expectNear(
      ours.macd.subarray(1000),
      theirs.slice(1000).map((row) => row?.macd as number),
      1e-10,
    )
    expectNear(
      ours.signal.subarray(1000),
      theirs.slice(1000).map((row) => row?.signal as number),
      1e-10,
    )
  })

  test('bollinger and the Donchian channel with the current bar', () => {
    const bands = new BollingerBands(20, 2).updates(close, false)
    expectTail(
      bollinger(close, 20, 2).upper,
      bands.map((row) => row?.upper),
    )
    const channel = new DonchianChannels(20).updates(candles, false)
    const ours = donchianWithCurrent(bars, 20)
    expectTail(
      ours.upper,
      channel.map((row) => row?.upper),
      0,
    )
    expectTail(
      ours.middle,
      channel.map((row) => row?.middle),
      1e-14,
    )
    expectTail(
      ours.lower,
      channel.map((row) => row?.lower),
      0,
    )
    const before = donchian(bars, 20)
    expectNear(before.upper.subarray(20), Array.from(ours.upper.subarray(19, -1)), 0)
    expectNear(before.lower.subarray(20), Array.from(ours.lower.subarray(19, -1)), 0)
  })

  test('slow stochastic', () => {
    const theirs = new StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }).updates(candles, false)
    const ours = stochastic(bars, 14, 3, 3)
    const first = theirs.findIndex((row) => row !== null)
    expectNear(
      ours.k.subarray(first),
      theirs.slice(first).map((row) => row?.stochK as number),
      1e-10,
    )
    expectTail(
      ours.d,
      theirs.map((row) => row?.stochD),
    )
  })

  test('ichimoku', () => {
    const theirs = new IchimokuCloud({ conversionInterval: 9, baseInterval: 26, spanBInterval: 52 }).updates(
      candles,
      false,
    )
    expectTail(
      ichimoku(bars, 9, 26, 52).spanB,
      theirs.map((row) => row?.spanB),
      1e-14,
    )
  })
})
