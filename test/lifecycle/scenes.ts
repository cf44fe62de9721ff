import type { Execution } from '../../src/backtest/execution.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { int, oneOf } from '../../src/genome/gene.ts'
import type { Scene } from '../../src/lifecycle/scene.ts'
import type { Bars } from '../../src/market/bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { type Catalogue, catalogue } from '../../src/strategy/catalogue.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { type Seed, seed } from '../../src/strategy/seed.ts'

/** Long for `lag` bars out of ten, from the bar that its gene names on: knows nothing of prices. */
const rhythm: Seed = seed({
  ...{
    name: 'rhythm',
    role: 'entry',
    version: 1,
    idea: 'Holds some bars of every ten. It never looks.',
    showcase: 'rise',
  },
  genes: { held: int(1, 9, { default: 3 }), side: oneOf('long', 'short') },
  say: ({ held, side }) => `Be ${side} for ${held} of ten bars`,
  warmup: () => 0,
  write(_bars, { held, side }, exposure) {
    for (let t = 0; t < exposure.length; t++) exposure[t] = t % 10 < held ? (side === 'long' ? 1 : -1) : 0
  },
})

/** In and out on either side by coin flips that its gene names. */
export const coin: Seed = seed({
  ...{ name: 'coin', role: 'entry', version: 1, idea: 'Flips a coin at every bar. It never looks.', showcase: 'rise' },
  genes: { flips: int(1, 1_000_000, { default: 1 }) },
  say: ({ flips }) => `Follow coin ${flips}`,
  warmup: () => 0,
  write(_bars, { flips }, exposure) {
    const random = randomFrom(flips, 'coin')
    let side = 0
    for (let t = 0; t < exposure.length; t++) {
      if (random.float() < 0.2) side = random.int(-1, 1)
      exposure[t] = side
    }
  },
})

export const own: Catalogue = catalogue([rhythm, coin])

export function rhythmScene(
  bars: Bars,
  genes: Readonly<Record<string, number | string>> = {},
  execution: Execution = frictionless,
): Scene {
  return { strategy: { parts: [partOf(rhythm, genes as never)] }, bars, execution }
}

export function coinScene(bars: Bars, flips: number, execution: Execution = frictionless): Scene {
  return { strategy: { parts: [partOf(coin, { flips })] }, bars, execution }
}
