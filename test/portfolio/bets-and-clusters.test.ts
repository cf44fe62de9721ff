import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../../src/math/matrix.ts'
import { clusterCount, meanSilhouette } from '../../src/portfolio/cluster-count.ts'
import { clusterTree } from '../../src/portfolio/cluster-tree.ts'
import { correlationFrom } from '../../src/portfolio/correlation-distance.ts'
import { effectiveBets } from '../../src/portfolio/effective-bets.ts'
import { herc } from '../../src/portfolio/herc.ts'
import { minimumTorsion } from '../../src/portfolio/minimum-torsion.ts'
import { nco } from '../../src/portfolio/nco.ts'
import { equalWeights } from '../../src/portfolio/simple-weights.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { covariances, factorCovariance } from './random-covariance.ts'
import { tenAssets } from './ten-assets.ts'

const TORSION = { bets: 'minimum-torsion' } as const

describe('minimum torsion', () => {
  test('is e to the entropy of squared weights of assets without correlation', () => {
    const table = matrixFrom([
      [1, 0, 0],
      [0, 4, 0],
      [0, 0, 9],
    ])
    expect(effectiveBets(Float64Array.of(1, 1 / 2, 1 / 3), table, TORSION)).toBeCloseTo(3, 12)
    const p = [1 / 5, 4 / 5]
    const two = Math.exp(-p[0] * Math.log(p[0]) - p[1] * Math.log(p[1]))
    expect(effectiveBets(Float64Array.of(1, 1, 0), table, TORSION)).toBeCloseTo(two, 12)
  })

  test('calls equal risks with one correlation n bets, where principal axes see one', () => {
    for (const rho of [-0.2, 0.3, 0.99]) {
      const table = matrixFrom([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : rho))))
      const weights = new Float64Array(4).fill(0.25)
      expect(effectiveBets(weights, table, TORSION)).toBeCloseTo(4, 9)
      expect(effectiveBets(weights, table)).toBeCloseTo(1, 9)
      expect(equalWeights(table, TORSION).report.effectiveBets).toBeCloseTo(4, 9)
    }
  })

  test('one of two assets: shares (1 + sqrt(1 - rho^2)) / 2 and the rest', () => {
    const rho = 0.8
    const share = (1 + Math.sqrt(1 - rho * rho)) / 2
    const bets = Math.exp(-share * Math.log(share) - (1 - share) * Math.log(1 - share))
    const table = matrixFrom([
      [1, rho * 3],
      [rho * 3, 9],
    ])
    expect(effectiveBets(Float64Array.of(1, 0), table, TORSION)).toBeCloseTo(bets, 12)
  })

  test('variables are uncorrelated, and no small turn of two of them brings them nearer to the assets', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 8 }), (seed, n) => {
        const { data } = correlationFrom(factorCovariance(n, 60, randomFrom(seed)))
        const found = minimumTorsion(data, n)
        // Covariances G with variables of covariance I: G' G is the correlation.
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let entry = 0
            for (let k = 0; k < n; k++) entry += found[k * n + i] * found[k * n + j]
            expect(entry).toBeCloseTo(data[i * n + j], 9)
          }
        }
        // The slope of the fit along a turn of variables i and j.
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < i; j++) {
            const slope = found[i * n + i] * found[j * n + i] - found[j * n + j] * found[i * n + j]
            expect(Math.abs(slope)).toBeLessThan(1e-5)
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  test('lies within 1 and n, does not depend on units, and takes near-singular covariances', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), (covariance, seed) => {
        const random = randomFrom(seed)
        const n = covariance.rows
        const weights = Float64Array.from({ length: n }, () => random.float())
        const bets = effectiveBets(weights, covariance, TORSION)
        expect(bets).toBeGreaterThanOrEqual(1 - 1e-9)
        expect(bets).toBeLessThanOrEqual(n + 1e-9)
        const unit = Float64Array.from({ length: n }, (_, i) => 2 ** (i % 5))
        const data = covariance.data.map((entry, at) => entry * unit[Math.floor(at / n)] * unit[at % n])
        expect(
          effectiveBets(
            weights.map((w, i) => w / unit[i]),
            { ...covariance, data },
            TORSION,
          ),
        ).toBeCloseTo(bets, 6)
      }),
      { numRuns: 30 },
    )
  })
})

describe('automatic number of clusters', () => {
  test('the mean silhouette, by hand', () => {
    // On a line at 0, 1, 5, 6 and 20: the last alone.
    const at = [0, 1, 5, 6, 20]
    const distances = Float64Array.from(at.flatMap((x) => at.map((y) => Math.abs(x - y))))
    const groups = [[0, 1], [2, 3], [4]]
    const expected = ((5.5 - 1) / 5.5 + (4.5 - 1) / 4.5 + (4.5 - 1) / 4.5 + (5.5 - 1) / 5.5) / 5
    expect(meanSilhouette(groups, distances, 5)).toBeCloseTo(expected, 14)
  })

  test('finds clear groups, and one where there are none', () => {
    const at = [0, 0.1, 0.2, 5, 5.1, 5.2, 9, 9.1]
    const distances = Float64Array.from(at.flatMap((x) => at.map((y) => Math.abs(x - y))))
    expect(clusterCount(clusterTree(distances, 8, 'average'), distances)).toBe(3)
    const same = Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 0 : 1))
    expect(clusterCount(clusterTree(same, 4, 'single'), same)).toBe(1)
    expect(clusterCount(clusterTree(Float64Array.of(0, 1, 1, 0), 2, 'single'), Float64Array.of(0, 1, 1, 0))).toBe(1)
  })

  test('herc and nco take it by default, and find the five kinds of ten assets', () => {
    for (const rule of [herc, nco]) {
      const { clusters } = rule(tenAssets, { linkage: 'average' })
      expect(clusters.length).toBe(5)
      expect(rule(tenAssets, { linkage: 'average', clusters: 'auto' }).clusters).toEqual(clusters)
      expect(rule(tenAssets, { linkage: 'average', clusters: 5 }).clusters).toEqual(clusters)
    }
  })
})
