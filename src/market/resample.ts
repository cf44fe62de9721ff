import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import {
  anchorOf,
  BUCKET_OPTIONS,
  type BucketOptions,
  type Buckets,
  bucketsOf,
  closing,
  type Fold,
  foldBuckets,
  highest,
  lowest,
  opening,
  total,
  wholeBuckets,
} from './buckets.ts'
import { checkBars, checkShape } from './check-bars.ts'
import { type Interval, intervalMs } from './interval.ts'

/** What a coarse bar says of an extra column: its last value, their sum, or their mean weighted by volume. */
export type ExtraRule = 'last' | 'sum' | 'weighted-mean'

/** How fine bars become coarse ones. */
export interface ResampleOptions extends BucketOptions {
  /** Rule for each extra column by name; `'last'` by default. Rows that hold NaN do not count. */
  readonly extras?: Readonly<Record<string, ExtraRule>>
}

/**
 * The same market in coarser bars: the first open, the highest high, the lowest low, the last close, the sum of
 * volumes, and the sum of the funding rates settled within.
 *
 * A coarse bar is made of exactly the bars that open within it and stands for `[time, time + interval)`; where
 * nothing traded there is no bar. The first and the last are dropped unless the record covers them whole. A record
 * whose market closes on Friday does not by itself reach the end of its last week: say so with `until`.
 *
 * The new interval must be a whole multiple of the old, and no bar may reach over the end of a coarse one.
 *
 * @example
 * const hours = barsFrom({
 *   time: [0, 1, 2, 3].map((hour) => hour * 3_600_000),
 *   open: [1, 2, 3, 4], high: [2, 3, 4, 5], low: [1, 2, 3, 4], close: [2, 3, 4, 5], volume: [1, 1, 1, 1],
 * })
 * Array.from(resample(hours, '2h').close) // => [3, 5]
 * resample(hours, '3h').length // => 1
 * resample(hours, '3h', { incomplete: 'keep' }).extras // => { complete: Float64Array.of(1, 0) }
 * resample(hours, '90m') // throws 'invalid-argument'
 */
export function resample(bars: Bars, interval: Interval, options: ResampleOptions = {}): Bars {
  checkShape('resample', bars)
  checkKeys('resample', options, [...BUCKET_OPTIONS, 'extras'])
  const coarse = intervalMs(interval, 'resample')
  checkMultiple(coarse, bars.interval)
  const anchor = anchorOf('resample', coarse, options)
  const { time } = bars
  const last = time[bars.length - 1]
  const all = bucketsOf(time, coarse, anchor)
  checkEnds(bars, all, anchor)
  const buckets = wholeBuckets('resample', all, { ...options, first: time[0], last, end: last + bars.interval })
  const { extras: rules = {} } = options
  const extras = foldExtras(bars, buckets, rules)
  const columns = {
    time: buckets.time,
    open: foldBuckets(buckets, bars.open, opening),
    high: foldBuckets(buckets, bars.high, highest),
    low: foldBuckets(buckets, bars.low, lowest),
    close: foldBuckets(buckets, bars.close, closing),
    volume: foldBuckets(buckets, bars.volume, total),
    ...(bars.funding === undefined ? {} : { funding: foldBuckets(buckets, bars.funding, total) }),
    ...(extras === undefined ? {} : { extras }),
  }
  checkBars('resample', columns)
  return { symbol: bars.symbol, interval: coarse, length: buckets.time.length, ...columns }
}

function checkMultiple(coarse: number, fine: number): void {
  if (coarse % fine === 0) return
  refuse('resample', 'interval', coarse, {
    rule: `a whole multiple of the ${fine} ms of the bars`,
    remedy: 'Finer bars cannot be made from coarser ones; choose a multiple, or start from finer bars.',
  })
}

/** A bar that outlasts its bucket would let the coarse bar know prices from after its own end. */
function checkEnds({ time, interval }: Bars, buckets: Buckets, anchor: number): void {
  for (let bucket = 0; bucket < buckets.time.length; bucket++) {
    const row = buckets.first[bucket + 1] - 1
    if (time[row] + interval <= buckets.time[bucket] + buckets.interval) continue
    const shift = (((time[row] - anchor) % interval) + interval) % interval
    refuse('resample', 'time', time[row], {
      rule: `the open of a bar that ends by ${buckets.time[bucket] + buckets.interval}, where its coarse bar ends`,
      row,
      code: 'invalid-bars',
      remedy: `Begin the coarse bars where the fine ones begin, for example { anchor: ${anchor + shift} }.`,
    })
  }
}

function foldExtras(
  bars: Bars,
  buckets: Buckets,
  rules: Readonly<Record<string, ExtraRule>>,
): Record<string, Column> | undefined {
  const { extras = {}, volume } = bars
  checkKeys('resample', rules, Object.keys(extras))
  if (Object.hasOwn(extras, 'complete')) {
    refuse('resample', 'extras', 'complete', {
      rule: 'without the marks of an earlier resampling',
      remedy: 'Resample the finest bars directly.',
    })
  }
  const folds: Readonly<Record<ExtraRule, Fold>> = { last: lastKnown, sum: knownTotal, 'weighted-mean': meanBy(volume) }
  const folded = Object.entries(extras).map(([name, column]): [string, Column] => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : 'last'
    checkOneOf('resample', `extras.${name}`, rule, Object.keys(folds))
    return [name, foldBuckets(buckets, column, folds[rule])]
  })
  if (buckets.complete !== undefined) folded.push(['complete', buckets.complete])
  return bars.extras === undefined && folded.length === 0 ? undefined : Object.fromEntries(folded)
}

const lastKnown: Fold = (column, from, to) => {
  for (let row = to - 1; row >= from; row--) if (!Number.isNaN(column[row])) return column[row]
  return Number.NaN
}

const knownTotal: Fold = (column, from, to) => {
  let sum = Number.NaN
  for (let row = from; row < to; row++) {
    if (!Number.isNaN(column[row])) sum = Number.isNaN(sum) ? column[row] : sum + column[row]
  }
  return sum
}

function meanBy(weight: Column): Fold {
  return (column, from, to) => {
    let sum = 0
    let weights = 0
    for (let row = from; row < to; row++) {
      if (Number.isNaN(column[row])) continue
      sum += weight[row] * column[row]
      weights += weight[row]
    }
    return weights === 0 ? Number.NaN : sum / weights
  }
}
