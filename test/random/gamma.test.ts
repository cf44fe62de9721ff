import fc from 'fast-check'
import { erf } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { beta, gamma } from '../../src/random/gamma.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { draws, kolmogorov, meanDeviate } from './fit.ts'

const COUNT = 50_000

/** The gamma distribution for shapes n and n + 1/2, from 1 - e^-x or erf(sqrt x) by partial integration. */
function gammaCumulative(shape: number, x: number): number {
  if (shape === 1) return -Math.expm1(-x)
  if (shape === 0.5) return erf(Math.sqrt(x))
  return gammaCumulative(shape - 1, x) - (x ** (shape - 1) * Math.exp(-x)) / factorial(shape)
}

/** The gamma function of n or n + 1/2. */
function factorial(shape: number): number {
  if (shape === 1) return 1
  return shape === 0.5 ? Math.sqrt(Math.PI) : (shape - 1) * factorial(shape - 1)
}

/** The beta distribution for whole parameters: the chance of at least `a` successes in a + b - 1 trials. */
function betaCumulative(a: number, b: number, x: number): number {
  let sum = 0
  for (let k = a; k < a + b; k++) {
    sum += (factorial(a + b) / (factorial(k + 1) * factorial(a + b - k))) * x ** k * (1 - x) ** (a + b - 1 - k)
  }
  return sum
}

describe('gamma', () => {
  it.each([0.5, 1, 1.5, 2.5, 4, 12])('has the distribution of shape %d', (shape) => {
    const random = randomFrom(1, 'gamma', shape)
    const sample = draws(COUNT, () => gamma(random, shape))
    expect(kolmogorov(sample, (x) => gammaCumulative(shape, x))).toBeLessThan(1.95)
  })

  it.each([0.05, 0.7, 1, 3.3, 40, 1e6])('has mean, variance and skewness of shape %d', (shape) => {
    const random = randomFrom(2, 'gamma', shape)
    const sample = draws(COUNT, () => gamma(random, shape))
    expect(Math.abs(meanDeviate(sample, shape, shape))).toBeLessThan(3.3)
    const squares = sample.map((x) => (x - shape) ** 2)
    expect(Math.abs(meanDeviate(squares, shape, 2 * shape ** 2 + 6 * shape))).toBeLessThan(3.3)
    if (shape > 1) {
      const cubes = sample.map((x) => ((x - shape) / Math.sqrt(shape)) ** 3)
      expect(Math.abs(meanDeviate(cubes, 2 / Math.sqrt(shape), 15 + 330 / shape + 500 / shape ** 2))).toBeLessThan(3.3)
    }
  })

  it.each([0, -2, Number.NaN, 1e-301, Number.POSITIVE_INFINITY])('refuses the shape %d', (shape) => {
    expect(() => gamma(randomFrom(1), shape)).toThrow(/gamma: shape must be a finite number of at least 1e-300/)
  })
})

describe('beta', () => {
  it.each([
    [1, 1],
    [1, 4],
    [2, 2],
    [3, 7],
    [12, 5],
  ])('has the distribution of %d and %d', (a, b) => {
    const random = randomFrom(1, 'beta', a, b)
    const sample = draws(COUNT, () => beta(random, a, b))
    expect(kolmogorov(sample, (x) => betaCumulative(a, b, x))).toBeLessThan(1.95)
  })

  it('is the arcsine law for one half and one half, and a power for b = 1', () => {
    const random = randomFrom(2, 'beta')
    const arcsine = draws(COUNT, () => beta(random, 0.5, 0.5))
    expect(kolmogorov(arcsine, (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeLessThan(1.95)
    const power = draws(COUNT, () => beta(random, 0.3, 1))
    expect(kolmogorov(power, (x) => x ** 0.3)).toBeLessThan(1.95)
  })

  it('falls on one end or the other in the right proportion where parameters are tiny', () => {
    const random = randomFrom(3, 'beta')
    const sample = draws(COUNT, () => beta(random, 1e-5, 3e-5))
    expect(Math.abs(meanDeviate(sample, 0.25, 0.1875 / 1.00004))).toBeLessThan(3.3)
  })

  it('stays in [0, 1] for all parameters', () => {
    const random = randomFrom(4, 'beta')
    const parameter = fc.double({ min: 1e-300, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(parameter, parameter, (a, b) => {
        const drawn = beta(random, a, b)
        expect(drawn >= 0 && drawn <= 1).toBe(true)
      }),
    )
  })

  it('refuses parameters that are not positive', () => {
    expect(() => beta(randomFrom(1), 0, 1)).toThrow(/beta: a must be a finite number of at least 1e-300, received 0/)
    expect(() => beta(randomFrom(1), 1, Number.NaN)).toThrow(/beta: b must be/)
  })
})
