import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hypervolume } from '../../src/evolution/hypervolume.ts'
import { generationalDistance, igd, igdPlus, spread } from '../../src/evolution/indicators.ts'

/** Volume cell by cell of the grid that the scores span: slow, and right by inspection. */
function cellByCell(scores: Float64Array, reference: readonly number[]): number {
  const width = reference.length
  const rows = Array.from({ length: scores.length / width }, (_, i) =>
    Array.from(scores.subarray(i * width, (i + 1) * width)),
  )
  const edges = reference.map((end, m) => {
    return [...new Set([...rows.map((row) => row[m]).filter((score) => score < end), end])].sort((a, b) => a - b)
  })
  const sum = (corner: readonly number[], size: number): number => {
    const m = corner.length
    if (m === width) return rows.some((row) => row.every((score, k) => score <= corner[k])) ? size : 0
    let total = 0
    for (let i = 0; i + 1 < edges[m].length; i++) {
      total += sum([...corner, edges[m][i]], size * (edges[m][i + 1] - edges[m][i]))
    }
    return total
  }
  return sum([], 1)
}

describe('hypervolume', () => {
  test.each([
    [[1, 3, 2, 2, 3, 1], [4, 4], 6],
    [[0, 0], [1, 1], 1],
    [[2, 2], [1, 1], 0],
    [[], [1, 1, 1], 0],
    [[0, 0, 0, 0, 0], [1, 2, 3, 4, 5], 120],
    [[3], [5], 2],
  ])('of %j up to %j is %d', (scores, reference, volume) => {
    expect(hypervolume(Float64Array.from(scores), reference)).toBe(volume)
  })

  test.each([2, 3, 4, 5])('of %d objectives equals the sum over the cells of a grid', (objectives) => {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: objectives, maxLength: objectives }), {
      maxLength: objectives > 3 ? 9 : 20,
    })
    fc.assert(
      fc.property(rows, fc.integer({ min: 3, max: 10 }), (table, end) => {
        const scores = Float64Array.from(table.flat())
        const reference = new Array<number>(objectives).fill(end)
        expect(hypervolume(scores, reference)).toBe(cellByCell(scores, reference))
      }),
      { numRuns: objectives > 3 ? 60 : 200 },
    )
  })

  test('of a simplex of 4 objectives is that of its steps', () => {
    // All (i, j, k, l) / 6 with sum 1, up to (1, 1, 1, 1): cells of side 1/6 whose lower corner sums to at least 6 sixths.
    const scores: number[] = []
    let cells = 0
    for (let n = 0; n < 7 ** 4; n++) {
      const row = [n % 7, Math.floor(n / 7) % 7, Math.floor(n / 49) % 7, Math.floor(n / 343)]
      const sum = row.reduce((a, b) => a + b)
      if (sum === 6) scores.push(...row)
      if (sum >= 6 && row.every((side) => side < 6)) cells++
    }
    expect(hypervolume(Float64Array.from(scores), [6, 6, 6, 6])).toBe(cells)
  })

  test('does not change with the order of rows or of objectives, nor by dominated or equal rows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)), { maxLength: 20 }), (rows) => {
        const volume = (table: readonly (readonly number[])[]) =>
          hypervolume(Float64Array.from(table.flat()), [9, 9, 9, 9])
        const all = volume(rows)
        expect(volume(rows.toReversed())).toBe(all)
        expect(volume(rows.map((row) => row.toReversed()))).toBe(all)
        expect(volume([...rows, ...rows, ...rows.map((row) => row.map((score) => score + 1))])).toBe(all)
      }),
    )
  })

  test('refuses six objectives and a reference that is no point', () => {
    expect(() => hypervolume(new Float64Array(6), [1, 1, 1, 1, 1, 1])).toThrow(
      'hypervolume: reference.length must be 1 to 5',
    )
    expect(() => hypervolume(new Float64Array(2), [1, Number.NaN])).toThrow('hypervolume: reference[1] must be finite')
  })
})

describe('distances between fronts', () => {
  const truth = Float64Array.of(0, 1, 1, 0)

  test('are 0 from a front to itself, and the spread of its two ends too', () => {
    for (const of of [generationalDistance, igd, igdPlus, spread]) expect(of(truth, truth, 2)).toBe(0)
  })

  test('generational distance looks from the front, inverted from the truth', () => {
    const front = Float64Array.of(0, 1)
    expect(generationalDistance(front, truth, 2)).toBe(0)
    expect(igd(front, truth, 2)).toBe(Math.SQRT2 / 2)
  })

  test('IGD+ counts only what is worse', () => {
    expect(igdPlus(Float64Array.of(0, 0), truth, 2)).toBe(0)
    expect(igd(Float64Array.of(0, 0), truth, 2)).toBe(1)
    expect(igdPlus(Float64Array.of(0, 3), Float64Array.of(1, 1), 2)).toBe(2)
  })

  test('spread is 0 for even rows that meet the ends, and grows when they bunch or stop short', () => {
    const even = Float64Array.of(0, 4, 1, 3, 2, 2, 3, 1, 4, 0)
    const ends = Float64Array.of(0, 4, 4, 0)
    expect(spread(even, ends, 2)).toBe(0)
    expect(spread(Float64Array.of(0, 4, 0.25, 3.75, 0.5, 3.5, 4, 0), ends, 2)).toBeGreaterThan(0.5)
    expect(spread(Float64Array.of(1, 3, 2, 2, 3, 1), ends, 2)).toBe(0.4)
  })

  test('refuse fronts that are empty or not finite', () => {
    expect(() => igd(new Float64Array(), truth, 2)).toThrow('igd: front must be at least one row of finite scores')
    expect(() => spread(truth, Float64Array.of(1, Number.NaN), 2)).toThrow('spread: truth must be')
  })
})
