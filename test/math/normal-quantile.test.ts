import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/math/normal.ts'
import { normalQuantile } from '../../src/math/normal-quantile.ts'
import { relativeError } from './close.ts'

/** [p, quantile], solved in 60-digit arithmetic. */
const QUANTILES = [
  [1e-300, -37.0470962993612],
  [1e-200, -30.20559417957964],
  [1e-100, -21.273453560965326],
  [1e-50, -14.933337534788489],
  [1e-20, -9.262340089798407],
  [1e-16, -8.222082216130435],
  [1e-12, -7.034483825301132],
  [1e-9, -5.9978070150076865],
  [1e-5, -4.264890793922825],
  [0.001, -3.0902323061678136],
  [0.01, -2.326347874040841],
  [0.025, -1.9599639845400543],
  [0.05, -1.6448536269514726],
  [0.0749, -1.4402382675279637],
  [0.0751, -1.43882539275254],
  [0.1, -1.2815515655446004],
  [0.25, -0.6744897501960817],
  [0.4, -0.2533471031357997],
  [0.49999, -2.5066282748960008e-5],
  [0.5000001, 2.506628273311648e-7],
  [0.6, 0.2533471031357997],
  [0.9, 1.2815515655446006],
  [0.975, 1.9599639845400538],
  [0.999, 3.090232306167813],
  [0.999999, 4.753424308817087],
]

describe('normalQuantile', () => {
  test.each(QUANTILES)('at %d is right to 1e-15 of itself', (p, expected) => {
    expect(relativeError(normalQuantile(p), expected)).toBeLessThan(1e-15)
  })

  test('undoes normalCdf: to 1e-12 of the tail, however small', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 0, noNaN: true }), (z) => {
        const p = normalCdf(z)
        expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-15 * (1 - z))
        expect(relativeError(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-12)
      }),
    )
  })

  test('is odd about one half and rises', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), fc.integer({ min: 1, max: 2 ** 30 }), (i, j) => {
        const [p, q] = [Math.min(i, j) * 2 ** -31, Math.max(i, j) * 2 ** -31]
        expect(normalQuantile(1 - p) + normalQuantile(p)).toBe(0)
        expect(normalQuantile(p)).toBeLessThanOrEqual(normalQuantile(q))
      }),
    )
  })

  test('does not jump where its three formulas meet', () => {
    for (const p of [0.075, Math.exp(-25)]) {
      const [before, after] = [normalQuantile(p * (1 - 1e-15)), normalQuantile(p * (1 + 1e-15))]
      expect(relativeError(before, after)).toBeLessThan(3e-15)
    }
  })

  test('is infinite at 0 and 1, NaN at NaN, and refuses what is no probability', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
    expect(normalQuantile(Number.NaN)).toBeNaN()
    expect(() => normalQuantile(95)).toThrow('normalQuantile: p must be a finite number of at least 0 and of at most 1')
  })
})
