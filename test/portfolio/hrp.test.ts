import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Matrix, matrixFrom } from '../../src/math/matrix.ts'
import { herc } from '../../src/portfolio/herc.ts'
import { hrp } from '../../src/portfolio/hrp.ts'
import { minimumVariance } from '../../src/portfolio/minimum-variance.ts'
import { nco } from '../../src/portfolio/nco.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { shuffle } from '../../src/random/shuffle.ts'
import { covariances, factorCovariance, reordered, sumOf } from './random-covariance.ts'
import { tenAssets } from './ten-assets.ts'

const percent = (weights: Float64Array) => Array.from(weights, (weight) => (100 * weight).toFixed(2))
const LINKAGES = ['single', 'complete', 'average', 'ward'] as const

describe('hrp', () => {
  test('gives the published table of ten assets', () => {
    const { weights, order } = hrp(tenAssets)
    expect(percent(weights)).toEqual([
      ...['7.00', '7.59', '10.84', '19.03', '9.72', '10.19', '6.62', '9.10', '7.12', '12.79'],
    ])
    expect(order.map((i) => i + 1)).toEqual([9, 2, 10, 1, 7, 3, 6, 4, 5, 8])
  })

  test('gives the weights that distances of correlation themselves lead to', () => {
    expect(percent(hrp(tenAssets, { distance: 'direct' }).weights)).toEqual([
      ...['13.09', '5.30', '10.44', '13.09', '10.84', '9.82', '12.52', '10.15', '9.80', '4.96'],
    ])
  })

  // Orders, weights and heights of SciPy 1.17's linkages of the same table, without optimal ordering of leaves.
  test.each([
    ['single', 'euclidean', [8, 1, 9, 0, 6, 2, 5, 3, 4, 7], 0.06999366423833, 1.269969552],
    ['complete', 'euclidean', [8, 1, 9, 3, 4, 7, 2, 5, 0, 6], 0.06774761460933, 1.434378669],
    ['average', 'euclidean', [8, 1, 9, 0, 6, 2, 5, 3, 4, 7], 0.06999366423833, 1.394119009],
    ['ward', 'euclidean', [8, 1, 9, 0, 6, 2, 5, 3, 4, 7], 0.06999366423833, 2.384812333],
    ['single', 'direct', [4, 7, 0, 6, 3, 2, 5, 8, 1, 9], 0.1308565014888, 0.7050852786],
    ['complete', 'direct', [2, 5, 8, 1, 9, 0, 6, 3, 4, 7], 0.1097949223541, 0.7124610657],
    ['average', 'direct', [4, 7, 0, 6, 3, 2, 5, 8, 1, 9], 0.1308565014888, 0.7084937513],
    ['ward', 'direct', [8, 1, 9, 0, 6, 2, 5, 3, 4, 7], 0.06999366423833, 1.139709854],
  ] as const)('%s linkage of %s distances', (linkage, distance, order, first, height) => {
    const found = hrp(tenAssets, { linkage, distance })
    expect(found.order).toEqual(order)
    expect(found.weights[0]).toBeCloseTo(first, 12)
    expect(found.tree[8].height).toBeCloseTo(height, 9)
    expect(found.tree[8].size).toBe(10)
  })

  test('gives weights of at least 0 that sum to 1, an order of all assets and rising joins', () => {
    fc.assert(
      fc.property(covariances, fc.constantFrom(...LINKAGES), (covariance, linkage) => {
        const { weights, order, tree } = hrp(covariance, { linkage })
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
        expect(weights.every((weight) => weight >= 0)).toBe(true)
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(weights.keys()))
        expect(tree.length).toBe(weights.length - 1)
        for (let k = 1; k < tree.length; k++) expect(tree[k].height).toBeGreaterThanOrEqual(tree[k - 1].height - 1e-12)
      }),
    )
  })

  test('keeps bounds exactly', () => {
    fc.assert(
      fc.property(covariances, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (covariance, tight, seed) => {
        const n = covariance.rows
        const random = randomFrom(seed)
        const min = Float64Array.from({ length: n }, () => (tight * random.float()) / n)
        const max = Float64Array.from({ length: n }, () => Math.min(1, 1 / n + (1 - tight) * random.float()))
        const { weights } = hrp(covariance, { min, max })
        for (let i = 0; i < n; i++) {
          expect(weights[i]).toBeGreaterThanOrEqual(min[i])
          expect(weights[i]).toBeLessThanOrEqual(max[i])
        }
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
      }),
    )
  })

  test('keeps caps of groups', () => {
    const { weights } = hrp(tenAssets, { max: 0.15, groups: [{ assets: [3, 9], max: 0.2 }] })
    expect(weights[3] + weights[9]).toBeCloseTo(0.2, 12)
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.15)
    expect(sumOf(weights)).toBeCloseTo(1, 12)
  })

  test('does not depend on the order of the assets when the calmer of a pair stands left', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), fc.constantFrom(...LINKAGES), (seed, n, linkage) => {
        const random = randomFrom(seed)
        const covariance = factorCovariance(n, 80, random)
        const order = shuffle(
          random,
          Array.from({ length: n }, (_, i) => i),
        )
        const plain = hrp(covariance, { linkage, pairs: 'variance' }).weights
        const other = hrp(reordered(covariance, order), { linkage, pairs: 'variance' }).weights
        for (const [k, i] of order.entries()) expect(other[k]).toBeCloseTo(plain[i], 12)
      }),
    )
  })

  test('does not depend on the unit of the returns', () => {
    const scaled: Matrix = { ...tenAssets, data: tenAssets.data.map((entry) => entry * 2 ** -20) }
    expect(hrp(scaled).weights).toEqual(hrp(tenAssets).weights)
  })

  test('breaks ties by the first assets', () => {
    const identity = matrixFrom([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ])
    expect(hrp(identity).tree.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [2, 4],
      [3, 5],
    ])
    expect(hrp(identity).weights).toEqual(Float64Array.of(0.25, 0.25, 0.25, 0.25))
  })
})

describe('herc', () => {
  test('is inverse variance with one cluster', () => {
    const { weights, clusters } = herc(tenAssets, { clusters: 1 })
    expect(clusters.length).toBe(1)
    expect(percent(weights)).toEqual([
      ...['10.36', '10.28', '10.36', '10.25', '10.31', '9.74', '9.80', '9.65', '9.64', '9.61'],
    ])
  })

  test('finds the five kinds among the ten assets, and gives every kind its capital down the tree', () => {
    const { weights, clusters } = herc(tenAssets, { clusters: 5, linkage: 'average' })
    expect(clusters.map((members) => [...members].sort((a, b) => a - b))).toEqual([
      [1, 8, 9],
      [0, 6],
      [2, 5],
      [3],
      [4, 7],
    ])
    // The tree is a chain, and each cluster's variance is near 1: four fifths of the capital stay at the first join, three
    // quarters of the rest at the second. Figures of the formula in NumPy.
    expect(clusters.map((members) => members.reduce((all, i) => all + weights[i], 0).toFixed(4))).toEqual([
      ...['0.7984', '0.1513', '0.0335', '0.0084', '0.0083'],
    ])
  })

  test('sums to 1 and keeps bounds for any number of clusters', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), (covariance, draw) => {
        const clusters = 1 + (draw % covariance.rows)
        const { weights } = herc(covariance, { clusters, max: Math.min(1, 1.5 / covariance.rows) })
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
        expect(Math.max(...weights)).toBeLessThanOrEqual(Math.min(1, 1.5 / covariance.rows))
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('nco', () => {
  test('is the portfolio of least variance with one cluster', () => {
    const whole = minimumVariance(tenAssets).weights
    for (const [i, weight] of nco(tenAssets, { clusters: 1 }).weights.entries()) {
      expect(weight).toBeCloseTo(whole[i], 9)
    }
  })

  test('is the portfolio of least variance when clusters have nothing to do with each other', () => {
    const blocks = matrixFrom([
      [1, 0.3, 0, 0],
      [0.3, 2, 0, 0],
      [0, 0, 1.5, 0.4],
      [0, 0, 0.4, 1],
    ])
    for (const weights of ['long-only', 'unconstrained'] as const) {
      const whole = minimumVariance(blocks, { weights }).weights
      const nested = nco(blocks, { clusters: 2, weights }).weights
      for (const [i, weight] of nested.entries()) expect(weight).toBeCloseTo(whole[i], 12)
    }
  })

  test('sums to 1', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), (covariance, draw) => {
        const { weights } = nco(covariance, { clusters: 1 + (draw % covariance.rows) })
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 50 },
    )
  })
})
