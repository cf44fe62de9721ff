import { refuse } from '../base/guards.ts'
import { int, oneOf, real } from '../genome/gene.ts'
import { rollingSumIndicator } from '../indicators/rolling-sum.ts'
import { beyond, latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/** More than the rounding of a sum of rates. */
const CLEARLY = 1e-12

/**
 * Takes the side that is paid while the mean of the rates settled in the last `period` bars is beyond a threshold: short
 * above it, long below its negative, until the mean is within the share `exit` of it. Bars of rate 0 settle nothing and
 * do not count; where none of the window settles, positions stay. A rate is that of a bar: bars longer than the time
 * between settlements hold sums, and want a higher threshold.
 */
export const fundingRateCarry: Seed = seed({
  name: 'funding-rate-carry',
  role: 'entry',
  version: 1,
  idea:
    'Where most hold one side of a perpetual future they pay the other side for being there. ' +
    'It takes the side that is paid while the pay is high, and carries the risk of the price in return.',
  genes: {
    period: int(1, 500, { scale: 'log', default: 72 }),
    threshold: real(0.00001, 0.001, { scale: 'log', digits: 2, default: 0.0003 }),
    exit: real(0, 1, { digits: 2, default: 0.5 }),
    side: oneOf('both', 'long', 'short'),
  },
  needs: ['funding'],
  showcase: 'funding-swing',
  say({ period, threshold, exit, side }) {
    const mean = `the mean funding rate of ${period} bars is`
    const end = exit === 0 ? 'until it changes sign' : `until it is within ${exit} of that`
    if (side === 'long') return `Long when ${mean} below -${threshold}, ${end}`
    const mirror = side === 'both' ? `; long when it is below -${threshold}, likewise` : ''
    return `Short when ${mean} above ${threshold}, ${end}${mirror}`
  },
  warmup: ({ period }) => period - 1,
  write({ funding }, { period, threshold, exit, side }, exposure, tools) {
    if (funding === undefined) refuse('funding-rate-carry', 'bars.funding', funding, { rule: 'a column of rates' })
    const sum = tools.compute(rollingSumIndicator, funding, [period])
    let held = 0
    let settled = 0
    for (let t = 0; t < exposure.length; t++) {
      if (funding[t] !== 0) settled++
      if (t >= period && funding[t - period] !== 0) settled--
      const pays = threshold * settled * (1 + CLEARLY)
      const rests = exit * threshold * settled * (1 - CLEARLY)
      held = latch(held, -beyond(sum[t], pays, -pays), sum[t] > -rests, sum[t] < rests)
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
