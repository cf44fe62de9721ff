import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitKMeans, type KMeans, predictKMeans } from '../../src/learning/k-means.ts'
import { asRows, normalSample, roughSamples } from './data.ts'

/** The least spread of numbers in k clusters: on a line, clusters are runs of the sorted numbers. */
function bestSpread(sorted: readonly number[], clusters: number): number {
  const spreadOf = (run: readonly number[]) => {
    const mean = run.reduce((sum, value) => sum + value, 0) / run.length
    return run.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }
  if (clusters === 1) return spreadOf(sorted)
  const cuts = sorted.slice(clusters - 1).map((_, i) => i + clusters - 1)
  return Math.min(...cuts.map((cut) => bestSpread(sorted.slice(0, cut), clusters - 1) + spreadOf(sorted.slice(cut))))
}

const distinct = (rows: readonly (readonly number[])[]) => new Set(rows.map((row) => row.join())).size

describe('fitKMeans', () => {
  test('finds the best clusters on a line', () => {
    const { features } = normalSample(51, 24, 1)
    for (const clusters of [1, 2, 3, 4]) {
      const { spread } = fitKMeans(features, 1, { clusters, seed: 1, starts: 50 })
      expect(spread).toBeCloseTo(
        bestSpread(
          Array.from(features).sort((a, b) => a - b),
          clusters,
        ),
        10,
      )
    }
  })

  test('ends where no row is nearer to another centre, centres are means, and no cluster is empty', () => {
    fc.assert(
      fc.property(roughSamples, fc.integer({ min: 1, max: 5 }), fc.integer(), ({ features, columns }, wanted, seed) => {
        const rows = asRows({ features, columns })
        const clusters = Math.min(wanted, distinct(rows))
        const model = fitKMeans(features, columns, { clusters, seed, starts: 2 })
        expect(model.converged).toBe(true)
        expect(model.counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length)
        expect(Math.min(...model.counts)).toBeGreaterThan(0)
        const centres = asRows({ features: Float64Array.from(model.centres), columns })
        const square = (row: readonly number[], centre: readonly number[]) =>
          row.reduce((sum, value, j) => sum + (value - centre[j]) ** 2, 0)
        const least = rows.reduce((sum, row) => sum + Math.min(...centres.map((centre) => square(row, centre))), 0)
        expect(model.spread).toBeCloseTo(least, 9)
      }),
    )
  })

  test('finds clusters that lie apart whatever the seed, in the order of their centres', () => {
    const features = Float64Array.of(5, 5, 0, 0, 9, 0, 5, 6, 0, 1, 9, 1)
    const models = [1, 2, 3, 4].map((seed) => fitKMeans(features, 2, { clusters: 3, seed }))
    for (const model of models) expect(model.centres).toEqual([0, 0.5, 5, 5.5, 9, 0.5])
    expect(models[0].counts).toEqual([2, 2, 2])
    expect(predictKMeans(models[0], features)).toEqual(Float64Array.of(1, 0, 2, 1, 0, 2))
  })

  test('one cluster per distinct row leaves no spread', () => {
    const features = Float64Array.of(3, 1, 2, 3, 1, 2)
    const model = fitKMeans(features, 1, { clusters: 3, seed: 'a' })
    expect([model.spread, model.centres]).toEqual([0, [1, 2, 3]])
  })

  test('more starts are never worse, and the same seed gives the same bits', () => {
    const { features } = normalSample(52, 100, 3)
    const spreads = [1, 3, 10, 20].map((starts) => fitKMeans(features, 3, { clusters: 8, seed: 7, starts }).spread)
    expect(spreads).toEqual(spreads.toSorted((a, b) => b - a))
    expect(fitKMeans(features, 3, { clusters: 8, seed: 7 })).toEqual(fitKMeans(features, 3, { clusters: 8, seed: 7 }))
  })

  test('gives the first of centres that are equally near', () => {
    const model: KMeans = {
      ...{ kind: 'k-means', columns: 1, centres: [0, 2], counts: [1, 1], spread: 0, iterations: 1, converged: true },
    }
    expect(predictKMeans(model, Float64Array.of(1))).toEqual(Float64Array.of(0))
  })

  test('refuses more clusters than rows that differ', () => {
    expect(() => fitKMeans(Float64Array.of(1, 1, 2, 2), 1, { clusters: 3, seed: 1 })).toThrow(
      'fitKMeans: clusters must be at most 2, the number of rows that differ, received 3.',
    )
  })
})
