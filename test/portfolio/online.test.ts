import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OnlineOptions, type OnlineState, startOnline, updateOnline } from '../../src/portfolio/online.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const rowsOf = (seed: number, count: number, rows: number): number[][] => {
  const random = randomFrom(seed, 'online')
  const lean = Array.from({ length: count }, () => 0.2 * (random.float() - 0.5))
  return Array.from({ length: rows }, () => lean.map((pull) => Math.max(-0.6, pull + 0.2 * (random.float() - 0.5))))
}

/** The states before every row, and after the last. */
const learn = (rows: readonly number[][], options: OnlineOptions): OnlineState[] => {
  const states = [startOnline(rows[0].length, options)]
  for (const row of rows) states.push(updateOnline(states[states.length - 1], row))
  return states
}

const inner = (a: readonly number[], b: readonly number[]) => a.reduce((all, each, i) => all + each * b[i], 0)
const shape = [fc.nat(), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 })] as const

describe('online weights', () => {
  test.each<OnlineOptions>([
    { rule: 'exponentiated-gradient' },
    { rule: 'hedge', rate: 3, decay: 0.9 },
    { rule: 'follow-the-leader' },
    { rule: 'follow-the-leader', regularisation: 0.5 },
  ])('%o: sum to 1, at least 0, and go on from JSON bit for bit', (options) => {
    fc.assert(
      fc.property(...shape, (seed, count, rows) => {
        const states = learn(rowsOf(seed, count, rows), options)
        for (const { weights } of states) {
          expect(Math.abs(weights.reduce((all, each) => all + each, 0) - 1)).toBeLessThan(1e-12)
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
        }
        const last = states[rows]
        const stored: OnlineState = JSON.parse(JSON.stringify(states[rows - 1]))
        expect(updateOnline(stored, rowsOf(seed, count, rows)[rows - 1])).toEqual(last)
        expect(last.rows).toBe(rows)
      }),
      { numRuns: 40 },
    )
  })

  test('exponentiated gradient: each weight times e to the rate times its growth over that of all', () => {
    const next = updateOnline(startOnline(2, { rate: 0.5 }), [0.5, -0.5])
    const [up, down] = [Math.exp(0.5 * 1.5), Math.exp(0.5 * 0.5)]
    expect(next.weights[0]).toBeCloseTo(up / (up + down), 15)
  })

  test('exponentiated gradient: log growth behind any constant weights keeps the bound of Helmbold and others', () => {
    fc.assert(
      fc.property(...shape, fc.double({ min: 0.01, max: 2, noNaN: true }), (seed, count, length, rate) => {
        const rows = rowsOf(seed, count, length)
        const states = learn(rows, { rate })
        const growths = rows.map((row) => row.map((value) => 1 + value))
        const own = growths.reduce((all, x, t) => all + Math.log(inner(states[t].weights, x)), 0)
        const r = Math.min(...growths.map((x) => Math.min(...x) / Math.max(...x)))
        const bound = Math.log(count) / rate + (rate * length) / (8 * r * r)
        const random = randomFrom(seed, 'constant')
        for (let k = 0; k < count + 5; k++) {
          const raw = Array.from({ length: count }, (_, i) =>
            k < count ? Number(i === k) : -Math.log(1 - random.float()),
          )
          const total = raw.reduce((all, each) => all + each, 0)
          const other = growths.reduce((all, x) => all + Math.log(inner(raw, x) / total), 0)
          expect(other - own).toBeLessThanOrEqual(bound + 1e-12)
        }
      }),
    )
  })

  test('hedge: returns behind the best single one keep the bound of Freund and Schapire', () => {
    fc.assert(
      fc.property(...shape, fc.double({ min: 0.01, max: 20, noNaN: true }), (seed, count, length, rate) => {
        const rows = rowsOf(seed, count, length)
        const states = learn(rows, { rule: 'hedge', rate })
        const own = rows.reduce((all, row, t) => all + inner(states[t].weights, row), 0)
        const best = Math.max(...rows[0].map((_, i) => rows.reduce((all, row) => all + row[i], 0)))
        const ranges = rows.reduce((all, row) => all + (Math.max(...row) - Math.min(...row)) ** 2, 0)
        expect(best - own).toBeLessThanOrEqual(Math.log(count) / rate + (rate / 8) * ranges + 1e-12)
      }),
    )
  })

  test('hedge: older rows count less by the decay', () => {
    const options = { rule: 'hedge', rate: 2, decay: 0.5 } as const
    const [, , last] = learn(
      [
        [0.4, 0],
        [0, 0.1],
      ],
      options,
    )
    expect(last.gains).toEqual([0.2, 0.1])
    expect(last.weights[0]).toBeCloseTo(1 / (1 + Math.exp(-0.2)), 15)
  })

  test('follow the leader: all on the best so far, the first of equals', () => {
    const weights = learn(
      [
        [0.1, 0.1, 0],
        [0, 0.1, 0],
        [0, 0, 0.5],
      ],
      { rule: 'follow-the-leader' },
    ).map((s) => s.weights)
    expect(weights.slice(1)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
  })

  test('follow the regularised leader: the best sum less half the squares, and its bound', () => {
    fc.assert(
      fc.property(...shape, fc.double({ min: 0.05, max: 5, noNaN: true }), (seed, count, length, regularisation) => {
        const rows = rowsOf(seed, count, length)
        const states = learn(rows, { rule: 'follow-the-leader', regularisation })
        const { gains, weights } = states[length]
        // What is held has the same slope, and what is not has no larger one.
        const slopes = weights.map((weight, i) => gains[i] - regularisation * weight)
        const most = Math.max(...slopes)
        for (const [i, weight] of weights.entries()) if (weight > 1e-12) expect(slopes[i]).toBeCloseTo(most, 10)
        const own = rows.reduce((all, row, t) => all + inner(states[t].weights, row), 0)
        const squares = rows.reduce((all, row) => all + inner(row, row), 0)
        const bound = (regularisation * (1 - 1 / count)) / 2 + squares / (2 * regularisation)
        expect(Math.max(...gains) - own).toBeLessThanOrEqual(bound + 1e-12)
      }),
    )
  })

  test('refuses options of another rule, states that are none, and losses of more than all', () => {
    expect(() => startOnline(2, { rule: 'follow-the-leader', rate: 1 })).toThrow('received "rate"')
    expect(() => startOnline(0)).toThrow('count must be')
    expect(() => updateOnline({ ...startOnline(2), gains: [0] }, [0, 0])).toThrow('state must be')
    expect(() => updateOnline(startOnline(2), [-1.1, 0])).toThrow('returns[0] must be')
    expect(() => updateOnline(startOnline(2), [-1, -1])).toThrow('Nothing is left to spread')
  })
})
