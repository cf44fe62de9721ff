import { int, oneOf, real } from '../genome/gene.ts'
import { keltnerIndicator } from '../indicators/keltner.ts'
import { beyond, latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Opens when the close leaves the Keltner channel of the bar before, closes at its middle or beyond its other side. The
 * channel of the bar itself widens with that bar: under a short range and a wide channel no close could ever leave it.
 */
export const keltnerBreakout: Seed = seed({
  name: 'keltner-breakout',
  role: 'entry',
  version: 1,
  idea:
    'A close several usual ranges away from its average is more than the daily back and forth, and such moves tend to run. ' +
    'It holds on until the average is reached again, and pays with many small losses where nothing runs.',
  genes: {
    period: int(5, 200, { scale: 'log', default: 20 }),
    rangePeriod: int(2, 100, { scale: 'log', default: 10 }),
    width: real(0.5, 5, { digits: 2, default: 2 }),
    exit: oneOf('middle', 'opposite'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'breakout',
  say({ period, rangePeriod, width, exit, side }) {
    const channel = `${width} average true ranges (${rangePeriod} bars)`
    const [past, back] = side === 'short' ? ['below', 'above'] : ['above', 'below']
    const end = exit === 'middle' ? `${back} that average` : `as far ${back} it`
    const rule = `from a close ${channel} ${past} the ${period}-bar exponential average of the bar before`
    const mirror = side === 'both' ? '; short in the mirror' : ''
    return `${side === 'short' ? 'Short' : 'Long'} ${rule}, until it is ${end}${mirror}`
  },
  warmup: ({ period, rangePeriod }) => Math.max(period - 1, rangePeriod) + 1,
  write(bars, { period, rangePeriod, width, exit, side }, exposure, tools) {
    const { close } = bars
    const { upper, middle, lower } = tools.compute(keltnerIndicator, bars, [period, rangePeriod, width])
    const floor = exit === 'middle' ? middle : lower
    const ceiling = exit === 'middle' ? middle : upper
    let held = 0
    for (let t = 1; t < close.length; t++) {
      const opens = beyond(close[t], upper[t - 1], lower[t - 1])
      held = latch(held, opens, close[t] < floor[t - 1], close[t] > ceiling[t - 1])
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
