import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../src/random/random-from.ts'
import { advancedSeeds, everySeed } from '../../src/seeds/catalogue.ts'
import { drawnPart } from '../../src/strategy/part-of.ts'
import { closes, written } from './write.ts'

const entries = advancedSeeds.filter(({ role }) => role === 'entry')

describe('advanced entries', () => {
  test.each(entries.map((seed) => [seed.name, seed] as const))('%s stays out of a market at rest', (name, seed) => {
    const random = randomFrom(11, name)
    // Prices that are no short binary fractions: sums of them are rounded.
    const markets = [0.1, 0.7, 1 / 3].map((price) => closes(Array(300).fill(price)))
    for (let i = 0; i < 100; i++) {
      const { genes } = drawnPart(everySeed, seed, random)
      for (const bars of markets) expect(written(seed, bars, genes).every((now) => now === 0)).toBe(true)
    }
  })
})
