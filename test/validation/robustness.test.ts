import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquareSurvival } from '../../src/math/chi-square.ts'
import { maxDrawdown } from '../../src/metrics/drawdown.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { bootstrapDraws, drawRows } from '../../src/validation/bootstrap-draws.ts'
import { resampleReturns } from '../../src/validation/resample-returns.ts'
import { scatterStretches, stretchesOf } from '../../src/validation/scatter-stretches.ts'
import { shuffleTrades } from '../../src/validation/shuffle-trades.ts'
import { standingOf } from '../../src/validation/standing.ts'
import { numbersOf } from './data.ts'

describe('standingOf', () => {
  test('counts on both sides, itself among them', () => {
    const values = Float64Array.of(4, 1, 3, 2, 3)
    expect(standingOf(3, values)).toMatchObject({ observed: 3, missing: 0, share: 5 / 6, pValue: 4 / 6, mean: 2.6 })
    expect(standingOf(3, values).values).toEqual(Float64Array.of(1, 2, 3, 3, 4))
    expect(standingOf(0, values)).toMatchObject({ share: 1 / 6, pValue: 1 })
    expect(standingOf(9, values)).toMatchObject({ share: 1, pValue: 1 / 6 })
    expect(values).toEqual(Float64Array.of(4, 1, 3, 2, 3))
  })

  test('what differs by rounding is equal, whatever its size', () => {
    const third = Float64Array.of(0.1 + 0.2, 0.5)
    expect(standingOf(0.3, third)).toMatchObject({ share: 2 / 3, pValue: 1 })
    expect(standingOf(-3e-300, Float64Array.of(-3.1e-300, 1)).pValue).toBe(2 / 3)
  })

  test('what is not defined speaks against the figure on either side, and is counted', () => {
    const found = standingOf(2, Float64Array.of(1, Number.NaN, 3))
    expect(found).toMatchObject({ missing: 1, share: 2 / 4, pValue: 3 / 4, mean: 2, median: 2 })
  })

  test('quantiles are linear, and the deviation is that of a sample', () => {
    const hundred = Float64Array.from({ length: 101 }, (_, i) => 100 - i)
    expect(standingOf(50, hundred)).toMatchObject({ lower: 5, median: 50, upper: 95, mean: 50 })
    expect(standingOf(1, Float64Array.of(1, 3)).deviation).toBe(Math.SQRT2)
  })

  test('is undefined without a figure, and where nothing is compared', () => {
    expect(standingOf(Number.NaN, Float64Array.of(1, 2))).toMatchObject({ share: Number.NaN, pValue: Number.NaN })
    expect(standingOf(1, Float64Array.of(1, 1))).toMatchObject({ share: Number.NaN, pValue: Number.NaN })
    expect(standingOf(2, Float64Array.of(1, 1))).toMatchObject({ share: 1, pValue: 1 / 3 })
    expect(standingOf(2, Float64Array.of(Number.NaN))).toMatchObject({ share: 1 / 2, pValue: 1, mean: Number.NaN })
    expect(() => standingOf(1, new Float64Array(0))).toThrow(/values.length must be an integer of at least 1/)
    expect(() => standingOf('1' as never, Float64Array.of(1))).toThrow(/observed must be a number/)
  })
})

describe('shuffleTrades', () => {
  test('five trades: all 119 other orders, counted by hand', () => {
    // Three doublings and two halvings: the halvings are neighbours in 4 of 10 patterns, 12 orders each, and lose 75 % there.
    const { growth, maxDrawdown: fall, isExact } = shuffleTrades(Float64Array.of(1, -0.5, 1, -0.5, 1))
    expect(isExact).toBe(true)
    expect(growth).toBe(2)
    expect(fall.values.length).toBe(119)
    expect(fall.values.filter((value) => value === -0.75).length).toBe(48)
    expect(fall.values.filter((value) => value === -0.5).length).toBe(71)
    expect(fall).toMatchObject({ observed: -0.5, share: 1, pValue: 72 / 120 })
    const bad = shuffleTrades(Float64Array.of(1, 1, -0.5, -0.5, 1)).maxDrawdown
    expect(bad).toMatchObject({ observed: -0.75, share: 48 / 120, pValue: 1 })
  })

  test('more orders than runs are drawn by chance, and come near the share of all of them', () => {
    const six = Float64Array.of(1, -0.5, 1, -0.5, 1, 1)
    // Neighbours among six places: 5 of 15 pairs.
    const drawn = shuffleTrades(six, { runs: 600 })
    expect(drawn.isExact).toBe(false)
    expect(drawn.maxDrawdown.values.length).toBe(600)
    const share = drawn.maxDrawdown.values.filter((value) => value === -0.75).length / 600
    expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 600))
    expect(shuffleTrades(six, { runs: 719 }).isExact).toBe(true)
  })

  test('no order changes the growth, the deepest fall is at most all losses in a row and at least the worst trade', () => {
    const trades = fc.array(fc.double({ min: -0.9, max: 2, noNaN: true }), { minLength: 5, maxLength: 12 })
    fc.assert(
      fc.property(trades, fc.integer(), (list, seed) => {
        const returns = Float64Array.from(list)
        const { growth, maxDrawdown: fall } = shuffleTrades(returns, { seed, runs: 30 })
        const other = shuffleTrades(returns.toReversed(), { seed, runs: 30 })
        expect(other.growth / growth).toBeCloseTo(1, 12)
        const allLosses = list.reduce((left, each) => left * Math.min(1, 1 + each), 1) - 1
        expect(fall.values[0]).toBeGreaterThanOrEqual(allLosses - 1e-12)
        expect(fall.values.at(-1)).toBeLessThanOrEqual(Math.min(0, ...list) + 1e-12)
        expect(fall.observed).toBe(maxDrawdown(returns))
      }),
      { numRuns: 60 },
    )
  })

  test('equal seeds give equal bits, and a run does not depend on how many there are', () => {
    const returns = numbersOf(5, 40).map((value) => value / 1e6)
    const few = shuffleTrades(returns, { seed: 'a', runs: 10 }).maxDrawdown.values
    const many = shuffleTrades(returns, { seed: 'a', runs: 200 }).maxDrawdown.values
    expect(shuffleTrades(returns, { seed: 'a', runs: 10 }).maxDrawdown.values).toEqual(few)
    expect(few.every((value) => many.includes(value))).toBe(true)
    expect(shuffleTrades(returns, { seed: 'b', runs: 10 }).maxDrawdown.values).not.toEqual(few)
  })

  test('equal trades have no standing; too few and impossible ones are refused', () => {
    expect(shuffleTrades(new Float64Array(6).fill(-0.1)).maxDrawdown.share).toBeNaN()
    expect(() => shuffleTrades(Float64Array.of(1, 1, 1, 1))).toThrow(
      /the number of trades must be an integer of at least 5/,
    )
    expect(() => shuffleTrades(Float64Array.of(1, 1, -1.5, 1, 1))).toThrow(/returns\[2\] must be at least -1/)
    expect(() => shuffleTrades(new Float64Array(6), { run: 1 } as never)).toThrow(/Did you mean "runs"/)
    expect(() => shuffleTrades(new Float64Array(6), { runs: 0 })).toThrow(/runs must be/)
  })
})

describe('resampleReturns', () => {
  const returns = Float64Array.from({ length: 60 }, (_, t) => 0.01 * Math.sin(t) + (t % 7 === 0 ? -0.02 : 0.004))

  test('its figures are those of the resamples that the draws of each run give', () => {
    const { totalReturn, maxDrawdown: fall, block } = resampleReturns(returns, { runs: 20, seed: 3, block: 4 })
    const histories = Array.from({ length: 20 }, (_, run) => {
      const rows = drawRows(randomFrom(3, 'resample-returns', run), 60, { kind: 'stationary', block: 4 })
      return Float64Array.from(rows, (row) => returns[row])
    })
    expect(block).toBe(4)
    expect(fall.values).toEqual(Float64Array.from(histories, (history) => maxDrawdown(history)).sort())
    expect(totalReturn.values).toEqual(
      Float64Array.from(histories, (history) => history.reduce((growth, each) => growth * (1 + each), 1) - 1).sort(),
    )
  })

  test('a block of the whole length, going round, keeps growth and Sharpe to rounding', () => {
    const { totalReturn, sharpe, loss } = resampleReturns(returns, { runs: 30, kind: 'circular', block: 60 })
    expect(totalReturn.upper - totalReturn.lower).toBeLessThan(1e-12)
    expect(totalReturn.share).toBeNaN()
    expect(sharpe.share).toBeNaN()
    expect(loss).toBe(totalReturn.observed < 0 ? 1 : 0)
  })

  test('the real history lies in the midst of the others, and losing ones are counted', () => {
    const { totalReturn, sharpe, loss, block } = resampleReturns(returns, { runs: 2000 })
    expect(Math.abs(totalReturn.share - 0.5)).toBeLessThan(0.1)
    expect(Math.abs(sharpe.share - 0.5)).toBeLessThan(0.1)
    expect(loss).toBe(totalReturn.values.filter((value) => value < 0).length / 2000)
    expect(block).toBe(resampleReturns(returns, { runs: 1 }).block)
  })

  test('too few rows and constants without a block are refused', () => {
    expect(() => resampleReturns(returns.slice(0, 8))).toThrow(/the number of returns must be an integer of at least 9/)
    expect(() => resampleReturns(new Float64Array(20))).toThrow(/returns must be numbers that vary/)
    expect(resampleReturns(new Float64Array(20), { block: 2, runs: 5 }).sharpe.share).toBeNaN()
    expect(() => resampleReturns(returns, { kind: 'moving', block: 61 })).toThrow(/block must be/)
    expect(() => bootstrapDraws(randomFrom(1), new Float64Array(20))).toThrow(/columns that vary/)
  })
})

describe('scatterStretches', () => {
  const tradesOf = (column: Float64Array) =>
    stretchesOf(column)
      .map(({ from, to }) => column.slice(from, to).join())
      .sort()

  test('keeps every stretch whole, their number, and no more: for any column', () => {
    const anyColumn = fc.array(fc.constantFrom(0, 0, 1, -1, 0.5, -0.25), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(anyColumn, fc.integer(), (list, seed) => {
        const column = Float64Array.from(list)
        fc.pre(column.some((value) => value !== 0))
        const other = scatterStretches(randomFrom(seed), column)
        expect(other.length).toBe(column.length)
        expect(tradesOf(other)).toEqual(tradesOf(column))
      }),
      { numRuns: 500 },
    )
  })

  test('every arrangement is equally likely: by enumeration', () => {
    const column = Float64Array.of(1, 0.5, 0, -1, 0, 1, 0)
    const wanted = tradesOf(column).join('|')
    const all = arrangementsOf(column).filter((other) => tradesOf(other).join('|') === wanted)
    const counts = new Map(all.map((other) => [other.join(), 0]))
    expect(counts.size).toBe(all.length)
    const runs = 200 * all.length
    const random = randomFrom(11)
    for (let run = 0; run < runs; run++) {
      const key = scatterStretches(random, column).join()
      counts.set(key, (counts.get(key) ?? Number.NaN) + 1)
    }
    const statistic = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)
    expect(all.length).toBeGreaterThan(30)
    expect(chiSquareSurvival(statistic, all.length - 1)).toBeGreaterThan(0.001)
  })

  test('a column that is always in has few places to be', () => {
    const flips = Float64Array.of(1, 1, -1, 1, -1, -1)
    const found = new Set(Array.from({ length: 200 }, (_, seed) => scatterStretches(randomFrom(seed), flips).join()))
    expect(found.size).toBe(8)
    const always = new Float64Array(5).fill(1)
    expect(scatterStretches(randomFrom(1), always)).toEqual(always)
  })

  test('nothing to scatter, and what is no exposure, is refused', () => {
    expect(() => scatterStretches(randomFrom(1), new Float64Array(4))).toThrow(/other than 0 in some row/)
    expect(() => scatterStretches(randomFrom(1), Float64Array.of(1, Number.NaN))).toThrow(
      /exposure\[1\] must be finite/,
    )
    expect(() => scatterStretches(42 as never, Float64Array.of(1))).toThrow(/a stream of random numbers/)
  })
})

/** Every column of the same values in any order. */
function arrangementsOf(column: Float64Array): Float64Array[] {
  const found = new Map<string, Float64Array>()
  const extend = (start: readonly number[], rest: readonly number[]) => {
    if (rest.length === 0) found.set(start.join(), Float64Array.from(start))
    for (const value of new Set(rest)) {
      const place = rest.indexOf(value)
      extend([...start, value], [...rest.slice(0, place), ...rest.slice(place + 1)])
    }
  }
  extend([], Array.from(column))
  return [...found.values()]
}
