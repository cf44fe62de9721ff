import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkShape } from './check-bars.ts'
import { intersectionOf, rowsOn, unionOf } from './time-axis.ts'

/** Which times the aligned markets have, and what becomes of a market that lacks one of them. */
export interface AlignOptions {
  /** `'intersection'` keeps the times that every market has (default), `'union'` those that any market has. */
  readonly axis?: 'intersection' | 'union'
  /**
   * Where a market lacks a time of the union: `'refuse'` to align and name the first gap (default), or `'carry'`
   * its last close on as a flat bar with volume 0, funding 0 and NaN in every extra. Carried bars are marked in the
   * extra column `carried`, 1 or 0, and the axis begins where the last market has begun.
   */
  readonly gaps?: 'refuse' | 'carry'
}

/**
 * Several markets on one time axis, in the order given: afterwards row t of each is the same moment, and all share
 * the very same `time` column. Markets must have one interval; `resample` them first if they do not.
 *
 * No price is invented unless asked for. An intersection only drops rows, which leaves gaps in the markets that had
 * more; a carried bar is a price at which nobody could trade. A market that ends early is carried to the end.
 * O(markets x rows).
 *
 * @example
 * const flat = (time, price) =>
 *   barsFrom({ time, open: price, high: price, low: price, close: price, volume: price }, { interval: 1 })
 * const markets = [flat([0, 1, 2], [5, 6, 7]), flat([1, 3], [8, 9])]
 * Array.from(alignBars(markets)[0].close) // => [6]
 * alignBars(markets, { axis: 'union' }) // throws 'invalid-bars'
 * const [a, b] = alignBars(markets, { axis: 'union', gaps: 'carry' })
 * Array.from(a.time) // => [1, 2, 3]
 * Array.from(b.close) // => [8, 8, 9]
 * b.extras // => { carried: Float64Array.of(0, 1, 0) }
 */
export function alignBars(markets: readonly Bars[], options: AlignOptions = {}): Bars[] {
  checkKeys('alignBars', options, ['axis', 'gaps'])
  const { axis = 'intersection', gaps = 'refuse' } = options
  checkOneOf('alignBars', 'axis', axis, ['intersection', 'union'])
  checkOneOf('alignBars', 'gaps', gaps, ['refuse', 'carry'])
  checkMarkets(markets)
  const times = markets.map(({ time }) => time)
  if (axis === 'intersection') {
    const time = checkAxis(times.reduce(intersectionOf))
    return markets.map((bars) => onAxis(bars, time, rowsOn(time, bars.time)))
  }
  const union = times.reduce(unionOf)
  const start = Math.max(...times.map((time) => time[0]))
  const time = gaps === 'carry' ? union.subarray(union.indexOf(start)) : union
  return markets.map((bars) => {
    const rows = rowsOn(time, bars.time)
    if (gaps === 'refuse') checkComplete(bars, time, rows)
    return gaps === 'carry' ? marked(bars, time, rows) : onAxis(bars, time, rows)
  })
}

function checkMarkets(markets: readonly Bars[]): void {
  if (!Array.isArray(markets) || markets.length === 0) {
    refuse('alignBars', 'markets', markets, { rule: 'an array of markets' })
  }
  for (const [place, bars] of markets.entries()) {
    checkShape('alignBars', bars)
    if (bars.interval !== markets[0].interval) {
      refuse('alignBars', `markets[${place}].interval`, bars.interval, {
        rule: `${markets[0].interval}, the interval of the first market`,
        remedy: 'Resample all markets to the coarsest interval first.',
      })
    }
  }
}

function checkAxis(time: Column): Column {
  if (time.length > 0) return time
  return refuse('alignBars', 'the number of common times', 0, {
    rule: 'at least 1',
    remedy: "Give markets that overlap, resample them to one grid, or pass { axis: 'union', gaps: 'carry' }.",
  })
}

function checkComplete(bars: Bars, time: Column, rows: Int32Array): void {
  const gap = rows.findIndex((row) => row < 0)
  if (gap === -1) return
  refuse('alignBars', `the time of ${bars.symbol}`, time[gap], {
    rule: 'in every market',
    code: 'invalid-bars',
    remedy: "This market has no such bar. Pass { axis: 'intersection' } or { axis: 'union', gaps: 'carry' }.",
  })
}

/** Carried rows are marked, and a market that would be nothing but carried rows is refused. */
function marked(bars: Bars, time: Column, rows: Int32Array): Bars {
  if (Object.hasOwn(bars.extras ?? {}, 'carried')) {
    refuse('alignBars', `the extras of ${bars.symbol}`, 'carried', {
      rule: 'without the marks of an earlier alignment',
      remedy: 'Align all markets in one call.',
    })
  }
  const carried = new Float64Array(rows.length)
  for (let t = 0; t < rows.length; t++) carried[t] = rows[t] < 0 ? 1 : 0
  if (!carried.includes(0)) {
    refuse('alignBars', `the last time of ${bars.symbol}`, bars.time[bars.length - 1], {
      rule: `at or after ${time[0]}, where the last market begins`,
      remedy: 'Leave out the markets that have ended by then.',
    })
  }
  const aligned = onAxis(bars, time, rows)
  return { ...aligned, extras: { ...aligned.extras, carried } }
}

/** The bars at the given rows; a row of -(r + 1) is the bar that carries row r on. */
function onAxis(bars: Bars, time: Column, rows: Int32Array): Bars {
  const { close, funding, extras } = bars
  return {
    symbol: bars.symbol,
    interval: bars.interval,
    length: time.length,
    time,
    open: gather(bars.open, rows, close),
    high: gather(bars.high, rows, close),
    low: gather(bars.low, rows, close),
    close: gather(close, rows, close),
    volume: gather(bars.volume, rows, 0),
    ...(funding === undefined ? {} : { funding: gather(funding, rows, 0) }),
    ...(extras === undefined
      ? {}
      : {
          extras: Object.fromEntries(
            Object.entries(extras).map(([name, column]) => [name, gather(column, rows, Number.NaN)]),
          ),
        }),
  }
}

/** A column at the given rows; a carried row has the value that another column has there, or one and the same. */
function gather(column: Column, rows: Int32Array, carried: Column | number): Column {
  const gathered = new Float64Array(rows.length)
  for (let t = 0; t < rows.length; t++) {
    const row = rows[t]
    if (row >= 0) gathered[t] = column[row]
    else gathered[t] = typeof carried === 'number' ? carried : carried[-row - 1]
  }
  return gathered
}
