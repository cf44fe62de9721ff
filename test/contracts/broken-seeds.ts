import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { donchianIndicator } from '../../src/indicators/donchian.ts'
import { donchianWithCurrentIndicator } from '../../src/indicators/donchian-with-current.ts'
import { smaIndicator } from '../../src/indicators/sma.ts'
import type { SeedCheck } from '../../src/strategy/check-seed-report.ts'
import { stopOut } from '../../src/strategy/hold.ts'
import { type GeneSpec, type Seed, seed } from '../../src/strategy/seed.ts'

/** A seed with one fault, the checks that see it, and words of the sentence that names it. */
export interface Broken {
  readonly seed: Seed
  readonly checks: readonly SeedCheck[]
  readonly says: string
}

const period = int(3, 60, { scale: 'log', default: 20 })

type Plan<Spec extends GeneSpec> = Pick<Seed<Spec>, 'genes' | 'write'> & Partial<Seed<Spec>>

/** A seed of this plan, an entry of period bars unless it says otherwise. */
function broken<const Spec extends GeneSpec>(name: string, plan: Plan<Spec>): Seed {
  return seed({
    name,
    role: 'entry',
    version: 1,
    idea: 'Broken on purpose. Nobody trades this.',
    showcase: 'breakout',
    say: (genes) => `Do as ${JSON.stringify(genes)} says`,
    warmup: (genes) => Number((genes as { readonly period?: number }).period ?? 0),
    ...plan,
  }) as Seed
}

/** Above the average of the bars of a period; the sound rule that most of these spoil. */
const above = (value: number, average: number): number => (value > average ? 1 : value < average ? -1 : 0)

/** A position of the call before, as no seed may have one. */
let held = 0

export const brokenSeeds: readonly Broken[] = [
  {
    // Compares the close with a channel that contains it, and so never trades.
    seed: broken('own-channel', {
      genes: { period },
      write(bars, { period }, exposure, tools) {
        const { upper, lower } = tools.compute(donchianWithCurrentIndicator, bars, [period])
        for (let t = period; t < exposure.length; t++)
          exposure[t] = bars.close[t] > upper[t] ? 1 : bars.close[t] < lower[t] ? -1 : 0
      },
    }),
    checks: ['can-fire', 'no-dead-genes'],
    says: "own-channel never takes a position on its showcase market 'breakout' with its default genes.",
  },
  {
    seed: broken('one-way', {
      genes: { period },
      write(bars, { period }, exposure, tools) {
        const { upper } = tools.compute(donchianIndicator, bars, [period])
        for (let t = 1; t < exposure.length; t++) exposure[t] = bars.close[t] > upper[t] ? 1 : exposure[t - 1]
      },
    }),
    checks: ['can-fire'],
    says: 'one-way takes a position and never closes it',
  },
  {
    seed: broken('next-bar', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) exposure[t] = above(close[t + 1], average[t])
      },
    }),
    checks: ['no-look-ahead'],
    says: 'Look for a row t + 1',
  },
  {
    seed: broken('whole-series', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        let highest = 0
        for (const price of close) highest = Math.max(highest, price)
        // A scale of the whole series: the best price of all times is not known yet.
        for (let t = period; t < exposure.length; t++)
          exposure[t] = above(close[t] / highest, 0.97 * (average[t] / highest) + 0.02)
      },
    }),
    checks: ['no-look-ahead'],
    says: 'an extreme or a scale of the whole series',
  },
  {
    seed: broken('dead-number', {
      genes: { period, margin: real(0, 0.02, { digits: 3, default: 0 }) },
      write({ close }, { period, margin }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++)
          exposure[t] = above(close[t] * (1 + margin), average[t] * (1 + margin))
      },
    }),
    checks: ['no-dead-genes'],
    says: 'The gene margin of dead-number is dead: over its whole range around 60 draws it changes nothing on any market.',
  },
  {
    seed: broken('dead-option', {
      genes: { period, exit: oneOf('fast', 'slow', 'never') },
      write({ close }, { period, exit }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++)
          exposure[t] = above(close[t], average[t]) * (exit === 'fast' ? 1 : 0.5)
      },
    }),
    checks: ['no-dead-genes'],
    says: 'The gene exit of dead-option is dead: over slow and never around',
  },
  {
    seed: broken('stop-never-exits', {
      role: 'stop',
      genes: { period },
      showcase: 'crash',
      write({ close }, { period }, exposure) {
        exposure.fill(0, 0, period)
        let level = 0
        const follow = (t: number) => {
          level = close[t]
        }
        // The level follows the close before the close is compared with it.
        const isHit = (t: number, side: number) => {
          follow(t)
          return side * close[t] < side * level
        }
        stopOut(exposure, { begins: follow, isHit })
      },
    }),
    checks: ['can-fire', 'no-dead-genes'],
    says: 'stop-never-exits never ends a position',
  },
  {
    seed: broken('stop-comes-back', {
      role: 'stop',
      genes: { period },
      showcase: 'crash',
      write({ close }, { period }, exposure) {
        exposure.fill(0, 0, period)
        for (let t = period; t < exposure.length; t++) if (close[t] < close[t - period]) exposure[t] = 0
      },
    }),
    checks: ['keeps-role'],
    says: 'stop-comes-back, a stop, comes back to a position it has ended',
  },
  {
    seed: broken('filter-never-passes', {
      role: 'filter',
      genes: { period },
      write(bars, { period }, exposure, tools) {
        const { upper, lower } = tools.compute(donchianWithCurrentIndicator, bars, [period])
        for (let t = 0; t < exposure.length; t++) {
          const passes = exposure[t] > 0 ? bars.close[t] > upper[t] : bars.close[t] < lower[t]
          if (!passes) exposure[t] = 0
        }
      },
    }),
    checks: ['can-fire', 'no-dead-genes'],
    says: 'filter-never-passes never lets anything pass',
  },
  {
    seed: broken('filter-never-blocks', {
      role: 'filter',
      genes: { period },
      write(_bars, { period }, exposure) {
        exposure.fill(0, 0, period)
      },
    }),
    checks: ['can-fire', 'no-dead-genes'],
    says: 'filter-never-blocks never holds anything back once its warm-up is over',
  },
  {
    seed: broken('filter-of-a-side', {
      role: 'filter',
      genes: { period },
      write(_bars, { period }, exposure) {
        exposure.fill(0, 0, period)
        for (let t = period; t < exposure.length; t++) exposure[t] = Math.max(0, exposure[t])
      },
    }),
    checks: ['can-fire', 'no-dead-genes'],
    says: 'filter-of-a-side lets all of a side pass or none of it',
  },
  {
    seed: broken('filter-by-size', {
      role: 'filter',
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        exposure.fill(0, 0, period)
        for (let t = period; t < exposure.length; t++) {
          if (Math.abs(exposure[t]) < 0.4 || exposure[t] * (close[t] - average[t]) < 0) exposure[t] = 0
        }
      },
    }),
    checks: ['keeps-role'],
    says: 'filter-by-size, a filter, depends on more of the exposure than its side',
  },
  {
    seed: broken('remembers', {
      genes: { period },
      write(bars, { period }, exposure, tools) {
        const { upper, lower } = tools.compute(donchianIndicator, bars, [period])
        for (let t = period; t < exposure.length; t++) {
          if (bars.close[t] > upper[t]) held = 1
          if (bars.close[t] < lower[t]) held = -1
          exposure[t] = held
        }
      },
    }),
    checks: ['pure'],
    says: 'keeps state between calls',
  },
  {
    seed: broken('speaks-late', {
      genes: { period },
      warmup: () => 2,
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) exposure[t] = above(close[t], average[t])
      },
    }),
    checks: ['honest-warm-up'],
    says: 'The warm-up of speaks-late is too short: warmup says 2',
  },
  {
    seed: broken('speaks-early', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = 0; t < exposure.length; t++) exposure[t] = above(close[t], average[t])
      },
    }),
    checks: ['honest-warm-up'],
    says: 'speaks-early speaks before its warm-up is over',
  },
  {
    // Averages what there is while the window is not full.
    seed: broken('part-of-a-window', {
      genes: { period: int(20, 60, { default: 40 }) },
      warmup: () => 2,
      write({ close }, { period }, exposure) {
        for (let t = 2; t < exposure.length; t++) {
          const rows = close.subarray(Math.max(0, t - period + 1), t + 1)
          exposure[t] = above(
            close[t],
            rows.reduce((sum, price) => sum + price / rows.length, 0),
          )
        }
      },
    }),
    checks: ['honest-warm-up'],
    says: 'The warm-up of part-of-a-window is too short: right behind its warm-up, bars before it decide.',
  },
  {
    seed: broken('since-the-beginning', {
      genes: { margin: real(0, 0.02, { digits: 3, default: 0 }) },
      warmup: () => 1,
      write({ close }, { margin }, exposure) {
        for (let t = 1; t < exposure.length; t++) exposure[t] = above(close[t], close[0] * (1 + margin))
      },
    }),
    checks: ['honest-warm-up'],
    says: 'anchor nothing at row 0',
  },
  {
    seed: broken('writes-nan', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        // Without a move there is nothing to divide by.
        for (let t = period; t < exposure.length; t++) {
          exposure[t] = (close[t] - average[t]) / Math.abs(close[t] - average[t])
        }
      },
    }),
    checks: ['never-breaks'],
    says: 'writes-nan writes NaN at row',
  },
  {
    seed: broken('too-much', {
      genes: { share: real(0.5, 2, { digits: 2, default: 1 }), period },
      write({ close }, { share, period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) exposure[t] = share * above(close[t], average[t])
      },
    }),
    checks: ['never-breaks'],
    says: 'more than all of the equity',
  },
  {
    seed: broken('throws-when-short', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        if (close.length <= period) throw new RangeError('too few bars')
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) exposure[t] = above(close[t], average[t])
      },
    }),
    checks: ['no-look-ahead', 'never-breaks'],
    says: 'throws-when-short throws: too few bars.',
  },
  {
    seed: broken('absolute-price', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) exposure[t] = above(close[t], average[t] + 20)
      },
    }),
    checks: ['scale-free'],
    says: 'absolute-price depends on the absolute size of prices',
  },
  {
    seed: broken('absolute-volume', {
      genes: { period },
      write({ close, volume }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) exposure[t] = volume[t] > 500 ? above(close[t], average[t]) : 0
      },
    }),
    checks: ['scale-free'],
    says: 'absolute-volume depends on the absolute size of volumes',
  },
  {
    seed: broken('writes-into-bars', {
      genes: { period },
      write({ close, high }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) {
          exposure[t] = above(close[t], average[t])
          high[t] = Math.max(high[t], average[t] * 1.5)
        }
      },
    }),
    checks: ['pure'],
    says: 'writes-into-bars writes into the bars: row',
  },
  {
    seed: broken('writes-into-indicator', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) {
          average[t] *= 1.001
          exposure[t] = above(close[t], average[t])
        }
      },
    }),
    checks: ['pure'],
    says: 'writes to the columns of an indicator, which are shared',
  },
  {
    seed: broken('writes-genes', {
      genes: { period },
      write({ close }, genes, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [genes.period])
        for (let t = genes.period; t < exposure.length; t++) exposure[t] = above(close[t], average[t])
        Object.assign(genes, { period: 3 })
      },
    }),
    checks: ['pure'],
    says: 'writes-genes writes to its genes: period is 3 behind it',
  },
  {
    seed: broken('turns-the-sign', {
      role: 'size',
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        exposure.fill(0, 0, period)
        for (let t = period; t < exposure.length; t++)
          exposure[t] *= Math.max(-1, 1 - 40 * Math.abs(close[t] / average[t] - 1))
      },
    }),
    checks: ['keeps-role'],
    says: 'turns-the-sign, a size, turns the sign of what it finds',
  },
  {
    seed: broken('one-size', {
      role: 'size',
      genes: { period, half: flag() },
      write(_bars, { period, half }, exposure) {
        exposure.fill(0, 0, period)
        for (let t = period; t < exposure.length; t++) exposure[t] *= half ? 0.5 : 1
      },
    }),
    checks: ['can-fire', 'no-dead-genes'],
    says: 'one-size knows only one size',
  },
  {
    // The buffer of a column holds more than the column, once markets are packed.
    seed: broken('reads-the-buffer', {
      genes: { period },
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        const prices = new Float64Array(close.buffer)
        for (let t = period; t < exposure.length; t++) exposure[t] = above(prices[t], average[t])
      },
    }),
    checks: ['travels'],
    says: 'reads-the-buffer says something else behind a journey as JSON and bytes',
  },
  {
    seed: broken('keeps-quiet', {
      genes: { period },
      say: () => 'Go with the trend',
      write({ close }, { period }, exposure, tools) {
        const average = tools.compute(smaIndicator, close, [period])
        for (let t = period; t < exposure.length; t++) exposure[t] = above(close[t], average[t])
      },
    }),
    checks: ['explains'],
    says: 'keeps-quiet does not speak of its gene period',
  },
]
