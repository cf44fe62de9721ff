import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { archived, dominates } from '../../src/evolution/archive.ts'
import { inducted } from '../../src/evolution/hall-of-fame.ts'
import type { Individual } from '../../src/evolution/individual.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { int } from '../../src/genome/gene.ts'
import { clamp } from '../../src/genome/genome.ts'

const plan = blueprint({ x: int(0, 1_000_000) })

/** Individuals with the given scores, each of another genome. */
function individuals(rows: readonly (readonly number[])[], from = 0): Individual[] {
  return rows.map((scores, i) => ({
    id: `1-${from + i}`,
    genome: clamp(plan, [from + i]),
    scores: Float64Array.from(scores),
    violation: scores.every(Number.isFinite) ? 0 : Number.POSITIVE_INFINITY,
    born: 1,
    parents: [],
    operator: 'founder',
    ...(scores.every(Number.isFinite) ? {} : { fault: 'NaN' }),
  }))
}

const tables = (...row: readonly fc.Arbitrary<number>[]) =>
  fc.array(fc.array(fc.tuple(...row), { maxLength: 15 }), { maxLength: 12 })
const last = fc.oneof(fc.nat(12), fc.constant(Number.POSITIVE_INFINITY))
const batches = tables(fc.nat(12), fc.nat(12), last)
const anyBatches = fc.oneof(
  batches,
  tables(fc.nat(20), last),
  tables(last),
  tables(fc.nat(5), fc.nat(5), fc.nat(5), last),
)

function fold(tables: readonly (readonly (readonly number[])[])[], limit?: number): (readonly Individual[])[] {
  let archive: readonly Individual[] = []
  let count = 0
  return tables.map((rows) => {
    archive = archived(archive, individuals(rows, count), limit)
    count += rows.length
    return archive
  })
}

describe('archive', () => {
  test('without a limit is exactly the non-dominated of all that ever came, of equal scores the first', () => {
    fc.assert(
      fc.property(anyBatches, (tables) => {
        const everybody = individuals(tables.flat()).filter(({ fault }) => fault === undefined)
        const best = everybody.filter(({ scores }, i) => {
          const isRepeated = everybody.slice(0, i).some((other) => String(other.scores) === String(scores))
          return !isRepeated && !everybody.some((other) => dominates(other.scores, scores))
        })
        const ids = (fold(tables).at(-1) ?? []).map(({ id }) => id)
        expect([...ids].sort()).toEqual(best.map(({ id }) => id).sort())
      }),
    )
  })

  test('with a limit keeps it, and a member leaves only for one that dominates it', () => {
    fc.assert(
      fc.property(anyBatches, fc.integer({ min: 1, max: 6 }), (tables, limit) => {
        const states = fold(tables, limit)
        for (const [i, now] of states.entries()) {
          expect(now.length).toBeLessThanOrEqual(limit)
          expect(new Set(now.map(({ scores }) => String(scores))).size).toBe(now.length)
          expect(now.some((a) => now.some((b) => dominates(a.scores, b.scores)))).toBe(false)
          for (const earlier of states.slice(0, i).flat()) {
            expect(now.some((member) => member.id === earlier.id || dominates(member.scores, earlier.scores))).toBe(
              true,
            )
          }
        }
      }),
    )
  })

  test('is the same whether it was kept in memory or read back, and cannot be written to', () => {
    fc.assert(
      fc.property(anyBatches, fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }), (tables, limit) => {
        let [kept, read]: (readonly Individual[])[] = [[], []]
        let count = 0
        for (const rows of tables) {
          kept = archived(kept, individuals(rows, count), limit)
          read = archived(read.slice(), individuals(rows, count), limit)
          expect(read).toEqual(kept)
          expect(kept.length === 0 || Object.isFrozen(kept)).toBe(true)
          count += rows.length
        }
      }),
    )
  })

  test('takes equal scores once, and stays the same list when nobody enters', () => {
    const [one] = individuals([[1, 1, 1]])
    const archive = archived([], [one])
    expect(archived(archive, [{ ...one, id: '2-0' }])).toBe(archive)
    expect(archived(archive, individuals([[2, 2, 2]], 5))).toBe(archive)
    expect(archived(archive, individuals([[1, 1, 1]], 5))).toBe(archive)
    expect(archived([], [one], 0)).toEqual([])
  })

  test('that is full takes who beats a member, and fills the room that one beater of many leaves', () => {
    const full = archived([], individuals([[0, 9], [4, 4], [5, 3], [9, 0]]), 4) // biome-ignore format: one front
    const ids = (newcomers: readonly (readonly number[])[]) =>
      archived(full, individuals(newcomers, 10), 4).map(({ id }) => id)
    expect(archived(full, individuals([[2, 6]], 10), 4)).toBe(full)
    expect(ids([[2, 6], [4, 3]])).toEqual(['1-0', '1-3', '1-11']) // biome-ignore format: one batch
    expect(ids([[4, 3], [2, 6], [6, 2]])).toEqual(['1-0', '1-3', '1-10', '1-11']) // biome-ignore format: one batch
  })
})

describe('hall of fame', () => {
  test('holds the best by one goal, each genome once, faults never', () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 }), (tables, limit, goal) => {
        let hall: readonly Individual[] = []
        let count = 0
        for (const rows of tables) {
          hall = inducted(hall, [...individuals(rows, count), ...individuals(rows, count)], { limit, goal })
          count += rows.length
        }
        const valid = individuals(tables.flat()).filter(({ fault }) => fault === undefined)
        const best = valid.map(({ scores }) => scores[goal]).sort((a, b) => a - b)
        expect(hall.map(({ scores }) => scores[goal])).toEqual(best.slice(0, limit))
      }),
    )
  })

  test('refuses a goal that nobody has', () => {
    expect(() => inducted([], individuals([[1, 2]]), { goal: 2 })).toThrow(
      'inducted: goal must be an integer of at most 1, received 2.',
    )
  })

  test('refuses a limit of none', () => {
    expect(() => inducted([], [], { limit: 0 })).toThrow(
      'inducted: limit must be an integer of at least 1, received 0.',
    )
  })
})
