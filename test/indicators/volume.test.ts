import fc from 'fast-check'
import { ADL, ForceIndex as TechnicalForceIndex, OBV as TechnicalObv, VWAP as TechnicalVwap } from 'technicalindicators'
import { AD, CMF, ForceIndex, OBV, RVOL, VWMA } from 'trading-signals'
import { describe, expect, test } from 'vitest'
import { accumulationDistribution } from '../../src/indicators/accumulation-distribution.ts'
import { chaikinMoneyFlow } from '../../src/indicators/chaikin-money-flow.ts'
import { forceIndex } from '../../src/indicators/force-index.ts'
import { obv } from '../../src/indicators/obv.ts'
import { rollingVwap } from '../../src/indicators/rolling-vwap.ts'
import { sessionVwap } from '../../src/indicators/session-vwap.ts'
import { volumeRatio } from '../../src/indicators/volume-ratio.ts'
import { volumeZScore } from '../../src/indicators/volume-z-score.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const ROWS = 2000
const HOUR = 3_600_000
const random = randomFrom(11, 'volume oracles')
const bars: Record<'open' | 'high' | 'low' | 'close' | 'volume', number[]> = {
  open: [],
  high: [],
  low: [],
  close: [],
  volume: [],
}
for (let t = 0, price = 100; t < ROWS; t++) {
  bars.open.push(price)
  price *= Math.exp(0.02 * (random.float() - 0.5))
  bars.close.push(price)
  bars.high.push(Math.max(bars.open[t], price) * (1 + 0.004 * random.float()))
  bars.low.push(Math.min(bars.open[t], price) * (1 - 0.004 * random.float()))
  bars.volume.push(1 + Math.floor(1000 * random.float()))
}
const candles = bars.close.map((close, t) => ({
  open: bars.open[t],
  high: bars.high[t],
  low: bars.low[t],
  close,
  volume: bars.volume[t],
}))

/** The oracle drops rows it has no value for: what it gives must be our last rows, and as many as we have. */
function expectTail(ours: Float64Array, theirs: readonly (number | null | undefined)[], tolerance = 1e-10): void {
  const values = theirs.filter((value) => value !== null && value !== undefined) as number[]
  expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(ROWS - values.length)
  for (let t = ROWS - values.length, i = 0; t < ROWS; t++, i++) {
    const near = Math.abs(ours[t] - values[i]) <= tolerance * Math.max(1, Math.abs(values[i]))
    if (!near) expect(`row ${t}: ${ours[t]}`).toBe(`row ${t}: ${values[i]}`)
  }
}

describe('technicalindicators 3.1.0', () => {
  test('obv, which starts at 0 and shows it from row 1', () => {
    const theirs = TechnicalObv.calculate({ close: bars.close, volume: bars.volume })
    expectTail(
      obv(bars).map((value, t) => (t === 0 ? Number.NaN : value - bars.volume[0])),
      theirs,
    )
  })

  test('accumulation/distribution, whose output it rounds to integers', () => {
    expectTail(accumulationDistribution(bars).map(Math.round), ADL.calculate(bars), 0)
  })

  test('force index', () => {
    expectTail(forceIndex(bars, 13), TechnicalForceIndex.calculate({ ...bars, period: 13 }))
  })

  test('volume-weighted average price of one long session', () => {
    const time = bars.close.map((_, t) => t)
    expectTail(sessionVwap({ ...bars, time }, 1).middle, TechnicalVwap.calculate(bars))
  })
})

describe('trading-signals 8.3.0', () => {
  test('obv, which starts at 0', () => {
    const theirs = new OBV(2).updates(candles, false)
    expectTail(
      obv(bars).map((value, t) => (t === 0 ? Number.NaN : value - bars.volume[0])),
      theirs,
    )
  })

  test('accumulation/distribution and Chaikin money flow', () => {
    expectTail(accumulationDistribution(bars), new AD().updates(candles, false))
    expectTail(chaikinMoneyFlow(bars, 20), new CMF(20).updates(candles, false))
  })

  test('force index, after its other seeding has died away', () => {
    const theirs = new ForceIndex(5).updates(candles, false)
    const ours = forceIndex(bars, 5)
    for (let t = 500; t < ROWS; t++) expect(ours[t]).toBeCloseTo(theirs[t] as number, 8)
  })

  test('relative volume', () => {
    expectTail(volumeRatio(bars.volume, 20), new RVOL(20).updates(bars.volume, false))
  })

  test('rolling vwap, as a volume-weighted average of typical prices', () => {
    const typical = candles.map((bar) => ({ ...bar, close: (bar.high + bar.low + bar.close) / 3 }))
    expectTail(rollingVwap(bars, 20), new VWMA(20).updates(typical, false))
  })
})

describe('where nothing is traded', () => {
  const still = { high: [2, 3, 4, 5, 6], low: [1, 2, 3, 4, 5], close: [2, 3, 3, 5, 6], volume: [5, 0, 0, 0, 2] }
  const time = [0, HOUR, 2 * HOUR, 24 * HOUR, 25 * HOUR]

  test('a window has no price, and has one again as soon as something is traded', () => {
    expect(rollingVwap(still, 2)).toEqual(Float64Array.of(Number.NaN, 5 / 3, Number.NaN, Number.NaN, 17 / 3))
  })

  test('a session keeps its price, and has none before the first trade', () => {
    expect(sessionVwap({ ...still, time }, 1).middle).toEqual(Float64Array.of(5 / 3, 5 / 3, 5 / 3, Number.NaN, 17 / 3))
  })

  test('money flow and sums stand still', () => {
    expect(chaikinMoneyFlow(still, 2)).toEqual(Float64Array.of(Number.NaN, 1, 0, 0, 1))
    const idle = { high: [2, 2, 2], low: [1, 1, 1], close: [1, Number.NaN, 2], volume: [0, 0, 0] }
    expect(chaikinMoneyFlow(idle, 1)).toEqual(Float64Array.of(0, Number.NaN, 0))
    expect(accumulationDistribution(still)).toEqual(Float64Array.of(5, 5, 5, 5, 7))
    expect(obv(still)).toEqual(Float64Array.of(5, 5, 5, 5, 7))
  })

  test('there is no yardstick for a ratio, and no deviation for a score', () => {
    expect(volumeRatio(still.volume, 2)).toEqual(Float64Array.of(Number.NaN, Number.NaN, 0, Number.NaN, Number.NaN))
    expect(volumeZScore(still.volume, 2)).toEqual(Float64Array.of(Number.NaN, Number.NaN, -1, 0, Number.NaN))
  })
})

describe('sessions', () => {
  /** Opening times from a start, with a price that names the row. */
  function middles(start: string, hours: readonly number[], session: 'day' | 'week'): number[] {
    const price = hours.map((_, t) => t + 1)
    const time = hours.map((hour) => Date.parse(start) + hour * HOUR)
    return [
      ...sessionVwap({ time, high: price, low: price, close: price, volume: price.map(() => 1) }, 1, session).middle,
    ]
  }

  test('a day begins at midnight UTC', () => {
    expect(middles('2024-02-28T22:00:00Z', [0, 1, 2, 25, 26], 'day')).toEqual([1, 1.5, 3, 3.5, 5])
    expect(middles('1969-12-31T22:00:00Z', [0, 1, 2, 3], 'day')).toEqual([1, 1.5, 3, 3.5])
  })

  test('a week begins on Monday', () => {
    expect(middles('2024-03-02T12:00:00Z', [0, 24, 35, 36, 60], 'week')).toEqual([1, 1.5, 2, 4, 4.5])
    expect(middles('1970-01-04T23:00:00Z', [0, 1], 'week')).toEqual([1, 2])
    expect(middles('1969-12-28T23:00:00Z', [0, 1, 7 * 24, 7 * 24 + 1], 'week')).toEqual([1, 2, 2.5, 4])
  })

  test('bands keep their digits at a high price level', () => {
    const steps = Array.from({ length: 20_000 }, () => Math.floor(1000 * random.float()))
    const price = steps.map((step) => 1e9 + step * 2 ** -20)
    const volume = steps.map(() => 1)
    const time = steps.map(() => 0)
    const { upper, middle } = sessionVwap({ time, high: price, low: price, close: price, volume }, 1000)
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
    const squares = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0)
    const reach = 1000 * Math.sqrt(squares / steps.length) * 2 ** -20
    expect(Math.abs(middle[19_999] - 1e9 - mean * 2 ** -20)).toBeLessThanOrEqual(2 ** -23)
    expect(Math.abs(upper[19_999] - middle[19_999] - reach)).toBeLessThanOrEqual(2 ** -22)
  })
})

test('a rolling vwap lies between the lowest and the highest typical price of its window', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 1e9, max: 1e9 + 1, noNaN: true }), fc.integer({ min: 1, max: 1_000_000 })), {
        minLength: 5,
        maxLength: 60,
      }),
      (rows) => {
        const price = rows.map(([value]) => value)
        const out = rollingVwap({ high: price, low: price, close: price, volume: rows.map(([, volume]) => volume) }, 5)
        for (let t = 4; t < rows.length; t++) {
          const window = price.slice(t - 4, t + 1)
          expect(out[t]).toBeGreaterThanOrEqual(Math.min(...window) - 1e-6)
          expect(out[t]).toBeLessThanOrEqual(Math.max(...window) + 1e-6)
        }
      },
    ),
  )
})
