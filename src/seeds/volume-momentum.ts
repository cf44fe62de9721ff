import { int, oneOf, real } from '../genome/gene.ts'
import { rateOfChangeIndicator } from '../indicators/rate-of-change.ts'
import { volumeRatioIndicator } from '../indicators/volume-ratio.ts'
import { beyond, latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Opens in the direction of a move of more than `threshold` over `period` bars, at a bar whose volume is more than `ratio`
 * times its mean of the bars before; closes when less than `exit` of that threshold is left of the move. Volume confirms
 * the opening only: what is held is judged by the price.
 */
export const volumeMomentum: Seed = seed({
  name: 'volume-momentum',
  role: 'entry',
  version: 1,
  idea:
    'A move that many take part in is more than the whim of a few, and tends to go on for a while. ' +
    'It follows a move once the volume of a bar confirms it, and gets out when the move has faded.',
  genes: {
    period: int(2, 200, { scale: 'log', default: 20 }),
    threshold: real(0, 0.05, { digits: 3, default: 0.02 }),
    volumePeriod: int(5, 200, { scale: 'log', default: 20 }),
    ratio: real(0.8, 2.5, { digits: 3, scale: 'log', default: 1.5 }),
    exit: real(0, 0.9, { digits: 2, default: 0 }),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'crash',
  say({ period, threshold, volumePeriod, ratio, exit, side }) {
    const isShort = side === 'short'
    const move = `${threshold} of its price over ${period} bars`
    const volume = `on volume above ${ratio} times its mean of the ${volumePeriod} bars before`
    const left = exit * threshold === 0 ? 'nothing' : `less than ${exit} of that`
    const mirror = side === 'both' ? '; short after such a fall' : ''
    const start = `${isShort ? 'Short after a fall' : 'Long after a rise'} by more than ${move} ${volume}`
    return `${start}, until ${left} is left of it${mirror}`
  },
  warmup: ({ period, volumePeriod }) => Math.max(period, volumePeriod),
  write({ close, volume }, { period, threshold, volumePeriod, ratio, exit, side }, exposure, tools) {
    const moved = tools.compute(rateOfChangeIndicator, close, [period])
    const traded = tools.compute(volumeRatioIndicator, volume, [volumePeriod])
    const rest = exit * threshold
    let held = 0
    for (let t = 0; t < exposure.length; t++) {
      const way = beyond(moved[t], threshold, -threshold)
      // NaN stays NaN, and flat.
      const opens = traded[t] > ratio ? way : 0 * way
      held = latch(held, opens, moved[t] <= rest, moved[t] >= -rest)
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
