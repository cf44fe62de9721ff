import { int, oneOf } from '../genome/gene.ts'
import { emaIndicator } from '../indicators/ema.ts'
import { compareInto } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Long while a fast exponential average of the close is above a slow one, short while it is below. The slow period is
 * `gap` bars above the fast one, so that every draw is a crossover.
 */
export const emaCrossover: Seed = seed({
  name: 'ema-crossover',
  role: 'entry',
  version: 1,
  idea:
    'A fast average of the close above a slow one says that buyers have lately paid more and more. ' +
    'It goes with the trend, late at both ends, and pays for that in sideways markets.',
  genes: {
    fast: int(2, 200, { scale: 'log', default: 20 }),
    gap: int(1, 200, { scale: 'log', default: 30 }),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'breakout',
  say({ fast, gap, side }) {
    const rule = `the ${fast}-bar exponential average of the close is`
    const slow = `the ${fast + gap}-bar one`
    if (side === 'short') return `Short while ${rule} below ${slow}`
    return `Long while ${rule} above ${slow}${side === 'both' ? ', short while it is below' : ''}`
  },
  warmup: ({ fast, gap }) => fast + gap - 1,
  write(bars, { fast, gap, side }, exposure, tools) {
    const quick = tools.compute(emaIndicator, bars.close, [fast])
    const slow = tools.compute(emaIndicator, bars.close, [fast + gap])
    compareInto(exposure, quick, slow, side)
  },
})
