import { describe, expect, it } from 'vitest'
import { ornsteinUhlenbeckMarket } from '../../src/market/synthetic-ornstein-uhlenbeck.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { autocorrelation, deviation, mean } from './synthetic-statistics.ts'

describe('an Ornstein-Uhlenbeck market', () => {
  it.each([5, 20])('forgets half of a distance in its half-life of %i bars', (halfLife) => {
    const length = 200_000
    const bars = ornsteinUhlenbeckMarket(randomFrom(1, 'ou', halfLife), { length, halfLife, volatility: 0.01 })
    const distance = bars.close.map((price) => Math.log(price / 20_000))
    const decay = 2 ** (-1 / halfLife)
    const stationary = 0.01 / Math.sqrt(1 - decay ** 2)
    const independent = (length * (1 - decay)) / (1 + decay)
    expect(Math.abs(mean(distance))).toBeLessThan((3.3 * stationary) / Math.sqrt(independent))
    expect(Math.abs(deviation(distance) / stationary - 1)).toBeLessThan(3.3 / Math.sqrt(independent))
    expect(Math.abs(autocorrelation(distance, 1) - decay)).toBeLessThan(3.3 * Math.sqrt((1 - decay ** 2) / length))
    expect(Math.abs(autocorrelation(distance, halfLife) - 0.5)).toBeLessThan(3.3 / Math.sqrt(independent))
  })

  it('goes straight to its level without volatility: half of the way, in logarithms, per half-life', () => {
    const options = { price: 100, level: 400, halfLife: 10, volatility: 0, length: 30 }
    const { close } = ornsteinUhlenbeckMarket(randomFrom(1), options)
    expect(close[9]).toBeCloseTo(200, 9)
    expect(close[19]).toBeCloseTo(400 / Math.SQRT2, 9)
    expect(close[29]).toBeCloseTo(400 / 2 ** 0.25, 9)
  })

  it('starts where it is told and hovers about where it starts by default', () => {
    expect(ornsteinUhlenbeckMarket(randomFrom(1), { price: 50, level: 90 }).open[0]).toBe(50)
    const { close } = ornsteinUhlenbeckMarket(randomFrom(2), { price: 50, length: 20_000 })
    expect(mean(close)).toBeGreaterThan(49)
    expect(mean(close)).toBeLessThan(51)
  })

  it('refuses a level, half-life or volatility that cannot be', () => {
    expect(() => ornsteinUhlenbeckMarket(randomFrom(1), { level: 0 })).toThrow(/level must be a finite number above 0/)
    expect(() => ornsteinUhlenbeckMarket(randomFrom(1), { halfLife: 0 })).toThrow(/halfLife must be/)
    expect(() => ornsteinUhlenbeckMarket(randomFrom(1), { volatility: Number.NaN })).toThrow(/volatility must be/)
  })
})
