import type { Blueprint } from '../../src/genome/blueprint.ts'
import type { Genome } from '../../src/genome/genome.ts'
import { sampleLatin } from '../../src/genome/sample.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { garchMarket } from '../../src/market/synthetic-garch.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { blueprintOf } from '../../src/seeds/bound.ts'

/** Days by chance. */
export function chanceDays(seed: number, length: number): Bars {
  const options = { length, drift: 0.0002, interval: '1d', symbol: `CHANCE-${seed}` }
  return garchMarket(randomFrom(seed, 'bars'), options)
}

/** Days from whole numbers, sums and products alone, so that no engine's logarithm can move a bit. */
export function plainDays(seed: number, length: number): Bars {
  let state = seed
  const draw = () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647 - 0.5
  }
  const [open, high, low, close]: number[][] = [[], [], [], []]
  let price = 100
  for (let t = 0; t < length; t++) {
    open.push(price)
    price *= 1 + 0.04 * draw() + 0.02 * (t % 97 < 60 ? 0.1 : -0.1)
    close.push(price)
    high.push(Math.max(open[t], price) * (1.001 + 0.005 * (draw() + 0.5)))
    low.push(Math.min(open[t], price) * (0.999 - 0.005 * (draw() + 0.5)))
  }
  const time = Array.from({ length }, (_, t) => t * 86_400_000)
  const volume = time.map(() => 1)
  return barsFrom({ time, open, high, low, close, volume }, { symbol: `PLAIN-${seed}`, interval: '1d' })
}

/** The space most tests search. */
export const space: Blueprint = blueprintOf(['ema-crossover', 'rsi-filter', 'atr-stop-loss'], {
  optional: ['rsi-filter', 'atr-stop-loss'],
})

/** Different genomes of the space. */
export function someGenomes(count: number, seed = 7): Genome[] {
  return sampleLatin(space, count, randomFrom(seed))
}
