import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { choppiness } from '../../src/indicators/choppiness.ts'
import { garmanKlassVolatility } from '../../src/indicators/garman-klass-volatility.ts'
import { keltner } from '../../src/indicators/keltner.ts'
import { linearTrendChannel } from '../../src/indicators/linear-trend-channel.ts'
import { parkinsonVolatility } from '../../src/indicators/parkinson-volatility.ts'
import { percentB } from '../../src/indicators/percent-b.ts'
import { realisedVolatility } from '../../src/indicators/realised-volatility.ts'
import { squeeze } from '../../src/indicators/squeeze.ts'
import { yangZhangVolatility } from '../../src/indicators/yang-zhang-volatility.ts'
import { normalQuantile } from '../../src/math/normal-quantile.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const ROWS = 4000
const STEPS = 200

type Market = Record<'open' | 'high' | 'low' | 'close', Float64Array>

/** Bars of a Brownian logarithm in many small steps; `gap` is the deviation of the jump before each open. */
function brownian(
  seed: number,
  { sigma, drift = 0, gap = 0 }: { sigma: number; drift?: number; gap?: number },
): Market {
  const random = randomFrom(seed, 'brownian bars')
  const market: Market = {
    open: new Float64Array(ROWS),
    high: new Float64Array(ROWS),
    low: new Float64Array(ROWS),
    close: new Float64Array(ROWS),
  }
  for (let t = 0, level = 0; t < ROWS; t++) {
    level += gap * normalQuantile(random.float())
    let [top, bottom] = [level, level]
    market.open[t] = Math.exp(level)
    for (let step = 0; step < STEPS; step++) {
      level += drift / STEPS + (sigma / Math.sqrt(STEPS)) * normalQuantile(random.float())
      top = Math.max(top, level)
      bottom = Math.min(bottom, level)
    }
    market.high[t] = Math.exp(top)
    market.low[t] = Math.exp(bottom)
    market.close[t] = Math.exp(level)
  }
  return market
}

/** Deviation estimated from all rows at once. */
const last = (column: Float64Array): number => column[ROWS - 1]

describe('volatility of a Brownian logarithm', () => {
  const sigma = 0.01

  test('every estimator recovers sigma, those from ranges a little less, as steps hide part of the range', () => {
    const market = brownian(1, { sigma })
    const close = last(realisedVolatility(market.close, ROWS - 1)) / sigma
    const centred = last(realisedVolatility(market.close, ROWS - 1, 'mean')) / sigma
    // Discrete steps shorten the range by about 2 x 0.5826 steps (Broadie, Glasserman and Kou 1997).
    const hidden = (2 * 0.5826) / Math.sqrt(STEPS)
    expect(Math.abs(close - 1)).toBeLessThan(4 / Math.sqrt(2 * ROWS))
    expect(Math.abs(centred - 1)).toBeLessThan(4 / Math.sqrt(2 * ROWS))
    // Range squared has the mean 4 ln 2 and the range sqrt(8 / pi); the bound is four standard errors.
    const shortened = 1 - (hidden * Math.sqrt(8 / Math.PI)) / (4 * Math.LN2)
    expect(Math.abs(last(parkinsonVolatility(market, ROWS)) / sigma - shortened)).toBeLessThan(0.02)
    for (const estimate of [
      parkinsonVolatility(market, ROWS),
      garmanKlassVolatility(market, ROWS),
      yangZhangVolatility(market, ROWS - 1),
    ]) {
      const ratio = last(estimate) / sigma
      expect(ratio).toBeGreaterThan(1 - hidden)
      expect(ratio).toBeLessThan(1)
    }
  })

  test('with jumps between bars, only Yang-Zhang and close to close see them', () => {
    const gap = 0.02
    const market = brownian(2, { sigma, gap })
    const whole = Math.hypot(sigma, gap)
    expect(Math.abs(last(realisedVolatility(market.close, ROWS - 1)) / whole - 1)).toBeLessThan(0.045)
    expect(Math.abs(last(yangZhangVolatility(market, ROWS - 1)) / whole - 1)).toBeLessThan(0.045)
    for (const blind of [parkinsonVolatility(market, ROWS), garmanKlassVolatility(market, ROWS)]) {
      expect(last(blind) / sigma).toBeGreaterThan(0.9)
      expect(last(blind) / sigma).toBeLessThan(1)
    }
  })

  test('with a drift of one sigma a bar, only Yang-Zhang and deviations from the mean are not misled', () => {
    const market = brownian(3, { sigma, drift: sigma })
    expect(last(realisedVolatility(market.close, ROWS - 1, 'mean')) / sigma).toBeCloseTo(1, 1)
    expect(last(yangZhangVolatility(market, ROWS - 1)) / sigma).toBeGreaterThan(0.92)
    expect(last(yangZhangVolatility(market, ROWS - 1)) / sigma).toBeLessThan(1.02)
    expect(last(realisedVolatility(market.close, ROWS - 1)) / sigma).toBeCloseTo(Math.SQRT2, 1)
    // Without drift it stays below 1.
    expect(last(parkinsonVolatility(market, ROWS)) / sigma).toBeGreaterThan(1.05)
  })

  test('over twenty bars the ranges scatter less than the closes: at least three times less in variance', () => {
    const market = brownian(4, { sigma })
    const scatter = (estimate: Float64Array): number => {
      const squares = Array.from({ length: ROWS / 20 - 1 }, (_, k) => estimate[20 * k + 39] ** 2)
      const mean = squares.reduce((sum, value) => sum + value, 0) / squares.length
      return squares.reduce((sum, value) => sum + (value / mean - 1) ** 2, 0) / squares.length
    }
    const close = scatter(realisedVolatility(market.close, 20))
    expect(close / scatter(parkinsonVolatility(market, 20))).toBeGreaterThan(3)
    expect(close / scatter(garmanKlassVolatility(market, 20))).toBeGreaterThan(4)
  })
})

test('prices that are not above 0 give NaN while they are in the window, and nothing else', () => {
  const source = [1, 2, 0, 2, 1, -1, -2, 2, 1, 2, 1]
  const known = (column: Float64Array): number[] => Array.from(column, (value) => Number(!Number.isNaN(value)))
  expect(known(realisedVolatility(source, 1))).toEqual([0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1])
  expect(known(parkinsonVolatility({ high: source, low: source }, 2))).toEqual([0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1])
})

test('%b says where the value stands in its own bands', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 20, maxLength: 60 }), (source) => {
      const { upper, lower } = bollinger(source, 5, 2)
      percentB(source, 5, 2).forEach((share, t) => {
        if (t < 4) return
        expect(lower[t] + share * (upper[t] - lower[t])).toBeCloseTo(upper[t] === lower[t] ? lower[t] : source[t], 8)
      })
    }),
  )
})

test('the squeeze is on where both bands lie inside the channel', () => {
  const { high, low, close } = brownian(5, { sigma: 0.01 })
  const bars = { high, low, close }
  const inner = bollinger(close, 20, 2)
  const outer = keltner(bars, 20, 20, 1.5)
  squeeze(bars, 20, 2, 20, 1.5).forEach((flag, t) => {
    if (t >= 20) expect(flag).toBe(Number(inner.upper[t] < outer.upper[t] && inner.lower[t] > outer.lower[t]))
  })
})

test('choppiness never leaves 0 to 100, whatever the gaps', () => {
  const price = fc.integer({ min: 1, max: 100 })
  fc.assert(
    fc.property(fc.array(fc.tuple(price, price, price), { minLength: 6, maxLength: 40 }), (rows) => {
      const bars = {
        high: rows.map((row) => Math.max(...row)),
        low: rows.map((row) => Math.min(...row)),
        close: rows.map(([, , close]) => close),
      }
      for (const value of choppiness(bars, 5).subarray(5)) {
        expect(value).toBeGreaterThanOrEqual(-1e-9)
        expect(value).toBeLessThanOrEqual(100 + 1e-9)
      }
    }),
  )
})

test('a straight line lies in the middle of a channel without width', () => {
  const source = Array.from({ length: 300 }, (_, t) => 1e6 + 0.25 * t)
  const { upper, middle, lower } = linearTrendChannel(source, 100, 2)
  for (let t = 99; t < 300; t++) {
    expect(middle[t]).toBe(source[t])
    expect(upper[t] - lower[t]).toBeLessThan(1e-9)
  }
})
