import { int, oneOf, real } from '../genome/gene.ts'
import { donchianIndicator } from '../indicators/donchian.ts'
import { beyond, latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/** Bars of the channel that ends a position: a share of those of the channel that begins it. */
function exitPeriod({ period, exit }: { readonly period: number; readonly exit: number }): number {
  return Math.max(1, Math.round(period * exit))
}

/**
 * Opens when the close leaves the channel of the bars before it, closes when it breaks the shorter channel of the other
 * side. The current bar is no part of its own channel: a close above it can happen.
 */
export const donchianBreakout: Seed = seed({
  name: 'donchian-breakout',
  role: 'entry',
  version: 1,
  idea:
    'A close beyond everything paid in the last weeks tells that the range is over, and trends begin as breakouts. ' +
    'The position is held until a shorter channel breaks on the other side, so one long trend pays for many false starts.',
  genes: {
    period: int(5, 120, { scale: 'log', default: 20 }),
    exit: real(0.1, 1, { digits: 2, default: 0.5 }),
    threshold: real(0, 0.02, { digits: 3, default: 0 }),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'breakout',
  say(genes) {
    const { period, threshold, side } = genes
    const margin = threshold === 0 ? '' : ` by ${threshold} of its price`
    const end = `until the ${exitPeriod(genes)}-bar one breaks on the other side`
    if (side === 'short') return `Short from a close below the ${period}-bar Donchian channel${margin}, ${end}`
    const mirror = side === 'both' ? '; short from a close below it, likewise' : ''
    return `Long from a close above the ${period}-bar Donchian channel${margin}, ${end}${mirror}`
  },
  warmup: ({ period }) => period,
  write(bars, genes, exposure, tools) {
    const { period, threshold, side } = genes
    const { close } = bars
    const { upper, lower } = tools.compute(donchianIndicator, bars, [period])
    const { upper: ceiling, lower: floor } = tools.compute(donchianIndicator, bars, [exitPeriod(genes)])
    let held = 0
    for (let t = 0; t < close.length; t++) {
      const opens = beyond(close[t], upper[t] * (1 + threshold), lower[t] * (1 - threshold))
      held = latch(held, opens, close[t] < floor[t], close[t] > ceiling[t])
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
