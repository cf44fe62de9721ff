import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesOf } from '../../src/backtest/changes.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { decide, expose } from '../../src/strategy/expose.ts'
import { compareInto, takeSide } from '../../src/strategy/hold.ts'
import { populationOf } from '../../src/strategy/population-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { chanceMarket } from './markets.ts'

const rules = everySeed.seeds.filter(({ name, needs = [] }) => needs.length === 0 && !/classifier|quantile/.test(name))
const known = catalogue(rules)

test('the exposure to be read at once is that of expose, and its changes are those of the column', () => {
  const bars = chanceMarket(5, 3000)
  const workspace = new Workspace(known)
  let busy = 0
  for (const genome of populationOf(known, { size: 60, random: randomFrom(3), every: [1, 3] })) {
    const strategy = toStrategy(genome)
    const wanted = expose(strategy, bars, workspace)
    workspace.within(() => {
      const { exposure, changes } = decide(strategy, bars, workspace)
      expect(Buffer.compare(Buffer.from(exposure.slice().buffer), Buffer.from(wanted.buffer))).toBe(0)
      const found = Array.from(changes.rows.subarray(0, changes.count))
      const { rows, count } = changesOf(wanted)
      expect(found).toEqual(Array.from(rows.subarray(0, count)))
      if (count > 0) busy++
    })
  }
  expect(busy).toBeGreaterThan(30)
})

describe('whatever a seed writes', () => {
  const bars = chanceMarket(7, 60)
  let said: readonly number[] = []
  const told = seed({
    ...({ name: 'told', role: 'entry', version: 1, idea: 'For tests.', showcase: 'rise', genes: {} } as const),
    say: () => 'Do as told',
    warmup: () => 3,
    write: (_bars, _genes, exposure) => void exposure.set(said),
  })
  const half = seed({
    ...({ name: 'half', role: 'size', version: 1, idea: 'For tests.', showcase: 'rise', genes: {} } as const),
    say: () => 'Take the half of it, and nothing of a short',
    warmup: () => 0,
    write: (_bars, _genes, exposure) => {
      for (let t = 0; t < exposure.length; t++) exposure[t] *= exposure[t] > 0 ? 0.5 : 0
    },
  })
  const workspace = new Workspace(catalogue([told, half]))
  const decided = (others: readonly { seed: string; version: number; genes: object }[], agreement: number) => {
    const parts = [{ seed: 'told', version: 1, genes: {} }, ...others]
    return workspace.within(() => {
      const { exposure, changes } = decide({ parts, agreement } as never, bars, workspace)
      return { exposure: exposure.slice(), rows: Array.from(changes.rows.subarray(0, changes.count)) }
    })
  }
  const run = (value: fc.Arbitrary<number>) =>
    fc
      .array(fc.tuple(value, fc.integer({ min: 1, max: 9 })), { minLength: 60, maxLength: 60 })
      .map((runs) => runs.flatMap(([share, rows]) => new Array<number>(rows).fill(share)).slice(0, bars.length))
  const share = fc.constantFrom(0, -0, 1, 1, -1, 0.5, 0.25, -0.25, 1e-17, 5e-324, 1 - 2 ** -53)

  test('is silenced before the warm-up and below the agreement, has no -0, and changes where it differs', () => {
    const resized = fc.constantFrom([], [{ seed: 'half', version: 1, genes: {} }])
    fc.assert(
      fc.property(run(share), fc.constantFrom(0, 0, 0.4, 0.9), resized, (values, agreement, others) => {
        said = values
        const sized = (value: number) => (others.length === 0 ? value : value > 0 ? 0.5 * value : 0)
        const wanted = values.map((value, t) => (t < 3 || Math.abs(value) < agreement ? 0 : sized(value) + 0))
        const { exposure, rows } = decided(others, agreement)
        expect(Array.from(exposure)).toStrictEqual(wanted)
        expect(rows).toEqual(wanted.flatMap((value, t) => (t > 0 && value !== wanted[t - 1] ? [t] : [])))
      }),
      { numRuns: 200 },
    )
  })

  test('is refused by its first row that is no share', () => {
    const wrong = fc.constantFrom(Number.NaN, 2, -1 - 2 ** -52, Number.POSITIVE_INFINITY)
    fc.assert(
      fc.property(run(fc.oneof(share, wrong)), (values) => {
        said = values
        const row = values.findIndex((value) => !(Math.abs(value) <= 1))
        fc.pre(row >= 0)
        expect(() => decided([], 0)).toThrow(`told,[${row}]`)
      }),
    )
    said = new Array<number>(60).fill(2)
    expect(() => decided([], 0)).toThrow('told,[0]')
  })
})

test('a column compared with another lies above, below, on it or nowhere, row by row', () => {
  const value = fc.constantFrom(1, 1, 1, 2, 2, 2, 3, Number.NaN)
  const side = fc.constantFrom('both', 'long', 'short')
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 80 }), side, (pairs, kept) => {
      const [a, b] = [0, 1].map((place) => Float64Array.from(pairs, (pair) => pair[place]))
      const naive = Float64Array.from(pairs, ([x, y]) => (x > y ? 1 : x < y ? -1 : 0))
      expect(compareInto(new Float64Array(pairs.length), a, b, kept)).toEqual(takeSide(naive, kept))
    }),
  )
})
