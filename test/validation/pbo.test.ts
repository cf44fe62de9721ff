import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviations, mean } from '../../src/math/sum.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { combinations, countCombinations } from '../../src/validation/combinations.ts'
import { dominanceOf } from '../../src/validation/dominance.ts'
import { pbo } from '../../src/validation/pbo.ts'
import { parkMiller } from './data.ts'

function panel(seed: number, count: number, rows: number): Float64Array[] {
  const next = parkMiller(seed)
  return Array.from({ length: count }, () => Float64Array.from({ length: rows }, next))
}

/** The definition, row by row and with sorted ranks. */
function byDefinition(columns: readonly Float64Array[], blocks: number): { logits: number[]; inside: number[] } {
  const size = Math.floor(columns[0].length / blocks)
  const skip = columns[0].length - size * blocks
  const score = (column: Float64Array, chosen: readonly number[]) =>
    sharpe(Float64Array.from(chosen.flatMap((b) => [...column.subarray(skip + b * size, skip + (b + 1) * size)])))
  const found = combinations(blocks, blocks / 2).map((half) => {
    const rest = Array.from({ length: blocks }, (_, b) => b).filter((b) => !half.includes(b))
    const [inside, outside] = [half, rest].map((chosen) => columns.map((column) => score(column, chosen)))
    const best = inside.indexOf(Math.max(...inside))
    const rank = outside.toSorted((a, b) => a - b).indexOf(outside[best]) + 1
    return { logit: Math.log(rank / (columns.length + 1 - rank)), inside: inside[best] }
  })
  return { logits: found.map(({ logit }) => logit), inside: found.map(({ inside }) => inside) }
}

describe('combinations', () => {
  test('are counted as they are listed, in lexicographic order, each complement mirrored', () => {
    for (const [n, k, count] of [
      [8, 4, 70],
      [10, 5, 252],
      [16, 8, 12870],
      [6, 2, 15],
      [3, 3, 1],
      [4, 1, 4],
    ]) {
      const all = combinations(n, k)
      expect([all.length, countCombinations(n, k)]).toEqual([count, count])
      const texts = all.map((each) => String.fromCharCode(...each))
      expect(texts.toSorted()).toEqual(texts)
    }
    const halves = combinations(8, 4)
    for (const [i, half] of halves.entries()) {
      expect([...half, ...halves[69 - i]].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    }
  })
})

describe('pbo', () => {
  test('is the definition, for every halving', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(2, 4, 6),
        fc.integer({ min: 2, max: 5 }),
        (seed, blocks, count) => {
          const columns = panel(seed, count, 27)
          const found = pbo(columns, { blocks })
          const expected = byDefinition(columns, blocks)
          expect([...found.logits]).toEqual(expected.logits)
          expect(found.dropped).toBe(27 % blocks)
          for (const [i, value] of found.inSample.entries()) expect(value).toBeCloseTo(expected.inside[i], 12)
          expect(found.probability).toBe(expected.logits.filter((value) => value <= 0).length / expected.logits.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a function as metric gives what its name gives', () => {
    const columns = panel(4, 5, 60)
    for (const [name, metric] of [
      ['sharpe', sharpe],
      ['mean', mean],
    ] as const) {
      const [named, own] = [
        pbo(columns, { blocks: 6, metric: name }),
        pbo(columns, { blocks: 6, metric: (column) => metric(column) }),
      ]
      expect(own.winners).toEqual(named.winners)
      expect(own.logits).toEqual(named.logits)
      expect(own.degradation.slope).toBeCloseTo(named.degradation.slope, 10)
    }
  })

  test('is 1 when all columns have the same mean: what is gained inside is lost outside (vignette of R pbo)', () => {
    const columns = panel(765, 100, 2400).map(deviations)
    const { probability, degradation, probabilityOfLoss } = pbo(columns, { blocks: 8 })
    expect(probability).toBe(1)
    expect(probabilityOfLoss).toBe(1)
    expect(degradation.slope).toBeLessThan(-0.9)
  })

  test('is 0 for a column that always wins, with a line and a preference that say so', () => {
    const [noise, ...others] = panel(9, 20, 400)
    const found = pbo([...others, noise.map((value) => value + 1)], { blocks: 10 })
    expect(found.probability).toBe(0)
    expect(found.probabilityOfLoss).toBe(0)
    expect(found.dominance).toEqual({ first: true, second: true })
    expect(new Set(found.winners)).toEqual(new Set([19]))
  })

  test('counts a rank in the middle as overfit, and takes the first of equal winners', () => {
    const up = Float64Array.of(1, 2, 1, 2, 1, 2, 1, 2)
    const same = pbo([up, up, up], { blocks: 4 })
    expect([...same.logits]).toEqual([0, 0, 0, 0, 0, 0])
    expect([...same.winners]).toEqual([0, 0, 0, 0, 0, 0])
    expect(same.probability).toBe(1)
    expect(same.dominance).toEqual({ first: true, second: true })
  })

  test('16 blocks are 12,870 halvings', () => {
    expect(pbo(panel(2, 3, 64)).logits.length).toBe(12870)
  })

  test('leaves out the oldest rows that do not fill the blocks', () => {
    const columns = panel(8, 4, 43)
    const { logits, dropped } = pbo(columns, { blocks: 4 })
    expect(dropped).toBe(3)
    expect(logits).toEqual(
      pbo(
        columns.map((column) => column.subarray(3)),
        { blocks: 4 },
      ).logits,
    )
  })

  test('a column that does not move in a half never wins there and ranks last', () => {
    const flat = Float64Array.from({ length: 16 }, (_, t) => (t < 8 ? 0.25 : t % 2))
    const down = Float64Array.from({ length: 16 }, (_, t) => -1 - (t % 2))
    const { winners, logits, inSample, outOfSample, probabilityOfLoss } = pbo([flat, down], { blocks: 2 })
    expect([...winners]).toEqual([1, 0])
    expect([...logits]).toEqual([Math.log(0.5), Math.log(0.5)])
    expect(inSample[0]).toBeLessThan(0)
    expect(outOfSample[1]).toBeNaN()
    expect(probabilityOfLoss).toBeNaN()
  })

  test('rounding never makes a ratio of a column that does not move', () => {
    const down = Float64Array.from({ length: 60 }, (_, t) => -1 - (t % 2))
    for (let cents = 1; cents < 60; cents++) {
      const flat = new Float64Array(60).fill(cents / 100)
      expect([...pbo([flat, down], { blocks: 4 }).winners]).toEqual([1, 1, 1, 1, 1, 1])
    }
    const dust = down.map((_, t) => (t % 3 === 0 ? 4e-15 : 1e-15))
    expect([...pbo([dust, down], { blocks: 4 }).winners]).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('is undefined when no column has the metric', () => {
    const found = pbo([new Float64Array(16), new Float64Array(16).fill(0.1)], { blocks: 4 })
    expect([found.probability, found.probabilityOfLoss, found.degradation.slope]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ])
    expect(found.dominance).toEqual({ first: false, second: false })
  })

  test('does not hang on the size of the returns, and refuses those whose squares are no numbers', () => {
    const columns = panel(3, 5, 60)
    const times = (factor: number) =>
      pbo([columns[0].map((value) => value * factor), ...columns.slice(1)], { blocks: 6 })
    for (const factor of [1e-9, 1e70]) expect(times(factor).logits).toEqual(times(1).logits)
    for (const factor of [1e160, 1e305])
      expect(() => times(factor)).toThrow(/returns must be small enough to be squared/)
    const giants = columns.map((column) => column.map((value) => value * 1e160))
    expect(() => pbo(giants, { blocks: 6, metric: 'mean' })).toThrow(/Give fractions/)
  })

  test('a metric that is not a finite number is none', () => {
    const columns = panel(3, 2, 40)
    const metric = (half: Float64Array) => (half[0] === columns[0][0] ? Number.POSITIVE_INFINITY : half[0])
    expect([...pbo(columns, { blocks: 2, metric }).winners]).toEqual([1, columns[0][20] >= columns[1][20] ? 0 : 1])
  })

  test('refuses one column, odd blocks, too few rows and too many halvings', () => {
    const columns = panel(1, 3, 40)
    expect(() => pbo([columns[0]])).toThrow(/returns.length must be an integer of at least 2/)
    expect(() => pbo(columns, { blocks: 5 })).toThrow(/blocks must be even, received 5/)
    expect(() => pbo(columns, { blocks: 0 })).toThrow(/blocks must be .* at least 2/)
    expect(() => pbo(columns, { blocks: 22 })).toThrow(/blocks must be .* at most 20/)
    expect(() => pbo(panel(1, 3, 15))).toThrow(/rows in whole blocks must be an integer of at least 8, received 0/)
    expect(() => pbo(panel(1, 3, 7), { blocks: 6 })).toThrow(/received 6. Each half needs 4 rows/)
    expect(() => pbo([columns[0], columns[1].subarray(1)])).toThrow(/returns\[1\].length must be 40/)
    expect(() => pbo([columns[0], columns[1].map(() => Number.NaN)])).toThrow(/returns\[1\]\[0\] must be finite/)
    expect(() =>
      pbo(
        Array.from({ length: 300 }, () => columns[0]),
        { blocks: 20 },
      ),
    ).toThrow(/Take fewer blocks or columns/)
    expect(() => pbo(columns, { metric: 'sortino' as 'sharpe' })).toThrow(/metric must be one of/)
  })
})

describe('dominance', () => {
  test('equal areas are equal whatever their rounding', () => {
    expect(dominanceOf(Float64Array.of(0.7), Float64Array.of(0.6, 0.7, 0.8))).toEqual({ first: false, second: true })
  })

  const sorted = fc
    .array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 7 })
    .map((values) => Float64Array.from(values).sort())

  test('is the definition at every level', () => {
    fc.assert(
      fc.property(sorted, sorted, (a, b) => {
        const levels = Array.from({ length: 11 }, (_, i) => i - 5)
        const below = (column: Float64Array, level: number) =>
          column.filter((value) => value <= level).length / column.length
        const short = (column: Float64Array, level: number) =>
          column.reduce((sum, value) => sum + Math.max(0, level - value), 0) / column.length
        expect(dominanceOf(a, b)).toEqual({
          first: levels.every((level) => below(a, level) <= below(b, level)),
          second: levels.every((level) => short(a, level) <= short(b, level) + 1e-12),
        })
      }),
    )
  })
})
