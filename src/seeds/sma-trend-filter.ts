import { int, real } from '../genome/gene.ts'
import { smaIndicator } from '../indicators/sma.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/** The bar from which the average, and the average `slope` bars before it, are there. */
function firstRow({ period, slope }: { readonly period: number; readonly slope: number }): number {
  return period - 1 + slope
}

/**
 * Lets longs pass while the close is above a simple moving average by a margin, shorts while it is below it by one. With
 * a slope of some bars the average itself must not have gone the other way over them; 0 does not ask.
 */
export const smaTrendFilter: Seed = seed({
  name: 'sma-trend-filter',
  role: 'filter',
  version: 1,
  idea:
    'Most losses of a good entry are made against the large trend, and a long average shows where that goes. ' +
    'It lets through what goes with the trend and waits for the rest to pass.',
  genes: {
    period: int(5, 400, { scale: 'log', default: 200 }),
    margin: real(0, 0.05, { digits: 2, default: 0 }),
    slope: int(0, 60, { default: 0 }),
  },
  showcase: 'breakout',
  say({ period, margin, slope }) {
    const by = margin === 0 ? '' : `by more than ${margin} of it `
    const turned = slope === 0 ? '' : `, and only while that average has not gone the other way over ${slope} bars`
    return `Let longs pass while the close is ${by}above its ${period}-bar average, shorts while it is ${by}below${turned}`
  },
  warmup: firstRow,
  write({ close }, genes, exposure, tools) {
    const { period, margin, slope } = genes
    const average = tools.compute(smaIndicator, close, [period])
    const first = firstRow(genes)
    exposure.fill(0, 0, first)
    for (let t = first; t < exposure.length; t++) {
      const before = average[t - slope]
      // Written so that NaN lets nothing through.
      const passes =
        exposure[t] > 0
          ? close[t] > average[t] * (1 + margin) && average[t] >= before
          : close[t] < average[t] * (1 - margin) && average[t] <= before
      if (!passes) exposure[t] = 0
    }
  },
})
