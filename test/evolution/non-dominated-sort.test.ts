import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dominates } from '../../src/evolution/archive.ts'
import { crowdingDistance } from '../../src/evolution/crowding-distance.ts'
import type { Individual } from '../../src/evolution/individual.ts'
import { nonDominatedSort } from '../../src/evolution/non-dominated-sort.ts'
import { rankingOf } from '../../src/evolution/ranking.ts'
import { lexicographic } from '../../src/evolution/stable-order.ts'
import { randomFrom } from '../../src/random/random-from.ts'

/** Few different values make many ties and duplicates; the odd ones are worse than any, or NaN. */
const score = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 6, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0) },
)

const cloud = fc
  .record({ objectives: fc.integer({ min: 1, max: 6 }), count: fc.integer({ min: 0, max: 120 }) })
  .chain(({ objectives, count }) =>
    fc.record({
      objectives: fc.constant(objectives),
      scores: fc
        .array(score, { minLength: objectives * count, maxLength: objectives * count })
        .map((values) => Float64Array.from(values)),
      violations: fc.option(
        fc
          .array(fc.constantFrom(0, 0, 0, 1, 2, Number.POSITIVE_INFINITY), { minLength: count, maxLength: count })
          .map((values) => Float64Array.from(values)),
        { nil: undefined },
      ),
    }),
  )

function bruteForce(scores: Float64Array, objectives: number, violations?: Float64Array): number[] {
  const rows = Array.from({ length: scores.length / objectives }, (_, i) =>
    Array.from(scores.subarray(i * objectives, (i + 1) * objectives), (x) =>
      Number.isNaN(x) ? Number.POSITIVE_INFINITY : x,
    ),
  )
  const beats = (a: number, b: number) => {
    const [va, vb] = [violations?.[a] ?? 0, violations?.[b] ?? 0]
    return va === vb ? va === 0 && dominates(rows[a], rows[b]) : va < vb
  }
  const rank = new Array<number>(rows.length).fill(-1)
  for (let front = 0; rank.includes(-1); front++) {
    const left = [...rank.keys()].filter((row) => rank[row] < 0)
    for (const row of left.filter((a) => !left.some((b) => beats(b, a)))) rank[row] = front
  }
  return rank
}

describe('non-dominated sort', () => {
  test('equals brute force on clouds with ties, duplicates, infinities and NaN', () => {
    fc.assert(
      fc.property(cloud, ({ scores, objectives, violations }) => {
        const { rank, order, starts } = nonDominatedSort(
          scores,
          objectives,
          violations === undefined ? {} : { violations },
        )
        expect(Array.from(rank)).toEqual(bruteForce(scores, objectives, violations))
        expect(Array.from(order).sort((a, b) => a - b)).toEqual([...rank.keys()])
        for (let front = 0; front + 1 < starts.length; front++) {
          for (const row of order.subarray(starts[front], starts[front + 1])) expect(rank[row]).toBe(front)
        }
      }),
      { numRuns: 600 },
    )
  })

  test.each([2, 3, 4, 5])('equals brute force on 400 rows of %d objectives', (objectives) => {
    const scores = Float64Array.from({ length: 400 * objectives }, (_, i) => (i * 7919 + ((i * i) % 101) * 31) % 23)
    expect(Array.from(nonDominatedSort(scores, objectives).rank)).toEqual(bruteForce(scores, objectives))
  })

  test.each([
    [120, 3],
    [120, 1000],
    [4000, 3],
    [4000, 40],
    [4000, 1_000_000],
  ])('puts %d rows of %d values in lexicographic order, equal rows by place', (count, kinds) => {
    for (const objectives of [1, 2, 3, 4]) {
      const random = randomFrom('rows', count, kinds, objectives)
      const scores = Float64Array.from({ length: count * objectives }, () => random.int(-kinds, kinds) / 8)
      const order = Array.from({ length: count }, (_, row) => row).sort((a, b) => {
        let lead = 0
        for (let m = 0; lead === 0 && m < objectives; m++)
          lead = scores[a * objectives + m] - scores[b * objectives + m]
        return lead || a - b
      })
      expect(Array.from(lexicographic(scores, objectives))).toEqual(order)
    }
  })

  test('leaves the scores as they are', () => {
    const scores = Float64Array.of(3, Number.NaN, 1, 2)
    nonDominatedSort(scores, 2)
    expect(Array.from(scores)).toEqual([3, Number.NaN, 1, 2])
  })

  test.each([
    [() => nonDominatedSort([1, 2] as never, 2), 'nonDominatedSort: scores must be a Float64Array'],
    [
      () => nonDominatedSort(Float64Array.of(1, 2, 3), 2),
      'scores.length must be a multiple of 2, the number of objectives',
    ],
    [() => nonDominatedSort(Float64Array.of(1, 2), 0), 'objectives must be an integer of at least 1, received 0.'],
    [
      () => nonDominatedSort(Float64Array.of(1, 2), 1, { violations: Float64Array.of(1) }),
      'violations.length must be 2',
    ],
  ])('refuses what is no table: %#', (act, message) => {
    expect(act).toThrow(message)
  })
})

describe('crowding distance', () => {
  const INF = Number.POSITIVE_INFINITY

  test('is the textbook sum of gaps, and its mean on demand', () => {
    const scores = Float64Array.of(0, 4, 1, 2, 3, 1, 4, 0)
    expect(Array.from(crowdingDistance(scores, 2))).toEqual([INF, 1.5, 1.25, INF])
    expect(Array.from(crowdingDistance(scores, 2, { convention: 'mean' }))).toEqual([INF, 0.75, 0.625, INF])
    const three = Float64Array.of(0, 4, 0, 1, 2, 1, 3, 1, 2, 4, 0, 4)
    expect(Array.from(crowdingDistance(three, 3))).toEqual([INF, 2, 2, INF])
    expect(Array.from(crowdingDistance(three, 3, { convention: 'mean' }))).toEqual([INF, 2 / 3, 2 / 3, INF])
  })

  test('is measured within each front', () => {
    const front = [0, 4, 1, 2, 3, 1, 4, 0]
    const scores = Float64Array.of(...front, ...front.map((x) => x + 10))
    expect(Array.from(crowdingDistance(scores, 2))).toEqual([INF, 1.5, 1.25, INF, INF, 1.5, 1.25, INF])
  })

  test('a constant objective gives nobody room', () => {
    expect(Array.from(crowdingDistance(Float64Array.of(1, 7, 1, 7, 1, 7), 2))).toEqual([0, 0, 0])
    const plain = crowdingDistance(Float64Array.of(0, 4, 1, 2, 3, 1, 4, 0), 2)
    const withConstant = crowdingDistance(Float64Array.of(0, 4, 9, 1, 2, 9, 3, 1, 9, 4, 0, 9), 3)
    expect(withConstant).toEqual(plain)
  })

  test('infinite scores stand at the end of the finite range', () => {
    const scores = Float64Array.of(0, 4, 1, 2, 3, 1, 4, Number.NEGATIVE_INFINITY)
    expect(Array.from(crowdingDistance(scores, 2))).toEqual([INF, 1.75, 1.0833333333333333, INF])
  })

  test('is never NaN and never negative, in both conventions', () => {
    fc.assert(
      fc.property(cloud, ({ scores, objectives }) => {
        for (const convention of ['sum', 'mean'] as const) {
          for (const gap of crowdingDistance(scores, objectives, { convention })) expect(gap).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('equals gaps found by sorting every front by every objective, broken constraints included', () => {
    const rows = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom(0, 0, 0, 1, 2)), { maxLength: 60 })
    fc.assert(
      fc.property(rows, (table) => {
        const people = table.map(([x, y, violation]) => ({ scores: Float64Array.of(x, y), violation }) as Individual)
        const { rank, crowding } = rankingOf(people)
        const expected = new Float64Array(table.length)
        for (const front of new Set(rank)) {
          const members = [...table.keys()].filter((row) => rank[row] === front)
          for (const m of [0, 1]) {
            // Rows of a front come in lexicographic order; by the second objective alone, ties go by place.
            const sorted = members.toSorted(
              (a, b) => table[a][m] - table[b][m] || (m === 0 ? table[a][1] - table[b][1] : 0) || a - b,
            )
            const [low, high] = [table[sorted[0]][m], table[sorted[sorted.length - 1]][m]]
            if (low === high && sorted.length > 2) continue
            expected[sorted[0]] = expected[sorted[sorted.length - 1]] = INF
            for (let i = 1; i + 1 < sorted.length; i++) {
              expected[sorted[i]] += (table[sorted[i + 1]][m] - table[sorted[i - 1]][m]) / (high - low)
            }
          }
        }
        expect(crowding).toEqual(expected)
      }),
      {
        numRuns: 500,
        examples: [
          [
            [
              [2, 0, 2],
              [1, 0, 2],
              [0, 1, 2],
            ],
          ],
        ],
      },
    )
  })

  test('does not depend on unit or origin', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 60 }), (values) => {
        const scores = Float64Array.from(values.slice(0, values.length & ~1))
        const scaled = scores.map((score, place) => (place % 2 === 0 ? 8 * score - 3 : score))
        expect(crowdingDistance(scaled, 2)).toEqual(crowdingDistance(scores, 2))
      }),
    )
  })
})
