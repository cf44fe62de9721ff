import { int, oneOf } from '../genome/gene.ts'
import { williamsRIndicator } from '../indicators/williams-r.ts'
import { latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Opens against an extreme of Williams %R (-100 at the low of the last bars, 0 at their high): as soon as it is reached,
 * or once it is left again. In a window without any range a close has no place: positions stay as they are.
 */
export const williamsR: Seed = seed({
  name: 'williams-r',
  role: 'entry',
  version: 1,
  idea:
    'Williams %R tells how far the close stands below the highest price of the last bars, and its extremes are stretched. ' +
    'It buys where the sellers are exhausted and sells where the buyers are, which pays in ranges and hurts in trends.',
  genes: {
    period: int(3, 100, { scale: 'log', default: 14 }),
    oversold: int(-95, -55, { default: -80 }),
    overbought: int(-45, -5, { default: -20 }),
    trigger: oneOf('left', 'reached'),
    exit: oneOf('opposite', 'middle'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'chop',
  say({ period, oversold, overbought, trigger, exit, side }) {
    const line = `the ${period}-bar Williams %R`
    const isLeft = trigger === 'left'
    const [highEnd, lowEnd] = exit === 'middle' ? [-50, -50] : [overbought, oversold]
    const short = `${isLeft ? 'comes back below' : 'is above'} ${overbought}, until it is below ${lowEnd}`
    if (side === 'short') return `Short when ${line} ${short}`
    const mirror = side === 'both' ? `; short when it ${short}` : ''
    return `Long when ${line} ${isLeft ? 'comes back above' : 'is below'} ${oversold}, until it is above ${highEnd}${mirror}`
  },
  warmup: ({ period, trigger }) => (trigger === 'left' ? period : period - 1),
  write(bars, { period, oversold, overbought, trigger, exit, side }, exposure, tools) {
    const { high, low } = bars
    const r = tools.compute(williamsRIndicator, bars, [period])
    const isLeft = trigger === 'left'
    const endOfLong = exit === 'middle' ? -50 : overbought
    const endOfShort = exit === 'middle' ? -50 : oversold
    let held = 0
    // Bars of one price in a row, and windows with a range up to this row.
    let still = 0
    let whole = 0
    for (let t = 0; t < exposure.length; t++) {
      still = high[t] !== low[t] ? 0 : high[t] === high[t - 1] && low[t] === low[t - 1] ? still + 1 : 1
      whole = still < period ? whole + 1 : 0
      if (whole > 0) {
        // What is left was reached at the bar before. A way back that leaps over its own exit is over.
        const last = whole > 1 ? r[t - 1] : Number.NaN
        const isUp = isLeft ? last < oversold && r[t] >= oversold && r[t] <= endOfLong : r[t] < oversold
        const isDown = isLeft ? last > overbought && r[t] <= overbought && r[t] >= endOfShort : r[t] > overbought
        held = latch(held, isUp ? 1 : isDown ? -1 : 0, r[t] > endOfLong, r[t] < endOfShort)
      }
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
