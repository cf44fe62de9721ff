import { checkNumber, refuse } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkShape } from './check-bars.ts'
import { sliceBars } from './slice-bars.ts'

/** How far the fractions may miss 1, and a border a half, by rounding. */
const SLACK = 1e-9

/**
 * Consecutive parts of a market, for example 60 % to breed on, 20 % to choose by and 20 % to judge by. Each border
 * is the row nearest to its cumulative fraction (a half goes to the later row), so every bar is in exactly one
 * part. Parts are views; each has at least one bar.
 *
 * @example
 * const bars = barsFrom({
 *   time: [0, 1, 2, 3, 4], open: [1, 2, 3, 4, 5], high: [1, 2, 3, 4, 5], low: [1, 2, 3, 4, 5],
 *   close: [1, 2, 3, 4, 5], volume: [0, 0, 0, 0, 0],
 * })
 * splitBars(bars, [0.6, 0.2, 0.2]).map((part) => part.length) // => [3, 1, 1]
 * splitBars(bars, [0.6, 0.2]) // throws 'invalid-argument'
 */
export function splitBars(bars: Bars, fractions: readonly number[]): Bars[] {
  checkShape('splitBars', bars)
  if (!Array.isArray(fractions) || fractions.length === 0) {
    refuse('splitBars', 'fractions', fractions, { rule: 'an array', remedy: 'For example [0.6, 0.2, 0.2].' })
  }
  const borders = [0]
  let sum = 0
  for (const [part, fraction] of fractions.entries()) {
    checkNumber('splitBars', `fractions[${part}]`, fraction, { above: 0, max: 1 })
    sum += fraction
    borders.push(Math.floor(sum * bars.length + 0.5 + SLACK))
  }
  if (Math.abs(sum - 1) > SLACK) {
    refuse('splitBars', 'the sum of fractions', sum, {
      rule: '1',
      remedy: 'To leave bars out, cut them with sliceBars.',
    })
  }
  return fractions.map((fraction, part) => {
    if (borders[part] < borders[part + 1]) return sliceBars(bars, borders[part], borders[part + 1])
    return refuse('splitBars', `fractions[${part}]`, fraction, {
      rule: `large enough for one of ${bars.length} bars`,
      remedy: 'Give more bars or a larger fraction.',
    })
  })
}
