import type { Column } from '../base/column.ts'
import { checkKeys, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { sliceBars } from '../market/slice-bars.ts'
import { checkPeriods } from '../metrics/check-returns.ts'
import { type Detail, detailOf } from './detail.ts'
import type { Distance, Execution } from './execution.ts'
import { type Tape, tapeOf } from './tape.ts'
import { type Terms, termsOf } from './terms.ts'

/** What a backtest may be told besides market, exposure and execution. */
export interface BacktestOptions {
  /** Finer bars of the same market: they say what came first inside a bar. */
  readonly detail?: Bars
  /** Bars per year, for annual figures; by default what `periodsPerYear` of the metrics reads from the bars. */
  readonly periodsPerYear?: number
}

/** The levels of a book as columns: price and size, three a side. */
export interface Book {
  readonly bidPrice: readonly Column[]
  readonly bidSize: readonly Column[]
  readonly askPrice: readonly Column[]
  readonly askSize: readonly Column[]
}

/** A stop's distance, its column looked up. */
export interface Reach {
  /** Fraction of the price, or multiple of the column. */
  readonly times: number
  readonly column: Column | null
}

/** Everything of one market and one execution that many exposures share. */
export interface Setup {
  /** The function that was called, and the market of a portfolio, for messages. */
  readonly where: string
  readonly tape: Tape
  readonly terms: Terms
  readonly periodsPerYear: number
  /** Funding rates, or null when none are settled. */
  readonly funding: Column | null
  /** Root mean square return known at each bar, for the slippage model that asks for it. */
  readonly volatility: Column | null
  readonly book: Book | null
  readonly loss: Reach | null
  readonly profit: Reach | null
  readonly trailing: Reach | null
  readonly breakEven: Reach | null
  readonly detail: Detail | null
}

/** Checks a market and an execution against each other, once for all the exposures that will run on them. */
export function setupOf(where: string, bars: Bars, execution: Execution, options: BacktestOptions): Setup {
  const terms = termsOf(where, execution)
  checkKeys(where, options, ['detail', 'periodsPerYear'])
  const tape = tapeOf(where, bars)
  const { slippage, stops } = terms
  if (options.periodsPerYear !== undefined) checkPeriods(where, options.periodsPerYear)
  const reach = (name: 'loss' | 'profit' | 'trailing' | 'breakEven') => reachOf(where, bars, stops?.[name])
  return {
    where,
    tape,
    terms,
    periodsPerYear: options.periodsPerYear ?? tape.periodsPerYear,
    funding: terms.funding && bars.funding !== undefined ? bars.funding : null,
    volatility: slippage.model === 'volatility' ? volatilityOf(tape.close, slippage.period) : null,
    book: slippage.model === 'book' ? bookOf(where, bars) : null,
    loss: reach('loss'),
    profit: reach('profit'),
    trailing: reach('trailing'),
    breakEven: reach('breakEven'),
    detail: options.detail === undefined ? null : detailOf(where, bars, options.detail),
  }
}

/** Rows from one up to and without another. */
interface Rows {
  readonly from: number
  readonly to: number
}

/** The setup of some rows of a market: a year is that of the whole, and so is what is known of it at every bar. */
export function setupWithin(whole: Setup, bars: Bars, execution: Execution, { from, to }: Rows): Setup {
  if (from === 0 && to === bars.length) return whole
  const { where, periodsPerYear, volatility, detail } = whole
  const setup = setupOf(
    where,
    sliceBars(bars, from, to),
    execution,
    Number.isNaN(periodsPerYear) ? {} : { periodsPerYear },
  )
  // The kernel is quickest on setups that were not copied.
  if (volatility === null && detail === null) return setup
  return {
    ...setup,
    volatility: volatility === null ? null : volatility.subarray(from, to),
    detail:
      detail === null
        ? null
        : { ...detail, first: detail.first.subarray(from, to), end: detail.end.subarray(from, to) },
  }
}

function reachOf(where: string, bars: Bars, distance: Distance | undefined): Reach | null {
  if (distance === undefined) return null
  if (typeof distance === 'number') return { times: distance, column: null }
  return { times: distance.times ?? 1, column: extraOf(where, bars, distance.column) }
}

function bookOf(where: string, bars: Bars): Book {
  const side = (name: string) => [1, 2, 3].map((level) => extraOf(where, bars, `${name}${level}`))
  return {
    bidPrice: side('bidPrice'),
    bidSize: side('bidSize'),
    askPrice: side('askPrice'),
    askSize: side('askSize'),
  }
}

function extraOf(where: string, bars: Bars, name: string): Column {
  const { extras = {} } = bars
  if (Object.hasOwn(extras, name)) return extras[name]
  return refuse(where, 'column', name, {
    rule: 'a column of bars.extras',
    remedy: `Its columns: ${Object.keys(extras).join(', ') || 'none'}.`,
  })
}

/** Root mean square of the last `period` simple returns up to each bar; of all there are at the start, 0 at bar 0. */
function volatilityOf(close: Column, period: number): Column {
  const column = new Float64Array(close.length)
  for (let t = 1; t < close.length; t++) {
    const first = Math.max(1, t - period + 1)
    let squares = 0
    for (let i = first; i <= t; i++) squares += (close[i] / close[i - 1] - 1) ** 2
    column[t] = Math.sqrt(squares / (t - first + 1))
  }
  return column
}
