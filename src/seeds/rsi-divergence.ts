import { int, oneOf } from '../genome/gene.ts'
import { rsiIndicator } from '../indicators/rsi.ts'
import { swingsIndicator } from '../indicators/swings.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Opens where a lower swing low of the price meets a higher RSI (long), or a higher swing high a lower RSI (short). A swing
 * is known `strength` bars after it, and no sooner is anything done. Two swings of a kind are more than `strength` bars
 * apart, so the reach is counted from there. `failure` ends a position also at a close beyond the swing that began it.
 */
export const rsiDivergence: Seed = seed({
  name: 'rsi-divergence',
  role: 'entry',
  version: 1,
  idea:
    'When the price makes a new low and the strength of the selling does not, the fall is running out of sellers. ' +
    'It bets on the turn once the swing is confirmed, for some bars, and gives up when the swing breaks.',
  genes: {
    period: int(2, 50, { scale: 'log', default: 14 }),
    strength: int(1, 20, { scale: 'log', default: 5 }),
    reach: int(10, 200, { scale: 'log', default: 55 }),
    hold: int(2, 200, { scale: 'log', default: 20 }),
    exit: oneOf('failure', 'bars'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'chop',
  say({ period, strength, reach, hold, exit, side }) {
    const swing = (name: string) => `swing ${name} (${strength} bars on either side)`
    const apart = `at most ${strength + reach} bars apart`
    const end = `for ${hold} bars${exit === 'failure' ? ' or until a close beyond that swing' : ''}`
    const mirror = side === 'both' ? '; short at a higher high with a lower RSI, likewise' : ''
    const isShort = side === 'short'
    const start = isShort ? `Short at a higher ${swing('high')}` : `Long at a lower ${swing('low')}`
    return `${start} with a ${isShort ? 'lower' : 'higher'} ${period}-bar RSI, ${apart}, ${end}${mirror}`
  },
  warmup: ({ period, strength }) => Math.max(period, strength) + 2 * strength + 1,
  write(bars, { period, strength, reach, hold, exit, side }, exposure, tools) {
    const { close } = bars
    const rsi = tools.compute(rsiIndicator, close, [period])
    const { high, low } = tools.compute(swingsIndicator, bars, [strength])
    const canFail = exit === 'failure'
    const forbidden = side === 'long' ? -1 : side === 'short' ? 1 : 0
    // Rows of the last swings; none yet.
    let top = Number.NaN
    let bottom = Number.NaN
    let held = 0
    let left = 0
    let level = Number.NaN
    for (let t = 0; t < exposure.length; t++) {
      const at = t - strength
      let opens = 0
      if (high[t] > 0) {
        if (at - top <= strength + reach && bars.high[at] > bars.high[top] && rsi[at] < rsi[top]) opens = -1
        top = at
      }
      if (low[t] > 0) {
        if (at - bottom <= strength + reach && bars.low[at] < bars.low[bottom] && rsi[at] > rsi[bottom]) opens++
        bottom = at
      }
      if (opens !== 0 && opens !== forbidden) {
        held = opens
        left = hold
        level = opens > 0 ? low[t] : high[t]
      } else if (held !== 0) {
        left--
        if (left === 0 || (canFail && held * (close[t] - level) < 0)) held = 0
      }
      exposure[t] = held
    }
  },
})
