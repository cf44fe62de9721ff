import { DAY } from '../base/civil-date.ts'
import { int, real } from '../genome/gene.ts'
import { realisedVolatilityIndicator } from '../indicators/realised-volatility.ts'
import { type Seed, seed } from '../strategy/seed.ts'

const YEAR = 365.25 * DAY

/**
 * Scales what it finds to a volatility a year: by target over realised volatility, never above 1, rounded down to so many
 * steps that it does not trade at every bar, and to nothing where one step is too much already. A year counts bars day
 * and night: the volatility of a market that closes is overstated (daily bars of stocks by a fifth), and it gets less.
 */
export const volatilityScaling: Seed = seed({
  name: 'volatility-scaling',
  role: 'size',
  version: 1,
  idea:
    'Wild days come in clusters, so the volatility of the last bars tells much about that of the next. ' +
    'It holds little while the market is wild and all of it while it is calm, so that a day risks about the same in both.',
  genes: {
    target: real(0.05, 0.6, { scale: 'log', digits: 2, default: 0.2 }),
    period: int(5, 400, { scale: 'log', default: 30 }),
    steps: int(4, 50, { scale: 'log', default: 10 }),
  },
  showcase: 'crash',
  say: ({ target, period, steps }) =>
    `Scale to a volatility of ${target} a year as the last ${period} bars show it, down to a step of 1/${steps}, never above 1`,
  warmup: ({ period }) => period,
  write({ close, interval }, { target, period, steps }, exposure, tools) {
    const volatility = tools.compute(realisedVolatilityIndicator, close, [period])
    const wanted = target / Math.sqrt(YEAR / interval)
    for (let t = 0; t < exposure.length; t++) {
      const share = wanted / volatility[t]
      // Written so that NaN lets nothing through.
      if (!(share >= 1)) exposure[t] *= share > 0 ? Math.floor(share * steps) / steps : 0
    }
  },
})
