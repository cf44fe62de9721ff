import { flag, int, oneOf } from '../genome/gene.ts'
import { ichimokuIndicator } from '../indicators/ichimoku.ts'
import { latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

type Lengths = Readonly<Record<'conversion' | 'baseGap' | 'spanGap', number>>

/** Bars of the three lines; each is longer than the one before it by its gap. */
function periodsOf({ conversion, baseGap, spanGap }: Lengths): readonly [number, number, number] {
  return [conversion, conversion + baseGap, conversion + baseGap + spanGap]
}

/**
 * Opens long on a close above the cloud with the conversion line above the base line, short in the mirror. The cloud at a
 * bar is the two spans as they were known `shift` bars before. `ahead` asks that the spans known now, which a chart draws
 * `shift` bars ahead, stand the same way. The lagging span, a close drawn into the past, has no part in it.
 */
export const ichimokuCloud: Seed = seed({
  name: 'ichimoku-cloud',
  role: 'entry',
  version: 1,
  idea:
    'The cloud is where buyers and sellers were in balance a while ago, and a price beyond it has left that balance. ' +
    'It enters late, once the short middle leads the long one, and stays until the price comes back.',
  genes: {
    conversion: int(3, 60, { scale: 'log', default: 9 }),
    baseGap: int(1, 60, { scale: 'log', default: 17 }),
    spanGap: int(1, 180, { scale: 'log', default: 26 }),
    shift: int(1, 120, { scale: 'log', default: 26 }),
    ahead: flag(),
    exit: oneOf('cloud', 'base', 'through'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'breakout',
  say(genes) {
    const { shift, ahead, exit, side } = genes
    const [conversion, base, span] = periodsOf(genes)
    const isShort = side === 'short'
    const [past, back] = isShort ? ['below', 'above'] : ['above', 'below']
    const lines = `the ${conversion}-bar middle ${past} the ${base}-bar one`
    const next = ahead ? `, and the cloud ahead ${isShort ? 'falling' : 'rising'}` : ''
    const ends = { cloud: 'back in the cloud', base: `${back} the ${base}-bar middle`, through: `${back} the cloud` }
    const mirror = side === 'both' ? '; short in the mirror' : ''
    const start = `${isShort ? 'Short' : 'Long'} from a close ${past} the cloud of ${span} bars drawn ${shift} bars ahead`
    return `${start} with ${lines}${next}, until it is ${ends[exit]}${mirror}`
  },
  warmup: (genes) => periodsOf(genes)[2] - 1 + genes.shift,
  write(bars, genes, exposure, tools) {
    const { shift, ahead, exit, side } = genes
    const { close } = bars
    const periods = periodsOf(genes)
    const { conversion, base, spanA, spanB } = tools.compute(ichimokuIndicator, bars, periods)
    let held = 0
    for (let t = periods[2] - 1 + shift; t < close.length; t++) {
      const top = Math.max(spanA[t - shift], spanB[t - shift])
      const bottom = Math.min(spanA[t - shift], spanB[t - shift])
      // Where a long ends, and where a short does.
      const floor = exit === 'cloud' ? top : exit === 'base' ? base[t] : bottom
      const ceiling = exit === 'cloud' ? bottom : exit === 'base' ? base[t] : top
      const isUp = close[t] > top && conversion[t] > base[t] && close[t] >= floor && (!ahead || spanA[t] > spanB[t])
      const isDown =
        close[t] < bottom && conversion[t] < base[t] && close[t] <= ceiling && (!ahead || spanA[t] < spanB[t])
      held = latch(held, isUp ? 1 : isDown ? -1 : 0, close[t] < floor, close[t] > ceiling)
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
