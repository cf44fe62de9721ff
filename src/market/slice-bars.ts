import type { Column } from '../base/column.ts'
import { checkInteger } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkShape } from './check-bars.ts'

/**
 * The bars from row `from` to before row `to` (by default to the end) as views: nothing is copied, whatever the
 * number of rows, and the slice shares memory with the market it was cut from. At least one bar.
 *
 * @example
 * const bars = barsFrom({
 *   time: [0, 1, 2], open: [1, 2, 3], high: [1, 2, 3], low: [1, 2, 3], close: [1, 2, 3], volume: [0, 0, 0],
 * })
 * Array.from(sliceBars(bars, 1).close) // => [2, 3]
 * sliceBars(bars, 0, 2).close.buffer === bars.close.buffer // => true
 * sliceBars(bars, 2, 2) // throws 'invalid-argument'
 */
export function sliceBars(bars: Bars, from: number, to: number = bars.length): Bars {
  checkShape('sliceBars', bars)
  checkInteger('sliceBars', 'from', from, { min: 0, below: bars.length })
  checkInteger('sliceBars', 'to', to, {
    above: from,
    max: bars.length,
    remedy: 'Rows count from 0; the row `to` itself is left out.',
  })
  const view = (column: Column): Column => column.subarray(from, to)
  const { funding, extras } = bars
  return {
    symbol: bars.symbol,
    interval: bars.interval,
    length: to - from,
    time: view(bars.time),
    open: view(bars.open),
    high: view(bars.high),
    low: view(bars.low),
    close: view(bars.close),
    volume: view(bars.volume),
    ...(funding === undefined ? {} : { funding: view(funding) }),
    ...(extras === undefined
      ? {}
      : { extras: Object.fromEntries(Object.entries(extras).map(([name, column]) => [name, view(column)])) }),
  }
}
