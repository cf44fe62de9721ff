import { IndicatorsSync } from '@ixjb94/indicators'
import {
  ADX as TechnicalAdx,
  ChandelierExit as TechnicalChandelier,
  KeltnerChannels as TechnicalKeltner,
  PSAR as TechnicalSar,
} from 'technicalindicators'
import {
  ADX,
  BollingerBands,
  BollingerBandsWidth,
  CHOP,
  ChandelierExit,
  KeltnerChannels,
  LinearRegression,
  NATR,
  PercentB,
  SuperTrend,
  TTMSqueeze,
  VortexIndicator,
} from 'trading-signals'
import { describe, expect, test } from 'vitest'
import { adx } from '../../src/indicators/adx.ts'
import { bollingerWidth } from '../../src/indicators/bollinger-width.ts'
import { chandelierExit } from '../../src/indicators/chandelier-exit.ts'
import { choppiness } from '../../src/indicators/choppiness.ts'
import { keltner } from '../../src/indicators/keltner.ts'
import { linearTrendChannel } from '../../src/indicators/linear-trend-channel.ts'
import { natr } from '../../src/indicators/natr.ts'
import { parabolicSar } from '../../src/indicators/parabolic-sar.ts'
import { percentB } from '../../src/indicators/percent-b.ts'
import { squeeze } from '../../src/indicators/squeeze.ts'
import { supertrend } from '../../src/indicators/supertrend.ts'
import { vortex } from '../../src/indicators/vortex.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const ROWS = 3000
/** Rows after which an average that started otherwise has forgotten how: (1 - 1/22)^1500 is below 1e-30. */
const SETTLED = 1500
const random = randomFrom(42, 'volatility oracles')
const close: number[] = []
const high: number[] = []
const low: number[] = []
for (let t = 0, price = 100; t < ROWS; t++) {
  const open = price * (1 + 0.002 * (random.float() - 0.5))
  price = open * Math.exp(0.02 * (random.float() - (t === 1 ? 0 : 0.5)))
  close.push(price)
  high.push(Math.max(open, price) * (1 + 0.004 * random.float()))
  low.push(Math.min(open, price) * (1 - 0.004 * random.float()))
}
const bars = { high, low, close }
const candles = close.map((value, t) => ({ high: high[t], low: low[t], close: value }))

/** Their rows are the last of ours: all that we have, or those from a row on where both have forgotten their start. */
function expectTail(ours: Float64Array, theirs: readonly unknown[], from?: number): void {
  const values = theirs.filter((value) => value !== null && value !== undefined) as number[]
  const first = from ?? ours.findIndex((value) => !Number.isNaN(value))
  expect(values.length).toBeGreaterThanOrEqual(ROWS - first)
  if (from === undefined) expect(values.length).toBe(ROWS - first)
  for (let t = first; t < ROWS; t++) {
    const theirValue = values[values.length - ROWS + t]
    const near = Math.abs(ours[t] - theirValue) <= 1e-10 * Math.max(1, Math.abs(theirValue))
    if (!near) expect(`row ${t}: ${ours[t]}`).toBe(`row ${t}: ${theirValue}`)
  }
}

describe('technicalindicators 3.1.0', () => {
  test('keltner', () => {
    const theirs = TechnicalKeltner.calculate({ maPeriod: 20, atrPeriod: 10, useSMA: false, multiplier: 2, ...bars })
    const ours = keltner(bars, 20, 10, 2)
    for (const line of ['upper', 'middle', 'lower'] as const) {
      expectTail(
        ours[line],
        theirs.map((row) => row[line]),
      )
    }
  })

  test('chandelier exit, whose highest high and lowest low come from one list', () => {
    // Its types say that it gives numbers.
    const theirs = TechnicalChandelier.calculate({ period: 22, multiplier: 3, ...bars }) as unknown as {
      exitLong: number
      exitShort: number
    }[]
    const ours = chandelierExit(bars, 22, 3)
    expectTail(
      ours.long,
      theirs.map((row) => row.exitLong),
    )
    expectTail(
      ours.short,
      theirs.map((row) => row.exitShort),
    )
  })

  test('adx, which starts from sums of n bars', () => {
    const theirs = TechnicalAdx.calculate({ period: 14, ...bars })
    const ours = adx(bars, 14)
    expectTail(
      ours.adx,
      theirs.map((row) => row.adx),
      SETTLED,
    )
    expectTail(
      ours.plus,
      theirs.map((row) => row.pdi),
      SETTLED,
    )
    expectTail(
      ours.minus,
      theirs.map((row) => row.mdi),
      SETTLED,
    )
  })

  test('parabolic sar by crossing: it takes the first trend to be up, as it is here', () => {
    const theirs = TechnicalSar.calculate({ step: 0.02, max: 0.2, high, low })
    expectTail(parabolicSar(bars, 0.02, 0.2, 'cross').line, theirs.slice(1))
  })
})

describe('@ixjb94/indicators 1.2.4, a port of Tulip', () => {
  const tulip = new IndicatorsSync()

  test('parabolic sar by crossing, whatever the first trend', () => {
    for (let start = 0; start < 200; start += 7) {
      const [highs, lows] = [high.slice(start), low.slice(start)]
      const { line } = parabolicSar({ high: highs, low: lows }, 0.05, 0.3, 'cross')
      const theirs = tulip.psar(highs, lows, 0.05, 0.3) as unknown as number[]
      expect(Array.from(line.subarray(1), (value) => value.toFixed(9))).toEqual(theirs.map((value) => value.toFixed(9)))
    }
  })

  test('directional lines, which it shows one bar earlier', () => {
    const [plus, minus] = tulip.di(high, low, close, 14) as unknown as number[][]
    const ours = adx(bars, 14)
    expectTail(ours.plus, plus.slice(1))
    expectTail(ours.minus, minus.slice(1))
  })
})

describe('trading-signals 8.3.0', () => {
  test('natr in percent, once its other first range is forgotten', () => {
    const theirs = new NATR(14).updates(candles, false)
    expectTail(
      natr(bars, 14).map((value) => 100 * value),
      theirs,
      SETTLED,
    )
  })

  test('bollinger width and %b', () => {
    expectTail(bollingerWidth(close, 20, 2), new BollingerBandsWidth(new BollingerBands(20, 2)).updates(close, false))
    expectTail(percentB(close, 20, 2.5), new PercentB({ interval: 20, deviationMultiplier: 2.5 }).updates(close, false))
  })

  test('keltner and chandelier exit, once their other first ranges are forgotten', () => {
    const channel = new KeltnerChannels({ emaInterval: 20, atrInterval: 10, multiplier: 2 }).updates(candles, false)
    expectTail(
      keltner(bars, 20, 10, 2).lower,
      channel.map((row) => row?.lower),
      SETTLED,
    )
    const stops = new ChandelierExit({ interval: 22, multiplier: 3 }).updates(candles, false)
    expectTail(
      chandelierExit(bars, 22, 3).short,
      stops.map((row) => row?.short),
      SETTLED,
    )
  })

  test('squeeze, which is on and off more than once', () => {
    const theirs = new TTMSqueeze({ bbInterval: 20, bbMultiplier: 2, kcInterval: 20, kcMultiplier: 1.5 })
    const flags = theirs.updates(candles, false).map((row) => (row === null ? null : Number(row.isSqueezed)))
    const ours = squeeze(bars, 20, 2, 20, 1.5)
    expectTail(ours, flags, SETTLED)
    expect(new Set(ours.subarray(SETTLED))).toEqual(new Set([0, 1]))
  })

  test('choppiness and vortex', () => {
    expectTail(choppiness(bars, 14), new CHOP(14).updates(candles, false))
    const theirs = new VortexIndicator(14).updates(candles, false)
    const ours = vortex(bars, 14)
    expectTail(
      ours.plus,
      theirs.map((row) => row?.plus),
    )
    expectTail(
      ours.minus,
      theirs.map((row) => row?.minus),
    )
  })

  test('adx and both directional lines, as fractions, once their other start is forgotten', () => {
    const theirs = new ADX(14)
    const lines = candles.map((candle) => ({ adx: theirs.update(candle, false), plus: theirs.pdi, minus: theirs.mdi }))
    const ours = adx(bars, 14)
    expectTail(
      ours.adx,
      lines.map((row) => row.adx),
      SETTLED,
    )
    expectTail(
      ours.plus.map((value) => value / 100),
      lines.map((row) => row.plus),
      SETTLED,
    )
    expectTail(
      ours.minus.map((value) => value / 100),
      lines.map((row) => row.minus),
      SETTLED,
    )
  })

  test('supertrend, once its other first range is forgotten', () => {
    const theirs = new SuperTrend({ interval: 10, multiplier: 3 }).updates(candles, false)
    const ours = supertrend(bars, 10, 3)
    expectTail(
      ours.line,
      theirs.map((row) => row?.supertrend),
      SETTLED,
    )
    expectTail(
      ours.direction,
      theirs.map((row) => (row === null ? null : row.trend === 'BULLISH' ? 1 : -1)),
      SETTLED,
    )
    expect(new Set(ours.direction.subarray(SETTLED))).toEqual(new Set([1, -1]))
  })

  test('the middle of the linear trend channel', () => {
    const theirs = new LinearRegression(50).updates(close, false)
    expectTail(
      linearTrendChannel(close, 50, 2).middle,
      theirs.map((row) => (row === null ? null : row.intercept + 49 * row.slope)),
    )
  })
})
