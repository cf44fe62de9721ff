import { expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { blueprintOf, expose } from '../../src/seeds/bound.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { blueprintOf as blueprintFrom } from '../../src/strategy/blueprint-of.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { expose as exposeWith } from '../../src/strategy/expose.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import { Workspace } from '../../src/strategy/workspace.ts'

const mine = catalogue([seed({ ...emaCrossover, name: 'mine' })])

test('blueprintOf knows the seeds of the library, or those it is given', () => {
  const names = ['ema-crossover', 'rsi-filter']
  expect(blueprintOf(names)).toBe(blueprintFrom(names, { catalogue: everySeed }))
  expect(blueprintOf(names, { optional: ['rsi-filter'] }).name).toBe('ema-crossover@1 + rsi-filter@1?')
  expect(blueprintOf(['mine'], { catalogue: mine }).name).toBe('mine@1')
  expect(() => blueprintOf(['mine'])).toThrow('received "mine"')
})

test('expose works without a workspace, or with one', () => {
  const bars = showcaseMarket('breakout')
  const strategy = { parts: [partOf(emaCrossover)] } as const
  expect(expose(strategy, bars)).toEqual(exposeWith(strategy, bars, new Workspace(everySeed)))
  expect(expose({ parts: [{ ...strategy.parts[0], seed: 'mine' }] }, bars, new Workspace(mine))).toEqual(
    expose(strategy, bars),
  )
})
