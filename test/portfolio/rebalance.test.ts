import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RebalanceOptions, rebalance } from '../../src/portfolio/rebalance.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const strategiesOf = (seed: number, count: number, rows: number) => {
  const random = randomFrom(seed, 'rebalance')
  return Array.from({ length: count }, (_, i) => ({
    id: `s${i}`,
    returns: Float64Array.from({ length: rows }, () => 0.02 * (0.1 + random.normal())),
  }))
}

const options = fc.record({
  method: fc.constantFrom('hrp' as const, 'equal' as const, 'kelly' as const, 'minimum-variance' as const),
  every: fc.integer({ min: 1, max: 15 }),
  band: fc.constantFrom(undefined, 0, 0.02, 0.1),
})

const clean = ({ band, ...rest }: { band?: number | undefined }): RebalanceOptions => ({
  ...rest,
  ...(band === undefined ? {} : { band }),
  lookback: 30,
})

describe('rebalance', () => {
  test('the first rows of a longer history give the same bits', () => {
    fc.assert(
      fc.property(fc.nat(), options, fc.integer({ min: 31, max: 79 }), (seed, drawn, cut) => {
        const whole = strategiesOf(seed, 4, 80)
        const first = whole.map(({ id, returns }) => ({ id, returns: returns.slice(0, cut) }))
        const long = rebalance(whole, clean(drawn))
        const short = rebalance(first, clean(drawn))
        for (const name of ['returns', 'costs', 'traded'] as const) {
          expect(short[name]).toEqual(long[name].slice(0, cut))
        }
        expect(short.weights).toEqual(long.weights.map((column) => column.slice(0, cut)))
        expect(short.estimates).toEqual(long.estimates.filter(({ row }) => row < cut))
      }),
      { numRuns: 40 },
    )
  })

  test('returns are those of the weights less costs, which are those of what is traded', () => {
    fc.assert(
      fc.property(fc.nat(), options, (seed, drawn) => {
        const strategies = strategiesOf(seed, 4, 70)
        const { returns, costs, traded, weights } = rebalance(strategies, { ...clean(drawn), cost: 0.01 })
        let drifted = [0, 0, 0, 0]
        for (let row = 0; row < 70; row++) {
          const moved = weights.reduce((all, column, i) => all + Math.abs(column[row] - drifted[i]), 0)
          expect(moved).toBeCloseTo(traded[row], 12)
          expect(costs[row]).toBe(0.01 * traded[row])
          const gain = weights.reduce((all, column, i) => all + column[row] * strategies[i].returns[row], 0)
          expect(returns[row]).toBeCloseTo((1 - costs[row]) * (1 + gain) - 1, 14)
          drifted = weights.map((column, i) => (column[row] * (1 + strategies[i].returns[row])) / (1 + gain))
          for (const column of weights) if (traded[row] > 0) expect(column[row]).toBeLessThanOrEqual(0.4)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('holds nothing before there are enough rows, and trades when estimates are due', () => {
    const { estimates, traded, returns } = rebalance(strategiesOf(1, 4, 70), { lookback: 30, every: 15 })
    expect(estimates.map(({ row }) => row)).toEqual([30, 45, 60])
    expect(Array.from(traded.keys()).filter((row) => traded[row] > 0)).toEqual([30, 45, 60])
    expect(returns.slice(0, 30)).toEqual(new Float64Array(30))
  })

  test('a band of 0 trades every row, a wide one only at the start', () => {
    const strategies = strategiesOf(2, 4, 60)
    const always = rebalance(strategies, { lookback: 30, every: 10, band: 0, method: 'equal' })
    expect(Array.from(always.traded.subarray(30)).every((each) => each > 0)).toBe(true)
    const once = rebalance(strategies, { lookback: 30, every: 10, band: 0.24, method: 'equal' })
    expect(Array.from(once.traded.keys()).filter((row) => once.traded[row] > 0)).toEqual([30])
  })

  test('ruin ends it', () => {
    const [one] = strategiesOf(3, 1, 50)
    const twin = { id: 'b', returns: one.returns.map((value) => -value) }
    for (const { returns } of [one, twin]) returns[40] = -1
    const { returns, weights } = rebalance([one, twin], { lookback: 30, maxWeight: 0.5, method: 'equal', cost: 0 })
    expect(returns[40]).toBe(-1)
    expect(returns[41]).toBe(0)
    expect(weights[0][41]).toBe(0)
  })

  test('refuses what it cannot know', () => {
    const strategies = strategiesOf(4, 3, 60)
    expect(() => rebalance([{ ...strategies[0], consistency: 0.5 }], {})).toThrow('it knows the end')
    expect(() => rebalance(strategies, { lookback: 10 })).toThrow('lookback must be')
    expect(() => rebalance(strategies, { every: 0 })).toThrow('every must be')
    expect(() => rebalance(strategies, { cost: 0.5 })).toThrow('cost must be')
    const gone = strategies.map(({ id, returns }) => ({ id, returns: returns.slice() }))
    gone[0].returns[45] = Number.NaN
    expect(() => rebalance(gone, { lookback: 30, missing: 'complete', method: 'equal' })).toThrow(
      'there while it is held',
    )
  })
})
