import { int, oneOf, real } from '../genome/gene.ts'
import { rollingDeviationIndicator } from '../indicators/rolling-deviation.ts'
import { rollingVwapIndicator } from '../indicators/rolling-vwap.ts'
import { sessionVwapIndicator } from '../indicators/session-vwap.ts'
import { beyond, latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/** More than rounding makes of an average of equal prices. */
const NEARLY = 1 + 1e-12

/**
 * Bets on the way back to a volume-weighted average price: that of the last `period` bars, or of the UTC day or week so
 * far (of which a daily or weekly bar is all there is). Opens when the close is more than `entry` standard deviations of
 * the last `period` closes away from it, and closes within `exit` of them, 0 being the average itself.
 */
export const vwapReversion: Seed = seed({
  name: 'vwap-reversion',
  role: 'entry',
  version: 1,
  idea:
    'The volume-weighted average is what the others have paid, and a price far from it was made by someone in a hurry. ' +
    'It bets on the way back, and loses where the hurry was the beginning of a trend.',
  genes: {
    average: oneOf('rolling', 'day', 'week'),
    period: int(20, 400, { scale: 'log', default: 50 }),
    entry: real(1, 3, { digits: 3, default: 2 }),
    exit: real(0, 0.9, { digits: 2, default: 0 }),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'gap',
  say({ average, period, entry, exit, side }) {
    const mean = `the VWAP of ${average === 'rolling' ? `${period} bars` : `the ${average} so far`}`
    const away = `${entry} standard deviations of ${period} closes`
    const end = `until it is ${exit === 0 ? 'back there' : `within ${exit} of them`}`
    if (side === 'short') return `Short when the close is more than ${away} above ${mean}, ${end}`
    const mirror = side === 'both' ? '; short when it is as far above, likewise' : ''
    return `Long when the close is more than ${away} below ${mean}, ${end}${mirror}`
  },
  warmup: ({ period }) => period - 1,
  write(bars, { average, period, entry, exit, side }, exposure, tools) {
    const { close } = bars
    const middle =
      average === 'rolling'
        ? tools.compute(rollingVwapIndicator, bars, [period])
        : tools.compute(sessionVwapIndicator, bars, [1, average]).middle
    const deviation = tools.compute(rollingDeviationIndicator, close, [period])
    let held = 0
    for (let t = 0; t < exposure.length; t++) {
      // A market at rest is not far from anything, whatever its average is rounded to.
      const reach = deviation[t] === 0 ? Number.POSITIVE_INFINITY : entry * deviation[t]
      const opens = -beyond(close[t], middle[t] + reach, middle[t] - reach)
      const back = exit * deviation[t]
      held = latch(held, opens, close[t] * NEARLY >= middle[t] - back, close[t] <= (middle[t] + back) * NEARLY)
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
