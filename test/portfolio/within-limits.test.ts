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
        const { weights } = rule(covariance, limits)
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

  test('answers every one of 200 problems with least weights, bounds and a cap', () => {
    const near = fc.sample(covariances, { seed: 42, numRuns: 100 })
    const plain = Array.from({ length: 100 }, (_, k) => factorCovariance(4 + (k % 9), 80, randomFrom(k)))
    for (const [k, covariance] of [...near, ...plain].entries()) {
      const { weights } = rule(covariance, limitsOf(covariance.rows, k))
      expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
    }
  })

  test('answers problems in which a bold search goes round in circles', () => {
    for (const k of [173, 629, 910, 5886, 8560, 9201, 11908]) {
      const covariance = factorCovariance(4 + (k % 9), 80, randomFrom(k))
      expect(Math.abs(sumOf(rule(covariance, limitsOf(covariance.rows, k)).weights) - 1)).toBeLessThan(1e-12)
    }
  })

  test('takes caps that hold exactly everything between them', () => {
    for (let k = 0; k < 20; k++) {
      const groups = [
        { assets: [0, 1, 2], max: 0.4 },
        { assets: [3, 4, 5, 6], max: 0.6 },
      ]
      const { weights } = rule(factorCovariance(7, 80, randomFrom(k)), { groups })
      expect(Math.abs(sumOf(weights.subarray(0, 3)) - 0.4)).toBeLessThan(1e-12)
      expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
    }
  })

  test('limits that do not bind change nothing', () => {
    const plain = rule(fourAssets).weights
    const { weights, report } = rule(fourAssets, { max: 0.95 })
    for (const [i, weight] of plain.entries()) expect(weights[i]).toBeCloseTo(weight, 9)
    expect(report.notes).toEqual([])
  })
})

describe('riskParity within limits', () => {
  test('contributions are budgets times one level, less one price for every unit of weight in a full group', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), fc.boolean(), (drawn, seed, held) => {
        const limits = limitsOf(drawn.rows, seed)
        // Least weights among assets that cannot hedge each other; none among those that can.
        const covariance = { ...drawn, data: drawn.data.slice() }
        const { max, groups } = limits
        const min = held ? limits.min : new Float64Array(drawn.rows)
        const random = randomFrom(seed)
        if (held) covariance.data.set(oneFactor(drawn.rows, random))
        const raw = Array.from(min, () => 0.2 + random.float())
        const budgets = raw.map((each) => each / raw.reduce((all, other) => all + other, 0))
        const { weights } = riskParity(covariance, { budgets, min, max, groups })
        const pull = pullOf(covariance, weights)
        const variance = weights.reduce((all, weight, i) => all + weight * pull[i], 0)
        const brought = weights.map((weight, i) => (weight * pull[i]) / variance)
        const isFree = (i: number) => weights[i] > min[i] + 1e-9 && weights[i] < max[i] - 1e-9
        const inGroup = (i: number) => groups.length > 0 && i % 2 === 0
        const isFull = groups.length > 0 && sumOf(weights.filter((_, i) => inGroup(i))) > groups[0].max - 1e-9
        const all = Array.from(weights.keys())
        const open = all.filter((i) => isFree(i) && !(isFull && inGroup(i)))
        const inside = all.filter((i) => isFree(i) && isFull && inGroup(i))
        if (open.length === 0) return
        const level = brought[open[0]] / budgets[open[0]]
        const price =
          inside.length === 0
            ? 0
            : level * (budgets[inside[0]] / weights[inside[0]]) - brought[inside[0]] / weights[inside[0]]
        expect(price).toBeGreaterThan(-1e-7)
        for (const i of [...open, ...inside]) {
          const wanted = level * budgets[i] - (inside.includes(i) ? price * weights[i] : 0)
          expect(Math.abs(brought[i] - wanted)).toBeLessThan(1e-8 * Math.max(1, price))
        }
        for (const i of all) {
          if (isFree(i) || min[i] === max[i] || (isFull && inGroup(i))) continue
          if (weights[i] >= max[i] - 1e-9) expect(brought[i]).toBeLessThan(level * budgets[i] + 1e-7)
          else expect(brought[i]).toBeGreaterThan(level * budgets[i] - 1e-7)
        }
      }),
    )
  })

  test('takes a cap on an asset that hedges the rest', () => {
    // Without it half is held of the second, which takes most of the risk of the first away.
    const covariance = matrixFrom([
      [1, -0.9, 0],
      [-0.9, 1, 0],
      [0, 0, 1],
    ])
    expect(riskParity(covariance).weights[1]).toBeGreaterThan(0.4)
    const { weights, report } = riskParity(covariance, { groups: [{ assets: [1], max: 0.1 }] })
    expect(weights[1]).toBeCloseTo(0.1, 14)
    const [a, b, c] = report.riskContributions ?? []
    expect(a).toBeCloseTo(c, 9)
    expect(b).toBeLessThan(0)
  })

  test('says what the limits took from it', () => {
    const { weights, report } = riskParity(fourAssets, { max: 0.3, groups: [{ assets: [2, 3], max: 0.45 }] })
    expect(weights[0]).toBe(0.3)
    expect(weights[2] + weights[3]).toBeCloseTo(0.45, 14)
    const [, b, c, d] = report.riskContributions ?? []
    expect((b - c) / weights[2]).toBeCloseTo((b - d) / weights[3], 9)
    expect(report.notes).toEqual([
      'riskParity: at their most weight are assets 0: budgets of risk hold among the others.',
      'riskParity: group 0 is full: one price for every unit of weight cuts what its assets bring.',
    ])
  })

  test('refuses what must be held when the rest can only hedge it', () => {
    const hedge = matrixFrom([
      [1, -0.095],
      [-0.095, 0.01],
    ])
    expect(() => riskParity(hedge, { min: [0.6, 0], max: [1, 1] })).toThrow('lower min')
    const covariance = factorCovariance(5, 80, randomFrom(2836))
    expect(() => riskParity(covariance, limitsOf(5, 2836))).toThrow('leaves the rest only to hedge it')
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
        const { weights } = maximumDiversification(covariance, { min, max, groups })
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
