import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawdownColumn, maxDrawdown, maxDrawdownOfEquity } from '../../src/metrics/drawdown.ts'
import * as ratios from '../../src/metrics/drawdown-ratios.ts'
import { drawdownTable, longestDrawdown } from '../../src/metrics/drawdown-table.ts'
import { cagr, growthColumn, totalReturn } from '../../src/metrics/total-return.ts'
import { returnColumn } from './arbitraries.ts'
import { BACON } from './published.ts'

/** The deepest fall over every pair of an earlier and a later equity, the start included. */
function deepestPair(returns: Float64Array): number {
  const equity = [1, ...growthColumn(returns)]
  let worst = 0
  for (let i = 0; i < equity.length; i++) {
    for (let j = i + 1; j < equity.length; j++) worst = Math.min(worst, equity[j] / equity[i] - 1)
  }
  return worst
}

describe('maxDrawdown', () => {
  test('is the worst of all pairs of an earlier and a later equity', () => {
    fc.assert(
      fc.property(returnColumn(0, 40), (returns) => {
        expect(maxDrawdown(returns)).toBe(deepestPair(returns))
      }),
    )
  })

  test('lies between the worst bar and -1, and is 0 exactly when equity never falls', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        const worst = maxDrawdown(returns)
        expect(worst).toBeGreaterThanOrEqual(-1)
        expect(worst).toBeLessThanOrEqual(Math.min(0, ...returns) + 1e-15)
        expect(worst === 0).toBe(returns.every((value) => value >= 0))
      }),
    )
  })

  test('never shrinks when bars are added', () => {
    fc.assert(
      fc.property(returnColumn(1), returnColumn(), (before, after) => {
        expect(maxDrawdown(Float64Array.of(...before, ...after))).toBeLessThanOrEqual(maxDrawdown(before))
      }),
    )
  })

  test('counts a loss in the first bar, and ruin as -1', () => {
    expect(maxDrawdown(Float64Array.of(-0.25, 1))).toBe(-0.25)
    expect(maxDrawdown(Float64Array.of(1, -1, 1))).toBe(-1)
    expect(maxDrawdown(new Float64Array(0))).toBe(0)
    expect(maxDrawdown(new Float64Array(5))).toBe(0)
  })

  test('of an account is the smallest value of its drawdown column, whatever the currency', () => {
    fc.assert(
      fc.property(returnColumn(1), fc.integer({ min: -20, max: 20 }), (returns, power) => {
        const start = 2 ** power
        const equity = growthColumn(returns).map((value) => value * start)
        expect(maxDrawdownOfEquity(equity, start)).toBe(Math.min(0, ...drawdownColumn(equity, start)))
        expect(maxDrawdownOfEquity(equity, start)).toBe(maxDrawdown(returns))
      }),
    )
  })
})

describe('drawdownTable', () => {
  test('lists the spells of Bacon 2008, found by hand', () => {
    const [first, second, third] = drawdownTable(BACON)
    expect(first.depth).toBe(maxDrawdown(BACON))
    expect(first).toMatchObject({ start: 13, trough: 17, recovery: Number.NaN, duration: 11 })
    expect([second.start, second.trough, second.recovery, second.duration]).toEqual([8, 8, 9, 1])
    expect([third.start, third.trough, third.recovery, third.duration]).toEqual([3, 3, 4, 1])
    expect([second.depth.toFixed(4), third.depth.toFixed(4)]).toEqual(['-0.0140', '-0.0100'])
  })

  test('covers every bar below a peak once, and its depths are those of the column', () => {
    fc.assert(
      fc.property(returnColumn(), (returns) => {
        const drawdown = drawdownColumn(growthColumn(returns))
        const table = drawdownTable(returns, { top: 1000 })
        const covered = new Set<number>()
        for (const { depth, start, trough, recovery, duration } of table) {
          const end = Number.isNaN(recovery) ? returns.length : recovery
          expect(end - start).toBe(duration)
          expect(depth).toBe(Math.min(...drawdown.subarray(start, end)))
          expect(drawdown.indexOf(depth, start)).toBe(trough)
          for (let t = start; t < end; t++) covered.add(t)
        }
        for (const [t, value] of drawdown.entries()) expect(covered.has(t)).toBe(value < -1e-10)
        expect(table.map(({ depth }) => depth)).toEqual(table.map(({ depth }) => depth).sort((a, b) => a - b))
        expect(longestDrawdown(returns)).toBe(Math.max(0, ...table.map(({ duration }) => duration)))
        if (table.length > 0) expect(table[0].depth).toBe(maxDrawdown(returns))
      }),
    )
  })

  test('keeps the deepest ten unless told', () => {
    const waves = Float64Array.from({ length: 60 }, (_, t) => [-0.01 - t / 1e4, 0.5][t % 2])
    expect(drawdownTable(waves)).toHaveLength(10)
    expect(drawdownTable(waves, { top: 3 })).toEqual(drawdownTable(waves).slice(0, 3))
    expect(drawdownTable(waves)[0].start).toBe(58)
  })

  test('takes the first of equal depths for the trough', () => {
    expect(drawdownTable(Float64Array.of(0.5, -0.5, 0, 0, 2))).toMatchObject([{ start: 1, trough: 1, recovery: 4 }])
  })

  test('puts the earlier of equal spells first', () => {
    expect(drawdownTable(Float64Array.of(-0.5, 1, -0.5, 1)).map(({ start }) => start)).toEqual([0, 2])
  })

  test('does not take rounding for a spell: back at the peak is back', () => {
    const returns = Float64Array.of(-0.05, 1 / 0.95 - 1, 0, 0, 0, 0)
    const growth = growthColumn(returns)
    expect(growth[5]).toBeLessThan(1)
    expect(drawdownTable(returns)).toMatchObject([{ start: 0, recovery: 1, duration: 1 }])
    expect(longestDrawdown(returns)).toBe(1)
  })

  test('is empty where equity never falls', () => {
    expect(drawdownTable(new Float64Array(3))).toEqual([])
    expect(drawdownTable(new Float64Array(0))).toEqual([])
    expect(longestDrawdown(Float64Array.of(0.1))).toBe(0)
  })
})

describe('ratios of growth to drawdown', () => {
  const falling = returnColumn(4).filter((returns) => returns.some((value) => value < 0))

  test('are what their names say', () => {
    fc.assert(
      fc.property(falling, (returns) => {
        const year = { periodsPerYear: returns.length }
        const drawdown = Array.from(drawdownColumn(growthColumn(returns)))
        const ulcer = Math.sqrt(drawdown.reduce((a, b) => a + b * b, 0) / drawdown.length)
        const pain = drawdown.reduce((a, b) => a - b, 0) / drawdown.length
        expect(ratios.ulcerIndex(returns)).toBeCloseTo(ulcer, 13)
        expect(ratios.painIndex(returns)).toBeCloseTo(pain, 13)
        expect(ratios.calmar(returns, year)).toBe(cagr(returns, year) / -maxDrawdown(returns))
        expect(ratios.martin(returns, year)).toBe(cagr(returns, year) / ratios.ulcerIndex(returns))
        expect(ratios.painRatio(returns, year)).toBe(cagr(returns, year) / ratios.painIndex(returns))
        expect(ratios.recoveryFactor(returns)).toBe(totalReturn(returns) / -maxDrawdown(returns))
      }),
    )
  })

  test('pain is at most ulcer, and ulcer at most the deepest fall', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        expect(ratios.painIndex(returns)).toBeLessThanOrEqual(ratios.ulcerIndex(returns) + 1e-15)
        expect(ratios.ulcerIndex(returns)).toBeLessThanOrEqual(-maxDrawdown(returns) + 1e-15)
      }),
    )
  })

  test('serenity of Bacon 2008, step by step', () => {
    const drawdown = drawdownColumn(growthColumn(BACON)).toSorted()
    const bound = drawdown[1] + 0.15 * (drawdown[2] - drawdown[1])
    const deepest = drawdown.filter((value) => value <= bound)
    const shortfall = -deepest.reduce((a, b) => a + b, 0) / deepest.length
    const mean = BACON.reduce((a, b) => a + b, 0) / 24
    const deviation = Math.sqrt(BACON.reduce((a, b) => a + (b - mean) ** 2, 0) / 23)
    const pitfall = shortfall / (deviation * Math.sqrt(12))
    expect(deepest).toHaveLength(2)
    expect(ratios.serenity(BACON, { periodsPerYear: 12 })).toBeCloseTo(0.1036782897 / (0.06118428726 * pitfall), 7)
  })

  test('are undefined where equity never falls and below 4 returns', () => {
    const rising = Float64Array.of(0.1, 0, 0.1, 0.2)
    const short = Float64Array.of(0.1, -0.5, 0.1)
    for (const figure of [ratios.calmar, ratios.martin, ratios.painRatio, ratios.recoveryFactor, ratios.serenity]) {
      expect(figure(rising)).toBeNaN()
      expect(figure(new Float64Array(10))).toBeNaN()
      expect(figure(short)).toBeNaN()
    }
    expect([ratios.ulcerIndex(rising), ratios.painIndex(rising)]).toEqual([0, 0])
    expect(ratios.ulcerIndex(new Float64Array(0))).toBeNaN()
    expect(ratios.painIndex(new Float64Array(0))).toBeNaN()
    expect(ratios.serenity(new Float64Array(5).fill(-0.1))).toBeNaN()
  })
})
