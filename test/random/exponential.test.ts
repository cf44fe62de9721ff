import { expect, it } from 'vitest'
import { exponential } from '../../src/random/exponential.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { draws, kolmogorov, meanDeviate } from './fit.ts'

it.each([0.01, 1, 250])('exponential has the distribution of rate %d', (rate) => {
  const random = randomFrom(1, 'exponential', rate)
  const sample = draws(100_000, () => exponential(random, rate))
  expect(Math.min(...sample.subarray(0, 1000))).toBeGreaterThanOrEqual(0)
  expect(kolmogorov(sample, (x) => -Math.expm1(-rate * x))).toBeLessThan(1.95)
  expect(Math.abs(meanDeviate(sample, 1 / rate, 1 / rate ** 2))).toBeLessThan(3.3)
  expect(
    Math.abs(
      meanDeviate(
        sample.map((x) => x * x),
        2 / rate ** 2,
        20 / rate ** 4,
      ),
    ),
  ).toBeLessThan(3.3)
})

it('exponential has rate 1 by default', () => {
  expect(exponential(randomFrom(5))).toBe(exponential(randomFrom(5), 1))
})

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('exponential refuses the rate %d', (rate) => {
  expect(() => exponential(randomFrom(1), rate)).toThrow(/exponential: rate must be a finite number above 0, received/)
})
