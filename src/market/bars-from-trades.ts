import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkSymbol } from './bars-from.ts'
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
import { checkBars } from './check-bars.ts'
import { amount, checkRows, finite, orderedTime } from './check-rows.ts'
import { type Interval, intervalMs } from './interval.ts'
import { toColumn } from './to-column.ts'

/** Trades as columns, oldest first: time in milliseconds UTC, price, and size in units of the asset. */
export interface TradeTicks {
  readonly time: ArrayLike<number>
  readonly price: ArrayLike<number>
  readonly size: ArrayLike<number>
}

/** How trades become bars. */
export interface BarsFromTradesOptions extends BucketOptions {
  /** Length of a bar. */
  readonly interval: Interval
  /** Name of the market; `'market'` by default. */
  readonly symbol?: string
  /**
   * Between trades that are bars apart: `'leave'` no bar (default), or `'carry'` the last price on as a flat bar
   * of volume 0.
   */
  readonly gaps?: 'leave' | 'carry'
}

/** More bars than this are not carried on: 19 years of minutes, or one wrong time. */
const MOST_BARS = 10_000_000

/**
 * Bars from single trades: the first, highest, lowest and last price and the sum of sizes, with the number of
 * trades and their volume-weighted price as the extras `trades` and `vwap` (NaN where the volume is 0).
 *
 * Times must not fall; trades of one time keep their order. The bars in which the record begins and ends are
 * dropped unless `since` and `until` say that it covers them whole, because their volume and range are cut short.
 *
 * @example
 * const ticks = { time: [0, 20_000, 60_000, 70_000], price: [10, 12, 11, 9], size: [1, 3, 2, 2] }
 * const bars = barsFromTrades(ticks, { interval: '1m', since: 0, until: 120_000 })
 * Array.from(bars.volume) // => [4, 4]
 * bars.extras // => { trades: Float64Array.of(2, 2), vwap: Float64Array.of(11.5, 10) }
 * barsFromTrades(ticks, { interval: '1m' }).length // => 1
 */
export function barsFromTrades(trades: TradeTicks, options: BarsFromTradesOptions): Bars {
  const { time, price, size } = checkTrades(trades)
  checkKeys('barsFromTrades', options, [...BUCKET_OPTIONS, 'interval', 'symbol', 'gaps'])
  const { symbol = 'market', gaps = 'leave' } = options
  checkSymbol('barsFromTrades', symbol)
  checkOneOf('barsFromTrades', 'gaps', gaps, ['leave', 'carry'])
  const interval = intervalMs(options.interval, 'barsFromTrades')
  const last = time[time.length - 1]
  const all = bucketsOf(time, interval, anchorOf('barsFromTrades', interval, options))
  const traded = wholeBuckets('barsFromTrades', all, { ...options, first: time[0], last, end: last })
  const buckets = gaps === 'carry' ? withEmpty(traded) : traded
  const volume = foldBuckets(buckets, size, total)
  const bars = {
    time: buckets.time,
    open: foldBuckets(buckets, price, orBefore(opening)),
    high: foldBuckets(buckets, price, orBefore(highest)),
    low: foldBuckets(buckets, price, orBefore(lowest)),
    close: foldBuckets(buckets, price, orBefore(closing)),
    volume,
    extras: {
      trades: foldBuckets(buckets, size, (_, from, to) => to - from),
      vwap: foldBuckets(buckets, price, weightedBy(size)),
      ...(buckets.complete === undefined ? {} : { complete: buckets.complete }),
    },
  }
  checkBars('barsFromTrades', bars)
  return { symbol, interval, length: volume.length, ...bars }
}

function checkTrades(trades: TradeTicks): Readonly<Record<'time' | 'price' | 'size', Column>> {
  checkKeys('barsFromTrades', trades, ['time', 'price', 'size'])
  const time = toColumn('barsFromTrades', 'time', trades.time)
  checkInteger('barsFromTrades', 'the number of trades', time.length, { min: 1 })
  const price = toColumn('barsFromTrades', 'price', trades.price, time.length)
  const size = toColumn('barsFromTrades', 'size', trades.size, time.length)
  const ruled = [
    { field: 'time', column: time, rule: orderedTime },
    { field: 'price', column: price, rule: finite },
    { field: 'size', column: size, rule: amount },
  ]
  checkRows('barsFromTrades', ruled, {
    code: 'invalid-column',
    of: 'trades',
    remedy: 'Sort trades by time, and mend or drop these rows before calling.',
  })
  return { time, price, size }
}

/** The same buckets and, between them, those without a row. */
function withEmpty({ interval, time, first, complete }: Buckets): Buckets {
  const last = time.length - 1
  const count = (time[last] - time[0]) / interval + 1
  checkNumber('barsFromTrades', 'the number of bars to carry on', count, {
    max: MOST_BARS,
    remedy: "Mend the times, choose a coarser interval or pass { gaps: 'leave' }.",
  })
  const every = new Float64Array(count)
  const rows = new Uint32Array(count + 1)
  for (let bucket = 0, next = 0; bucket < count; bucket++) {
    every[bucket] = time[0] + bucket * interval
    rows[bucket] = first[next]
    if (every[bucket] === time[next]) next++
  }
  rows[count] = first[last + 1]
  if (complete === undefined) return { interval, time: every, first: rows }
  const marks = new Float64Array(count).fill(1)
  marks[0] = complete[0]
  marks[count - 1] = complete[last]
  return { interval, time: every, first: rows, complete: marks }
}

/** In a bucket without a row, the last price before it. */
function orBefore(fold: Fold): Fold {
  return (column, from, to) => (from === to ? column[from - 1] : fold(column, from, to))
}

/** The mean weighted by size, taken as a distance from the lowest price: a flat bar has exactly its price. */
function weightedBy(size: Column): Fold {
  return (column, from, to) => {
    const low = lowest(column, from, to)
    let sum = 0
    let weights = 0
    for (let row = from; row < to; row++) {
      sum += (column[row] - low) * size[row]
      weights += size[row]
    }
    return weights === 0 ? Number.NaN : low + sum / weights
  }
}
