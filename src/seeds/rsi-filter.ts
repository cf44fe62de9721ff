import { int } from '../genome/gene.ts'
import { rsiIndicator } from '../indicators/rsi.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/** Lets longs pass while the relative strength index is below an upper level, shorts while it is above a lower one. */
export const rsiFilter: Seed = seed({
  name: 'rsi-filter',
  role: 'filter',
  version: 1,
  idea:
    'Who buys what everyone has bought already, or sells what everyone has sold, comes late. ' +
    'It keeps a strategy out of longs while the market is overbought and out of shorts while it is oversold.',
  genes: {
    period: int(2, 50, { scale: 'log', default: 14 }),
    oversold: int(10, 45, { default: 30 }),
    overbought: int(55, 90, { default: 70 }),
  },
  showcase: 'chop',
  say: ({ period, oversold, overbought }) =>
    `Stay out of longs unless the ${period}-bar RSI is below ${overbought}, out of shorts unless it is above ${oversold}`,
  warmup: ({ period }) => period,
  write({ close }, { period, oversold, overbought }, exposure, tools) {
    const rsi = tools.compute(rsiIndicator, close, [period])
    for (let t = 0; t < exposure.length; t++) {
      // Written so that NaN lets nothing through.
      const passes = exposure[t] > 0 ? rsi[t] < overbought : rsi[t] > oversold
      if (!passes) exposure[t] = 0
    }
  },
})
