import { int, oneOf } from '../genome/gene.ts'
import { stochasticIndicator } from '../indicators/stochastic.ts'
import { latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Opens against an extreme once it turns: long when %K, oversold at the bar before, crosses above its signal line %D; a turn
 * that is beyond its exit already opens nothing. In a window without any range a close has no place: while one is behind %K
 * or %D, positions stay as they are.
 */
export const stochasticOscillator: Seed = seed({
  name: 'stochastic-oscillator',
  role: 'entry',
  version: 1,
  idea:
    'A close at the edge of the range of the last bars is stretched, and when it turns there the way back has begun. ' +
    'It earns in sideways markets, and in a trend it stands in the way.',
  genes: {
    period: int(3, 100, { scale: 'log', default: 14 }),
    smoothing: int(1, 10, { default: 3 }),
    signal: int(2, 20, { default: 3 }),
    oversold: int(5, 45, { default: 20 }),
    overbought: int(55, 95, { default: 80 }),
    exit: oneOf('opposite', 'middle'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'chop',
  say({ period, smoothing, signal, oversold, overbought, exit, side }) {
    const [highEnd, lowEnd] = exit === 'middle' ? [50, 50] : [overbought, oversold]
    const lines = `the ${period}-bar stochastic %K (mean of ${smoothing}) crosses its ${signal}-bar mean %D`
    const short = `downwards from above ${overbought}, until it is below ${lowEnd}`
    if (side === 'short') return `Short when ${lines} ${short}`
    const mirror = side === 'both' ? `; short when it does so ${short}` : ''
    return `Long when ${lines} upwards from below ${oversold}, until it is above ${highEnd}${mirror}`
  },
  warmup: ({ period, smoothing, signal }) => period + smoothing + signal - 2,
  write(bars, { period, smoothing, signal, oversold, overbought, exit, side }, exposure, tools) {
    const { k, d } = tools.compute(stochasticIndicator, bars, [period, smoothing, signal])
    const { high, low } = bars
    const endOfLong = exit === 'middle' ? 50 : overbought
    const endOfShort = exit === 'middle' ? 50 : oversold
    let held = 0
    // Bars up to this row that all stood at one price; a window of nothing else has no range.
    let still = 0
    // Windows with a range up to this row; %K and %D of two rows rest on `smoothing + signal` of them.
    let whole = 0
    for (let t = 0; t < exposure.length; t++) {
      if (high[t] > low[t]) still = 0
      else still = high[t] === high[t - 1] ? still + 1 : 1
      whole = t + 1 >= period && still < period ? whole + 1 : 0
      if (whole >= smoothing + signal) {
        // A way back that leaps over its own exit is over.
        const isUp = k[t - 1] < oversold && k[t - 1] <= d[t - 1] && k[t] > d[t] && k[t] <= endOfLong
        const isDown = k[t - 1] > overbought && k[t - 1] >= d[t - 1] && k[t] < d[t] && k[t] >= endOfShort
        held = latch(held, isUp ? 1 : isDown ? -1 : 0, k[t] > endOfLong, k[t] < endOfShort)
      }
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
