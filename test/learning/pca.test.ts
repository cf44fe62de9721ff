import { PCA } from 'ml-pca'
import { describe, expect, test } from 'vitest'
import { fitPca, projectPca } from '../../src/learning/pca.ts'
import { matrixFrom, multiply } from '../../src/math/matrix.ts'
import { asRows, normalSample } from './data.ts'

const mixed = (seed: number) => {
  const { features } = normalSample(seed, 80, 5)
  const mix = matrixFrom([
    [3, 0, 0, 0, 0],
    [1, 2, 0, 0, 0],
    [0, 1, 1, 0, 0],
    [0, 0, 1, 0.5, 0],
    [1, 0, 0, 0, 0.1],
  ])
  return Float64Array.from(
    asRows({ features, columns: 5 }).flatMap((row) => Array.from(multiply(mix, Float64Array.from(row)))),
  )
}

describe('fitPca', () => {
  test('has the variances and directions of ml-pca, up to the sign', () => {
    const features = mixed(41)
    const ours = fitPca(features, 5, { variance: 1 })
    const theirs = new PCA(asRows({ features, columns: 5 }))
    for (const [k, variance] of ours.variances.entries()) {
      expect(variance).toBeCloseTo(theirs.getEigenvalues()[k], 10)
      const direction = theirs.getEigenvectors().getColumn(k)
      const along = direction.reduce((sum, value, j) => sum + value * ours.directions[5 * k + j], 0)
      expect(Math.abs(along)).toBeCloseTo(1, 10)
    }
    const places = theirs.predict(asRows({ features, columns: 5 }))
    for (const [at, place] of projectPca(ours, features).entries()) {
      expect(Math.abs(place)).toBeCloseTo(Math.abs(places.get(Math.floor(at / 5), at % 5)), 9)
    }
  })

  test('points the longest entry of every direction up, and stays so when all signs are turned', () => {
    const features = mixed(42)
    const one = fitPca(features, 5, { variance: 1 })
    const other = fitPca(
      features.map((value) => -value),
      5,
      { variance: 1 },
    )
    expect(other.directions).toEqual(one.directions)
    for (let k = 0; k < 5; k++) {
      const direction = one.directions.slice(5 * k, 5 * k + 5)
      expect(direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))).toBeGreaterThan(0)
    }
  })

  test('keeps the fewest directions that reach the share', () => {
    const features = mixed(43)
    const all = fitPca(features, 5, { variance: 1 })
    const total = all.variances.reduce((sum, value) => sum + value, 0)
    for (const variance of [0.3, 0.8, 0.9, 0.95, 0.99]) {
      const { variances, share } = fitPca(features, 5, { variance })
      expect(variances).toEqual(all.variances.slice(0, variances.length))
      expect(share).toBeGreaterThanOrEqual(variance)
      expect(share - variances[variances.length - 1] / total).toBeLessThan(variance)
    }
    expect(all.share).toBe(1)
  })

  test('places are uncorrelated with the variances told, or with variance 1 when whitened', () => {
    const features = mixed(44)
    for (const scale of ['natural', 'whitened'] as const) {
      const model = fitPca(features, 5, { variance: 1, scale })
      const places = asRows({ features: projectPca(model, features), columns: 5 })
      for (let k = 0; k < 5; k++) {
        for (let l = 0; l <= k; l++) {
          const together = places.reduce((sum, row) => sum + row[k] * row[l], 0) / 79
          expect(together).toBeCloseTo(k !== l ? 0 : scale === 'whitened' ? 1 : model.variances[k], 9)
        }
      }
    }
  })

  test('never keeps a direction without variance: constant columns, equal columns, fewer rows than columns', () => {
    const constant = fitPca(Float64Array.of(1, 5, 2, 5, 4, 5), 2, { variance: 1, scale: 'whitened' })
    expect([constant.variances.length, constant.directions]).toEqual([1, [1, 0]])
    expect(fitPca(Float64Array.of(1, 1, 2, 2, 4, 4), 2, { variance: 1 }).variances.length).toBe(1)
    const wide = fitPca(Float64Array.of(1, 2, 3, 4, 0, 9, 7, 5), 4, { variance: 1 })
    expect(wide.variances.length).toBe(1)
  })

  test('refuses rows that are all alike and a single row', () => {
    expect(() => fitPca(new Float64Array(6).fill(0.1), 2)).toThrow('fitPca: features must be rows that differ')
    expect(() => fitPca(Float64Array.of(1, 2), 2)).toThrow('the number of rows must be an integer of at least 2')
  })
})
