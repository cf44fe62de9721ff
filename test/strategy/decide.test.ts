import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesOf } from '../../src/backtest/changes.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { decide, expose } from '../../src/strategy/expose.ts'
import { compareInto, takeSide } from '../../src/strategy/hold.ts'
import { populationOf } from '../../src/strategy/population-of.ts'
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
