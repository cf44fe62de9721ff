import { describe, expect, it } from 'vitest'
import { barsFrom } from '../../src/market/bars-from.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { withSyntheticFunding } from '../../src/market/synthetic-funding.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { autocorrelation, deviation, mean } from './synthetic-statistics.ts'

const HOUR = 3_600_000
const market = brownianMarket(randomFrom(1), { length: 240 })

describe('a synthetic funding rate', () => {
  it('stands on the bars that open at 0, 8 and 16 o clock, and on no other', () => {
    const { funding } = withSyntheticFunding(randomFrom(2), market)
    const settled = market.time.filter((_, t) => funding[t] !== 0)
    expect(settled).toEqual(market.time.filter((time) => (time / HOUR) % 8 === 0))
    expect(settled).toHaveLength(30)
  })

  it('falls on the bar that holds the time of settlement when none opens at it', () => {
    const shifted = brownianMarket(randomFrom(1), { length: 24, start: 7.5 * HOUR })
    const { funding } = withSyntheticFunding(randomFrom(2), shifted)
    expect([...funding.keys()].filter((t) => funding[t] !== 0)).toEqual([0, 8, 16])
  })

  it('sums over bars that hold several settlements', () => {
    const day = brownianMarket(randomFrom(1), { length: 10, interval: '1d' })
    const daily = withSyntheticFunding(randomFrom(2), day).funding
    const hourly = withSyntheticFunding(randomFrom(2), market).funding
    for (let t = 0; t < 10; t++) {
      const sum = hourly.subarray(24 * t, 24 * t + 24).reduce((total, rate) => total + rate, 0)
      expect(daily[t]).toBe(sum)
    }
  })

  it('settles nothing while the market has no bars, but goes on', () => {
    const keep = [...market.time.keys()].filter((t) => t < 20 || t >= 44)
    const pick = (column: Float64Array) => keep.map((t) => column[t])
    const { time, open, high, low, close, volume } = market
    const gapped = barsFrom({
      time: pick(time),
      open: pick(open),
      high: pick(high),
      low: pick(low),
      close: pick(close),
      volume: pick(volume),
    })
    const whole = withSyntheticFunding(randomFrom(2), market).funding
    expect(withSyntheticFunding(randomFrom(2), gapped).funding).toEqual(Float64Array.from(pick(whole)))
  })

  it('is settled once where bars overlap', () => {
    const column = [1, 1, 1]
    const prices = { open: column, high: column, low: column, close: column, volume: column }
    const overlapping = barsFrom({ time: [6 * HOUR, 7 * HOUR, 8 * HOUR], ...prices }, { interval: '4h' })
    const { funding } = withSyntheticFunding(randomFrom(2), overlapping)
    expect([...funding].map((rate) => rate !== 0)).toEqual([false, false, true])
  })

  it('comes back to its level with its half-life', () => {
    const long = brownianMarket(randomFrom(1), { length: 100_000, interval: '8h' })
    const options = { level: 0.0002, halfLife: 5, volatility: 0.0001 }
    const { funding } = withSyntheticFunding(randomFrom(3), long, options)
    const decay = 2 ** (-1 / 5)
    const stationary = 0.0001 / Math.sqrt(1 - decay ** 2)
    const independent = (long.length * (1 - decay)) / (1 + decay)
    expect(Math.abs(mean(funding) - 0.0002)).toBeLessThan((3.3 * stationary) / Math.sqrt(independent))
    expect(Math.abs(deviation(funding) / stationary - 1)).toBeLessThan(3.3 / Math.sqrt(independent))
    expect(Math.abs(autocorrelation(funding, 5) - 0.5)).toBeLessThan(3.3 / Math.sqrt(independent))
  })

  it('starts from its long-run distribution', () => {
    const bar = brownianMarket(randomFrom(1), { length: 1 })
    const first = Float64Array.from({ length: 2000 }, (_, i) => withSyntheticFunding(randomFrom(4, i), bar).funding[0])
    const stationary = 0.0001 / Math.sqrt(1 - 2 ** (-2 / 9))
    expect(Math.abs(deviation(first) / stationary - 1)).toBeLessThan(3.3 / Math.sqrt(4000))
  })

  it('keeps every other column and leaves the market it is given alone', () => {
    const funded = withSyntheticFunding(randomFrom(2), market)
    expect({ ...funded, funding: undefined }).toEqual({ ...market, funding: undefined })
    expect(funded.close).toBe(market.close)
    expect('funding' in market).toBe(false)
  })

  it('does not replace a funding rate', () => {
    const funded = withSyntheticFunding(randomFrom(2), market)
    expect(() => withSyntheticFunding(randomFrom(3), funded)).toThrow(
      'withSyntheticFunding: funding must be absent, received Float64Array(240).',
    )
  })

  it('is constant without volatility', () => {
    const { funding } = withSyntheticFunding(randomFrom(2), market, { volatility: 0, level: -0.001 })
    expect(new Set(funding)).toEqual(new Set([-0.001, 0]))
  })

  it.each<[object, RegExp]>([
    [{ every: '8x' }, /interval must be/],
    [{ level: Number.NaN }, /level must be/],
    [{ halfLife: 0 }, /halfLife must be a finite number above 0/],
    [{ volatility: -1 }, /volatility must be/],
    [{ rate: 1 }, /option must be one of every, level, halfLife, volatility/],
  ])('is refused for %j', (options, message) => {
    expect(() => withSyntheticFunding(randomFrom(1), market, options)).toThrow(message)
    expect(() => withSyntheticFunding(market as never, market)).toThrow(/draws must be a source of random numbers/)
    expect(() => withSyntheticFunding(randomFrom(1), undefined as never)).toThrow(/bars must be a market/)
  })
})
