import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Matrix, matrixFrom } from '../../src/math/matrix.ts'
import { herc } from '../../src/portfolio/herc.ts'
import { hrp } from '../../src/portfolio/hrp.ts'
import { kelly } from '../../src/portfolio/kelly.ts'
import { maximumDiversification, minimumVariance } from '../../src/portfolio/minimum-variance.ts'
import { nco } from '../../src/portfolio/nco.ts'
import { riskParity } from '../../src/portfolio/risk-parity.ts'
import { equalWeights, inverseVariance, inverseVolatility } from '../../src/portfolio/simple-weights.ts'
import type { Random } from '../../src/random/random.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { fourAssets } from './four-assets.ts'
import { covariances, factorCovariance, pullOf, sumOf } from './random-covariance.ts'

const RULES = {
  ...{ hrp, herc, nco, riskParity, minimumVariance, maximumDiversification },
  ...{ equalWeights, inverseVariance, inverseVolatility },
}

/** Limits that some weights keep: least weights well below equal ones, most above, every other asset in a group. */
const limitsOf = (n: number, seed: number) => {
  const random = randomFrom(seed, 'limits')
  const tight = random.float()
  const min = Float64Array.from({ length: n }, () => (0.5 * tight * random.float()) / n)
  const max = Float64Array.from({ length: n }, () => Math.min(1, (1.05 + 2 * random.float()) / n))
  const assets = Array.from({ length: n }, (_, i) => i).filter((i) => i % 2 === 0)
  return { min, max, groups: n < 4 ? [] : [{ assets, max: 0.02 + assets.length / n }] }
}

/** Weights; undefined when the search says that it did not settle, which is counted below. */
const weightsOrRefusal = (weigh: () => Float64Array): Float64Array | undefined => {
  try {
    return weigh()
  } catch (error) {
    expect((error as { code: unknown }).code).toBe('no-convergence')
    return undefined
  }
}

/** Entries of a covariance without a correlation below 0. */
const oneFactor = (n: number, random: Random): Float64Array => {
  const pulls = Array.from({ length: n }, () => random.float())
  const sizes = pulls.map(() => 10 ** (-2 * random.float()))
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    return sizes[i] * sizes[j] * (pulls[i] * pulls[j] + (i === j ? 0.1 + random.float() : 0))
  })
}

describe.each(Object.entries(RULES))('%s within limits', (_, rule) => {
  test('keeps bounds exactly, caps to the rounding of a sum, and sums to 1, near-singular covariances included', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), (covariance, seed) => {
        const all = limitsOf(covariance.rows, seed)
        // What must be held can leave no risk parity: see below.
        const limits = rule === riskParity ? { ...all, min: new Float64Array(all.min.length) } : all
        const weights = weightsOrRefusal(() => rule(covariance, limits).weights)
        if (weights === undefined) return
        for (const [i, weight] of weights.entries()) {
          expect(weight).toBeGreaterThanOrEqual(limits.min[i])
          expect(weight).toBeLessThanOrEqual(limits.max[i])
        }
        for (const { assets, max } of limits.groups) {
          expect(assets.reduce((all, i) => all + weights[i], 0)).toBeLessThanOrEqual(max + 1e-14)
        }
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
      }),
      { numRuns: 60 },
    )
  })

  test('settles within limits in all but a few of near-singular covariances', () => {
    let refused = 0
    for (const [k, covariance] of fc.sample(covariances, { seed: 42, numRuns: 200 }).entries()) {
      const all = limitsOf(covariance.rows, k)
      const limits = rule === riskParity ? { ...all, min: 0 } : all
      if (weightsOrRefusal(() => rule(covariance, limits).weights) === undefined) refused++
    }
    expect(refused).toBeLessThanOrEqual(rule === riskParity ? 4 : rule === maximumDiversification ? 2 : 0)
  })

  test('limits that do not bind change nothing', () => {
    const plain = rule(fourAssets).weights
    const { weights, report } = rule(fourAssets, { max: 0.95 })
    for (const [i, weight] of plain.entries()) expect(weights[i]).toBeCloseTo(weight, 9)
    expect(report.notes).toEqual([])
  })
})

describe('riskParity within limits', () => {
  test('contributions keep the proportions of the budgets between the bounds; others bring less at the most, more at the least', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), fc.boolean(), (drawn, seed, held) => {
        const limits = limitsOf(drawn.rows, seed)
        // Least weights among assets that cannot hedge each other; none among those that can.
        const covariance = { ...drawn, data: drawn.data.slice() }
        const { max, groups } = limits
        const min = held ? limits.min : new Float64Array(drawn.rows)
        const random = randomFrom(seed)
        if (held) covariance.data.set(oneFactor(drawn.rows, random))
        const budgets = Array.from(min, () => 0.2 + random.float())
        const weights = weightsOrRefusal(() => riskParity(covariance, { budgets, min, max, groups }).weights)
        if (weights === undefined) return
        const pull = pullOf(covariance, weights)
        const variance = weights.reduce((all, weight, i) => all + weight * pull[i], 0)
        const shares = weights.map((weight, i) => (weight * pull[i]) / variance / budgets[i])
        const isFree = (i: number) => weights[i] > min[i] + 1e-9 && weights[i] < max[i] - 1e-9
        const inGroup = (i: number) => groups.length > 0 && i % 2 === 0
        const levels: number[] = []
        for (const grouped of [false, true]) {
          const members = Array.from(weights.keys()).filter((i) => inGroup(i) === grouped)
          const free = members.filter(isFree)
          if (free.length === 0) continue
          const level = shares[free[0]]
          levels.push(level)
          for (const i of members) {
            if (isFree(i)) expect(Math.abs(shares[i] - level)).toBeLessThan(1e-7)
            else if (weights[i] >= max[i] - 1e-9 && min[i] < max[i]) expect(shares[i]).toBeLessThan(level + 1e-7)
            else expect(shares[i]).toBeGreaterThan(level - 1e-7)
          }
        }
        // The level of a group that is not full is that of all; a full one's is smaller.
        if (levels.length < 2) return
        const sum = groups[0].assets.reduce((all, i) => all + weights[i], 0)
        if (sum < groups[0].max - 1e-9) expect(Math.abs(levels[1] - levels[0])).toBeLessThan(1e-7)
        else expect(levels[1]).toBeLessThan(levels[0] + 1e-7)
      }),
    )
  })

  test('says what the limits took from it', () => {
    const { weights, report } = riskParity(fourAssets, { max: 0.3, groups: [{ assets: [2, 3], max: 0.45 }] })
    expect(weights[0]).toBe(0.3)
    expect(weights[2] + weights[3]).toBeCloseTo(0.45, 14)
    const [, , c, d] = report.riskContributions ?? []
    expect(c / d).toBeCloseTo(1, 9)
    expect(report.notes).toEqual([
      'riskParity: at their most weight are assets 0: budgets of risk hold among the others.',
      'riskParity: group 0 is full: its assets keep their budgets among themselves.',
    ])
  })

  test('refuses what must be held when the rest can only hedge it', () => {
    const hedge = matrixFrom([
      [1, -0.095],
      [-0.095, 0.01],
    ])
    expect(() => riskParity(hedge, { min: [0.6, 0], max: [1, 1] })).toThrow('lower min')
  })

  test('takes the units away', () => {
    const scaled = { ...fourAssets, data: fourAssets.data.map((entry) => entry * 2 ** 40) }
    expect(riskParity(scaled, { max: 0.3 }).weights).toEqual(riskParity(fourAssets, { max: 0.3 }).weights)
  })
})

describe('maximumDiversification within limits', () => {
  test('moving capital from one asset to another never raises the ratio', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 4, max: 10 }), (seed, n) => {
        const covariance = factorCovariance(n, 80, randomFrom(seed))
        const { min, max, groups } = limitsOf(n, seed)
        const weights = weightsOrRefusal(() => maximumDiversification(covariance, { min, max, groups }).weights)
        if (weights === undefined) return
        const pull = pullOf(covariance, weights)
        const variance = weights.reduce((all, weight, i) => all + weight * pull[i], 0)
        const deviations = weights.map((_, i) => Math.sqrt(covariance.data[i * (n + 1)]))
        const mean = weights.reduce((all, weight, i) => all + weight * deviations[i], 0)
        const left = groups[0].max - groups[0].assets.reduce((all, i) => all + weights[i], 0)
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const room = Math.min(weights[i] - min[i], max[j] - weights[j], j % 2 === 0 && i % 2 === 1 ? left : 1)
            if (room <= 1e-6) continue
            const gain = (deviations[j] - deviations[i]) / mean - (pull[j] - pull[i]) / variance
            expect(gain * room).toBeLessThan(1e-7)
          }
        }
      }),
    )
  })
})

describe('nco within limits', () => {
  test('tracks the nested weights, with a note', () => {
    const plain = nco(fourAssets, { clusters: 2 })
    const { weights, report } = nco(fourAssets, { clusters: 2, max: 0.5 })
    expect(plain.weights[0]).toBeGreaterThan(0.5)
    expect(weights[0]).toBe(0.5)
    expect(report.notes[0]).toContain('nco: limits bind')
    // No other weights within the limits are nearer: the slope of the tracking variance is least where capital is.
    const slope = pullOf(
      fourAssets,
      weights.map((weight, i) => weight - plain.weights[i]),
    )
    for (const i of [1, 2, 3]) if (weights[i] > 1e-9) expect(slope[i]).toBeCloseTo(Math.min(...slope.slice(1)), 12)
  })

  test('refuses limits beside weights of any sign', () => {
    expect(() => nco(fourAssets, { weights: 'unconstrained', max: 0.5 })).toThrow('max must be left out')
  })
})

describe('long-only Kelly', () => {
  test('keeps the conditions of Karush, Kuhn and Tucker, within limits', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), (covariance, seed) => {
        const n = covariance.rows
        const random = randomFrom(seed)
        const { max } = limitsOf(n, seed)
        const fraction = 0.25 + 0.75 * random.float()
        const means = max.map((_, i) => covariance.data[i * (n + 1)] * (random.float() - 0.3) * 3)
        const { stakes, cash } = kelly(means, covariance, { stakes: 'long-only', max, fraction })
        const pull = pullOf(covariance, stakes)
        const slope = stakes.map((_, i) => fraction * means[i] - pull[i])
        const size = stakes.reduce((all, stake, i) => all + stake * (pull[i] + Math.abs(means[i])), 0)
        const spent = cash < 1e-9
        expect(cash).toBeGreaterThanOrEqual(-1e-12)
        for (let i = 0; i < n; i++) {
          expect(stakes[i]).toBeGreaterThanOrEqual(0)
          expect(stakes[i]).toBeLessThanOrEqual(max[i])
          // With cash left no stake helps to raise, and none to lower; with none left no swap helps.
          if (!spent) expect(slope[i] * (max[i] - stakes[i])).toBeLessThanOrEqual(1e-8 * size)
          expect(slope[i] * stakes[i]).toBeGreaterThanOrEqual(-1e-8 * size)
          for (let j = 0; j < n; j++) {
            expect((slope[j] - slope[i]) * Math.min(stakes[i], max[j] - stakes[j])).toBeLessThanOrEqual(1e-8 * size)
          }
        }
      }),
    )
  })

  test('is the full bet times the fraction where nothing binds, and nothing where everything loses', () => {
    const table = matrixFrom([
      [0.04, 0.01],
      [0.01, 0.09],
    ])
    const means = Float64Array.of(0.01, 0.02)
    const free = kelly(means, table, { fraction: 0.5 })
    const long = kelly(means, table, { fraction: 0.5, stakes: 'long-only' })
    for (const [i, stake] of free.stakes.entries()) expect(long.stakes[i]).toBeCloseTo(stake, 14)
    expect(long.growth).toBeCloseTo(free.growth, 14)
    const none = kelly(Float64Array.of(-0.01, -0.02), table, { stakes: 'long-only' })
    expect(none).toEqual({ stakes: Float64Array.of(0, 0), cash: 1, growth: 0 })
  })

  test('never borrows, and takes a singular covariance', () => {
    const twins: Matrix = matrixFrom([
      [0.0004, 0.0004],
      [0.0004, 0.0004],
    ])
    const { stakes, cash } = kelly(Float64Array.of(0.001, 0.002), twins, { stakes: 'long-only' })
    expect(stakes[1]).toBeCloseTo(1, 9)
    expect(cash).toBeCloseTo(0, 12)
    expect(() => kelly(Float64Array.of(0.1, 0.1), twins, { max: 0.5 })).toThrow('max must be left out')
  })
})
