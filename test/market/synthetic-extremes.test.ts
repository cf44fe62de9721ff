import { describe, expect, it } from 'vitest'
import { reachAbove, reachBelow } from '../../src/market/synthetic-extremes.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { kolmogorov, meanDeviate } from '../random/fit.ts'

const COUNT = 100_000

/** Draws (above, below) for paths that end where `end` says. */
function reaches(name: string, end: () => number): { x: Float64Array; above: Float64Array; below: Float64Array } {
  const random = randomFrom(1, name)
  const x = Float64Array.from({ length: COUNT }, end)
  const above = x.map((move) => reachAbove(move, 1, random.float()))
  return { x, above, below: above.map((reach, i) => reachBelow(x[i], 1, reach, random.float())) }
}

/** Kuiper's law: the range of a Brownian bridge. Kuiper 1960, "Tests concerning random points on a circle". */
function kuiper(range: number): number {
  if (range < 0.3) return 0
  let beyond = 0
  for (let j = 1; j < 40; j++) beyond += (4 * (j * range) ** 2 - 1) * Math.exp(-2 * (j * range) ** 2)
  return 1 - 2 * beyond
}

describe('the high and low of a path that ends where it began', () => {
  const { above, below } = reaches('bridge', () => 0)

  it('follow the Rayleigh law, each alone', () => {
    const law = (reach: number) => -Math.expm1(-2 * reach ** 2)
    expect(kolmogorov(above, law)).toBeLessThan(1.95)
    expect(kolmogorov(below, law)).toBeLessThan(1.95)
  })

  it('follow the law of Kuiper together', () => {
    expect(
      kolmogorov(
        above.map((reach, i) => reach + below[i]),
        kuiper,
      ),
    ).toBeLessThan(1.95)
  })
})

describe('the high and low of a path that ends anywhere', () => {
  const ends = randomFrom(1, 'ends')
  const { x, above, below } = reaches('free', () => ends.normal())
  const high = x.map((move, i) => Math.max(0, move) + above[i])
  const low = x.map((move, i) => Math.min(0, move) - below[i])

  it('have the mean range and mean square range that Feller and Parkinson give', () => {
    const range = high.map((top, i) => top - low[i])
    const [first, second] = [Math.sqrt(8 / Math.PI), 4 * Math.LN2]
    expect(Math.abs(meanDeviate(range, first, second - first ** 2))).toBeLessThan(3.3)
    expect(
      Math.abs(
        meanDeviate(
          range.map((r) => r * r),
          second,
          9 * 1.2020569 - second ** 2,
        ),
      ),
    ).toBeLessThan(3.3)
  })

  it('have the moments of a maximum, a minimum and their product', () => {
    expect(
      Math.abs(
        meanDeviate(
          high.map((top) => top ** 2),
          1,
          2,
        ),
      ),
    ).toBeLessThan(3.3)
    expect(
      Math.abs(
        meanDeviate(
          low.map((bottom) => bottom ** 2),
          1,
          2,
        ),
      ),
    ).toBeLessThan(3.3)
    expect(
      Math.abs(
        meanDeviate(
          high.map((top, i) => top * low[i]),
          1 - 2 * Math.LN2,
          0.3,
        ),
      ),
    ).toBeLessThan(3.3)
  })
})

describe('a path with a steep drift', () => {
  it.each([2, -2, 30, -30, 1e6, -1e6])('that moves %d deviations reaches as far beyond either end', (move) => {
    const { above, below } = reaches(`steep ${move}`, () => move)
    const spread = above.map((reach) => (2 * reach * (2 * reach + 2 * Math.abs(move))) / 2)
    const mirrored = below.map((reach) => (2 * reach * (2 * reach + 2 * Math.abs(move))) / 2)
    expect(kolmogorov(spread, (e) => -Math.expm1(-e))).toBeLessThan(1.95)
    expect(kolmogorov(mirrored, (e) => -Math.expm1(-e))).toBeLessThan(1.95)
  })
})

describe('the edges', () => {
  it('have no reach without volatility or for the chance of 0', () => {
    expect(reachAbove(0.3, 0, 0.9)).toBe(0)
    expect(reachBelow(0.3, 0, 0, 0.9)).toBe(0)
    for (const move of [0, 1, -4]) {
      expect(reachAbove(move, 1, 0)).toBe(0)
      expect(reachBelow(move, 1, 0.7, 0)).toBe(0)
      expect(reachBelow(move, 1, 0, 0)).toBe(0)
    }
  })

  it('scale with the volatility', () => {
    expect(reachAbove(0.5, 0.25, 0.4)).toBe(reachAbove(2, 1, 0.4) / 4)
    expect(reachBelow(-0.5, 0.25, 0.1, 0.4)).toBe(reachBelow(-2, 1, 0.4, 0.4) / 4)
  })

  it('stay finite and come to an end for every chance and every height', () => {
    const chances = [0, 1e-300, 1e-17, 0.5, 1 - 2 ** -53]
    for (const move of [0, 1e-300, 1e-9, 0.1, -7, 1e9, -1e200]) {
      for (const above of [0, 1e-300, 1e-12, 1e-5, 0.01, 1, 12]) {
        for (const chance of chances) {
          const reach = reachBelow(move, 1, above, chance)
          expect(reach >= 0 && reach < 20).toBe(true)
        }
      }
    }
  })
})
