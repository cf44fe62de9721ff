import type { Column } from '../base/column.ts'
import type { Problem } from '../base/error.ts'
import { checkColumn, checkInteger, refuse } from '../base/guards.ts'
import { refuseAll } from '../base/problems.ts'
import type { Bars } from '../market/bars.ts'
import { checkBars } from '../market/check-bars.ts'
import { calendarSpans } from '../metrics/calendar.ts'
import { periodsPerYear } from '../metrics/periods-per-year.ts'

/** The four prices of a row; a bar's range always holds its open and close. */
export interface Prices {
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
}

/** A market as the kernel reads it. */
export interface Tape extends Prices {
  readonly length: number
  readonly time: Column
  readonly volume: Column
  /** Lowest low and highest high of every `BLOCK` rows. */
  readonly blockLow: Column
  readonly blockHigh: Column
  /** First rows of the calendar months, and the number of rows at the end. */
  readonly months: Int32Array
  /** Bars a year as the time column shows them. */
  readonly periodsPerYear: number
}

/** Rows of a block are 2 to this power. */
export const BLOCK_BITS = 8

const KEPT = 100
const PRICES = ['open', 'high', 'low', 'close'] as const
const known = new WeakMap<Bars, Tape>()

/**
 * The tape of a market: checked once per market (bars are never written to), because a population reads the same one
 * thousands of times. A high below, or a low above, the open or close is widened to hold them.
 */
export function tapeOf(where: string, bars: Bars): Tape {
  const found = known.get(bars)
  if (found !== undefined) return found
  checkMarket(where, bars)
  const { open, close, time, volume, length } = bars
  const [high, low] = [widened(bars, 1), widened(bars, -1)]
  const tape: Tape = {
    ...{ open, high, low, close, time, volume, length },
    blockHigh: highestOf(high),
    blockLow: lowestOf(low),
    months: Int32Array.of(...calendarSpans(time, 'month').first, length),
    periodsPerYear: periodsPerYear(time, bars.interval),
  }
  known.set(bars, tape)
  return tape
}

function checkMarket(where: string, bars: Bars): void {
  if (typeof bars !== 'object' || bars === null) refuse(where, 'bars', bars, { rule: 'a market made by barsFrom' })
  checkInteger(where, 'bars.length', bars.length, { min: 1 })
  for (const name of ['time', ...PRICES, 'volume'] as const) checkColumn(where, `bars.${name}`, bars[name], bars.length)
  if (bars.funding !== undefined) checkColumn(where, 'bars.funding', bars.funding, bars.length)
  checkBars(where, bars)
  const problems: Problem[] = []
  let total = 0
  for (const field of PRICES) {
    const column = bars[field]
    for (let row = 0; row < column.length; row++) {
      if (column[row] > 0) continue
      total++
      if (problems.length < KEPT) problems.push({ row, field, value: column[row], message: 'must be above 0' })
    }
  }
  if (total === 0) return
  refuseAll(where, problems, {
    code: 'invalid-bars',
    summary: `${total} ${total === 1 ? 'price is' : 'prices are'} not above 0`,
    remedy: 'A share of equity has no quantity at such a price; drop or mend these rows.',
    total,
  })
}

/** The highest value of each block of rows. */
function highestOf(column: Column): Column {
  const blocks = new Float64Array((column.length >> BLOCK_BITS) + 1).fill(Number.NEGATIVE_INFINITY)
  for (let row = 0; row < column.length; row++) {
    const block = row >> BLOCK_BITS
    if (column[row] > blocks[block]) blocks[block] = column[row]
  }
  return blocks
}

/** The lowest value of each block of rows. */
function lowestOf(column: Column): Column {
  const blocks = new Float64Array((column.length >> BLOCK_BITS) + 1).fill(Number.POSITIVE_INFINITY)
  for (let row = 0; row < column.length; row++) {
    const block = row >> BLOCK_BITS
    if (column[row] < blocks[block]) blocks[block] = column[row]
  }
  return blocks
}

/** The highs (`side` 1) or lows (`side` -1), the same column when every row already holds its open and close. */
function widened(bars: Bars, side: 1 | -1): Column {
  const { open, close } = bars
  const edge = side === 1 ? bars.high : bars.low
  let column = edge
  for (let row = 0; row < edge.length; row++) {
    const outer = side * Math.max(side * open[row], side * close[row])
    if (side * edge[row] >= side * outer) continue
    if (column === edge) column = edge.slice()
    column[row] = outer
  }
  return column
}
