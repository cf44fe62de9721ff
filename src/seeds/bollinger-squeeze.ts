import { int, oneOf, real } from '../genome/gene.ts'
import { momentumIndicator } from '../indicators/momentum.ts'
import { squeezeIndicator } from '../indicators/squeeze.ts'
import { latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Opens at the bar that releases a squeeze, in the direction of the momentum of the close. The market is squeezed while its
 * Bollinger bands (`width` deviations) lie inside its Keltner channel (`range` average true ranges, same period). It waits three
 * periods before it speaks: the ranges are averaged without end, and what releases a squeeze is a hair's breadth.
 */
export const bollingerSqueeze: Seed = seed({
  name: 'bollinger-squeeze',
  role: 'entry',
  version: 2,
  idea:
    'A market that has gone quiet gathers orders at both edges of its range, and leaves the quiet with a move. ' +
    'It waits until the bands widen again and goes with the momentum, until that turns.',
  genes: {
    period: int(5, 60, { scale: 'log', default: 20 }),
    width: real(1, 2.5, { digits: 2, default: 2 }),
    range: real(1, 4, { digits: 2, default: 2 }),
    quiet: int(1, 8, { scale: 'log', default: 2 }),
    momentum: int(2, 100, { scale: 'log', default: 12 }),
    exit: oneOf('turn', 'fade'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'gap',
  say({ period, width, range, quiet, momentum, exit, side }) {
    const bands = `the ${period}-bar Bollinger bands (${width} deviations)`
    const channel = `the Keltner channel (${range} average true ranges)`
    const start = `when ${bands} widen out of ${channel} after ${quiet} bars or more inside`
    const end = exit === 'turn' ? 'turned' : 'weakened'
    const isShort = side === 'short'
    const mirror = side === 'both' ? '; short if it has fallen, likewise' : ''
    const close = `the close has ${isShort ? 'fallen' : 'risen'} over ${momentum} bars`
    return `${isShort ? 'Short' : 'Long'} ${start} if ${close}, until that momentum has ${end}${mirror}`
  },
  warmup: firstRow,
  write(bars, { period, width, range, quiet, momentum, exit, side }, exposure, tools) {
    const first = firstRow({ period, quiet, momentum })
    const squeezed = tools.compute(squeezeIndicator, bars, [period, width, period, range])
    const moved = tools.compute(momentumIndicator, bars.close, [momentum])
    const isFade = exit === 'fade'
    let held = 0
    // Squeezed bars up to this row.
    let inside = 0
    for (let t = 0; t < exposure.length; t++) {
      const isRelease = t >= first && squeezed[t] === 0 && inside >= quiet
      inside = squeezed[t] > 0 ? inside + 1 : 0
      const last = isFade ? moved[t - 1] : 0
      held = latch(held, isRelease ? Math.sign(moved[t]) : 0, moved[t] < last, moved[t] > last)
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})

interface Periods {
  readonly period: number
  readonly quiet: number
  readonly momentum: number
}

function firstRow({ period, quiet, momentum }: Periods): number {
  return Math.max(3 * period + quiet, momentum)
}
