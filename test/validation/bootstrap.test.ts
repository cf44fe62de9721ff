import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standardDeviation } from '../../src/math/moments.ts'
import { mean } from '../../src/math/sum.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { blockLength } from '../../src/validation/block-length.ts'
import { bootstrapDraws, drawRows } from '../../src/validation/bootstrap-draws.ts'
import { bootstrapInterval } from '../../src/validation/bootstrap-interval.ts'
import { numbersOf, parkMiller, slowNumbers } from './data.ts'

describe('blockLength', () => {
  test('the values of an independent program', () => {
    expect(blockLength(slowNumbers())).toBeCloseTo(7.5520422941285545, 10)
    expect(blockLength(numbersOf(3, 300))).toBeCloseTo(1.2745067553432994, 10)
    expect(blockLength(slowNumbers(), { kind: 'circular' })).toBe(9)
    expect(blockLength(slowNumbers(), { kind: 'moving' })).toBe(9)
  })

  test('is one row for noise and never more than the cap', () => {
    expect(blockLength(numbersOf(12345, 500))).toBe(1)
    const trend = Float64Array.from({ length: 100 }, (_, t) => t)
    expect(blockLength(trend)).toBeLessThanOrEqual(30)
    expect(blockLength(trend)).toBeGreaterThan(10)
  })

  test('comes near its theory on a long autoregression: (G / g)^(2/3) n^(1/3), G = 4, g = 3', () => {
    let last = 0
    const random = randomFrom(4)
    const long = Float64Array.from({ length: 40_000 }, () => {
      last = 0.5 * last + random.normal()
      return last
    })
    expect(blockLength(long) / (Math.cbrt(16 / 9) * Math.cbrt(40_000))).toBeGreaterThan(0.85)
    expect(blockLength(long) / (Math.cbrt(16 / 9) * Math.cbrt(40_000))).toBeLessThan(1.15)
  })

  test('is undefined for a constant and refuses too few rows', () => {
    expect(blockLength(new Float64Array(50))).toBeNaN()
    expect(() => blockLength(Float64Array.of(1, 2, 3))).toThrow(/column.length must be .* at least 9/)
  })
})

describe('draws', () => {
  test('fixed blocks run on inside a block, and only the circular one goes round', () => {
    const lengths = fc
      .integer({ min: 1, max: 40 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.integer({ min: 1, max: rows })))
    fc.assert(
      fc.property(
        lengths,
        fc.constantFrom('circular' as const, 'moving' as const),
        fc.integer(),
        ([rows, block], kind, seed) => {
          const drawn = drawRows(randomFrom(seed), rows, { kind, block })
          expect(drawn.length).toBe(rows)
          for (let i = 0; i < rows; i++) {
            expect(drawn[i]).toBeLessThan(rows)
            if (i % block === 0) continue
            expect(drawn[i]).toBe(kind === 'moving' ? drawn[i - 1] + 1 : (drawn[i - 1] + 1) % rows)
          }
        },
      ),
    )
  })

  test('stationary blocks are geometric with the mean wanted and every row is drawn alike', () => {
    const rows = 50
    const draws = bootstrapDraws(randomFrom(1), numbersOf(1, rows), { resamples: 2000, block: 5 })
    let breaks = 0
    const hits = new Float64Array(rows)
    for (const drawn of draws) {
      for (let i = 0; i < rows; i++) {
        hits[drawn[i]]++
        if (i > 0 && drawn[i] !== (drawn[i - 1] + 1) % rows) breaks++
      }
    }
    // A new block begins with chance 1/5, and by chance one in 50 of those goes on all the same.
    expect(breaks / (2000 * 49)).toBeGreaterThan(0.196 - 0.004)
    expect(breaks / (2000 * 49)).toBeLessThan(0.196 + 0.004)
    expect(Math.min(...hits) / 2000).toBeGreaterThan(0.85)
    expect(Math.max(...hits) / 2000).toBeLessThan(1.15)
  })

  test('choose their own block length, the mean of several, and follow the seed', () => {
    const columns = [slowNumbers(), numbersOf(12345, 500)]
    const automatic = bootstrapDraws(randomFrom(3), columns, { resamples: 3, kind: 'circular' })
    expect(automatic).toEqual(bootstrapDraws(randomFrom(3), columns, { resamples: 3, kind: 'circular', block: 5 }))
    const single = bootstrapDraws(randomFrom(3), columns[0], { resamples: 2 })
    expect(single).toEqual(bootstrapDraws(randomFrom(3), columns[0], { resamples: 2, block: blockLength(columns[0]) }))
    expect(bootstrapDraws(randomFrom(3), columns).length).toBe(1000)
  })

  test('refuse blocks that cannot be', () => {
    const random = randomFrom(1)
    const column = numbersOf(1, 20)
    expect(() => bootstrapDraws(random, column, { block: 21 })).toThrow(/block must be .* at most 20/)
    expect(() => bootstrapDraws(random, column, { block: 0.5 })).toThrow(/block must be .* at least 1/)
    expect(() => bootstrapDraws(random, column, { kind: 'moving', block: 2.5 })).toThrow(/block must be an integer/)
    expect(() => bootstrapDraws(random, column.slice(0, 5))).toThrow(/at least 9.*Or give the block length/)
    expect(() => bootstrapDraws(random, [column, new Float64Array(20)])).toThrow(/columns must be columns that vary/)
    expect(() => bootstrapDraws(random, column, { resamples: 0 })).toThrow(/resamples must be/)
    expect(() => bootstrapDraws(1 as never, column)).toThrow(/random must be a stream/)
  })
})

describe('bootstrapInterval', () => {
  const returns = Float64Array.of(3.2, -1.5, 0.7, 4.1, -2.2, 1.9, 0.3, 2.8, -0.6, 5.5, 1.1, -3)
  const next = parkMiller(99)
  const draws = Array.from({ length: 60 }, () => Array.from({ length: 12 }, () => Math.floor((next() + 0.5) * 12)))

  test('the values of an independent program on the same draws', () => {
    const ofMean = bootstrapInterval(returns, draws, { metric: mean, confidence: 0.9 })
    expect(ofMean.estimate).toBeCloseTo(1.025, 14)
    expect(ofMean.lower).toBeCloseTo(-0.15356739615367326, 10)
    expect(ofMean.upper).toBeCloseTo(2.0424513694498283, 10)
    const ofSpread = bootstrapInterval(returns, draws, {
      metric: (column) => standardDeviation(column),
      confidence: 0.9,
    })
    expect(ofSpread.lower).toBeCloseTo(1.9635569420780836, 10)
    expect(ofSpread.upper).toBeCloseTo(3.537027858424656, 10)
    const plain = bootstrapInterval(returns, draws, { metric: mean, confidence: 0.9, method: 'percentile' })
    expect(plain.lower).toBeCloseTo(0.075, 12)
    expect(plain.upper).toBeCloseTo(2.1145833333333326, 12)
  })

  test('leaves out groups of neighbours when there are many rows', () => {
    const long = numbersOf(6, 1000)
    const seen: number[] = []
    const metric = (column: Float64Array) => {
      seen.push(column.length)
      return mean(column)
    }
    const few = bootstrapDraws(randomFrom(2), long, { resamples: 20, block: 1 })
    const { lower, upper } = bootstrapInterval(long, few, { metric })
    expect(lower).toBeLessThan(upper)
    expect(seen.filter((length) => length === 995).length).toBe(200)
  })

  test('is undefined where the metric is, and where every resample lies on one side', () => {
    const unknown = { lower: Number.NaN, upper: Number.NaN }
    expect(bootstrapInterval(new Float64Array(12), draws, { metric: (column) => sharpe(column) })).toMatchObject(
      unknown,
    )
    const flatDraw = [...draws, new Array<number>(12).fill(3)]
    expect(bootstrapInterval(returns, flatDraw, { metric: (column) => sharpe(column) })).toMatchObject(unknown)
    const largest = (column: Float64Array) => Math.max(...column)
    const withoutBest = draws.map((draw) => draw.map((row) => (row === 9 ? 0 : row)))
    expect(bootstrapInterval(returns, withoutBest, { metric: largest })).toEqual({ estimate: 5.5, ...unknown })
    expect(bootstrapInterval(returns, withoutBest, { metric: largest, method: 'percentile' }).upper).toBe(4.1)
    expect(bootstrapInterval(returns, draws, { metric: () => 7 })).toEqual({ estimate: 7, lower: 7, upper: 7 })
  })

  test('is undefined where the acceleration would turn the levels over', () => {
    const outlier = Float64Array.from({ length: 50 }, (_, row) => (row === 0 ? 100 : (row % 7) / 10))
    const rarely = Array.from({ length: 40 }, (_, b) =>
      Array.from({ length: 50 }, (_, i) => (b < 3 ? i : 1 + (i % 49))),
    )
    const options = { metric: mean, confidence: 1 - 1e-9 }
    expect(bootstrapInterval(outlier, rarely, options)).toMatchObject({ lower: Number.NaN, upper: Number.NaN })
    const { lower, upper } = bootstrapInterval(outlier, rarely, { ...options, confidence: 0.9 })
    expect([lower, upper]).toEqual([2.294, 2.294])
  })

  test('refuses draws and options that cannot be', () => {
    const options = { metric: mean }
    expect(() => bootstrapInterval(returns, [], options)).toThrow(/draws must be an integer of at least 1/)
    expect(() => bootstrapInterval(returns, [[0, 1]], options)).toThrow(/draw.length must be/)
    expect(() => bootstrapInterval(returns, [[...draws[0].slice(1), 12]], options)).toThrow(
      /draw\[11\] must be a row from 0 to 11/,
    )
    expect(() => bootstrapInterval(returns, draws, { ...options, confidence: 95 })).toThrow(
      /confidence must be .* below 1/,
    )
    expect(() => bootstrapInterval(returns, draws, { metric: 'mean' as never })).toThrow(/metric must be a function/)
    expect(() => bootstrapInterval(returns.subarray(10), [[0, 1]], options)).toThrow(
      /returns.length must be .* at least 3/,
    )
  })
})
