import type { Column } from '../base/column.ts'
import { OrganismError } from '../base/error.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkExposure } from './check-exposure.ts'
import type { Execution } from './execution.ts'
import { live } from './live.ts'
import { readable } from './result.ts'
import { type BacktestOptions, type Setup, setupOf } from './setup.ts'
import { summaryOfLife } from './summarise.ts'
import type { Summary } from './summary.ts'

/** A matrix over one flat array, rows = strategies: what an ndarray of doubles is, accepted and given without a copy. */
export interface Panel {
  readonly data: Float64Array
  readonly shape: readonly number[]
  readonly stride: readonly number[]
  readonly offset: number
}

/** A row that could not be run, and why. */
export interface RowFault {
  readonly row: number
  readonly error: OrganismError
}

/** Summaries of a population: `data[row * metrics.length + column]`. */
export interface Scores extends Panel {
  /** Name of each column, a key of `Summary`. */
  readonly metrics: readonly (keyof Summary)[]
  /** Rows that could not be run; theirs are NaN. */
  readonly faults: readonly RowFault[]
}

/** Options of `backtestMany`. */
export interface ManyOptions extends BacktestOptions {
  /** Columns of the result; all of `SUMMARY_KEYS` by default. */
  readonly metrics?: readonly (keyof Summary)[]
}

/** Names of all numbers of a summary, in the order `backtestMany` gives them. */
export const SUMMARY_KEYS: readonly (keyof Summary)[] = [
  ...(['bars', 'periodsPerYear', 'startEquity', 'endEquity', 'totalReturn', 'cagr', 'meanReturn'] as const),
  ...(['volatility', 'sharpe', 'sortino', 'calmar', 'maxDrawdown', 'consistency', 'timeInMarket'] as const),
  ...(['turnover', 'fills', 'rejects', 'trades', 'wins', 'losses', 'winRate', 'profitFactor', 'payoff'] as const),
  ...(['expectancy', 'meanTradeReturn', 'grossProfit', 'fees', 'slippage', 'funding', 'shortfall'] as const),
  ...(['liquidations', 'ambiguousShare'] as const),
]

/**
 * The summaries of a population of exposure rows on one market, as one flat matrix: row = strategy, column = metric.
 * Rows are run one after another through the kernel of `backtest`, so each equals `summarise` of it bit for bit; beyond
 * the result it needs one column of memory, however many rows there are. A row that cannot be run is NaN and a fault.
 *
 * @example
 * const close = Float64Array.of(100, 100, 110, 121)
 * const columns = { time: [0, 1, 2, 3], open: close, high: close, low: close, close, volume: [1, 1, 1, 1] }
 * const panel = { data: Float64Array.of(1, 1, 1, 1, 0, 9, 0, 0), shape: [2, 4], stride: [4, 1], offset: 0 }
 * const scores = backtestMany(barsFrom(columns), panel, frictionless, { metrics: ['endEquity', 'trades'] })
 * scores.data // => Float64Array.of(12100, 0, NaN, NaN)
 * scores.faults.map(({ row, error }) => [row, error.code]) // => [[1, 'invalid-column']]
 */
export function backtestMany(bars: Bars, panel: Panel, execution: Execution, options: ManyOptions = {}): Scores {
  checkKeys('backtestMany', options, ['metrics', 'detail', 'periodsPerYear'])
  const { metrics = SUMMARY_KEYS, ...rest } = options
  const setup = setupOf('backtestMany', bars, execution, rest)
  checkPanel(panel, bars.length)
  // Held apart, because the test itself would make the list one of anything.
  const isList: boolean = Array.isArray(metrics)
  if (!isList) refuse('backtestMany', 'metrics', metrics, { rule: 'a list of keys of a summary' })
  for (const metric of metrics) checkOneOf('backtestMany', 'metrics', metric, SUMMARY_KEYS)
  const rows = panel.shape[0]
  const data = new Float64Array(rows * metrics.length).fill(Number.NaN)
  const faults: RowFault[] = []
  const scratch = new Float64Array(bars.length)
  for (let row = 0; row < rows; row++) {
    const summary = summaryOfRow(setup, rowOf(panel, row, scratch))
    if (summary instanceof OrganismError) faults.push({ row, error: summary })
    else for (let i = 0; i < metrics.length; i++) data[row * metrics.length + i] = summary[metrics[i]]
  }
  return readable({ data, shape: [rows, metrics.length], stride: [metrics.length, 1], offset: 0, metrics, faults })
}

function summaryOfRow(setup: Setup, exposure: Column): Summary | OrganismError {
  try {
    checkExposure(setup, exposure)
    return summaryOfLife(live(setup, exposure, null))
  } catch (error) {
    if (error instanceof OrganismError) return error
    throw error
  }
}

/** A row as a column: a view where its values lie side by side, else gathered into the scratch column. */
function rowOf({ data, shape, stride, offset }: Panel, row: number, scratch: Column): Column {
  const first = offset + row * stride[0]
  if (stride[1] === 1) return data.subarray(first, first + shape[1])
  for (let t = 0; t < shape[1]; t++) scratch[t] = data[first + t * stride[1]]
  return scratch
}

function checkPanel(panel: Panel, length: number): void {
  const where = 'backtestMany'
  if (typeof panel !== 'object' || panel === null || !(panel.data instanceof Float64Array)) {
    refuse(where, 'panel.data', panel?.data, { rule: 'a Float64Array', code: 'invalid-column' })
  }
  const { data, shape, stride, offset } = panel
  for (const [name, pair] of Object.entries({ shape, stride })) {
    if (pair?.length !== 2 || !pair.every(Number.isSafeInteger)) {
      refuse(where, `panel.${name}`, pair, { rule: 'two integers, for strategies and bars' })
    }
  }
  if (shape[0] < 0) refuse(where, 'panel.shape[0]', shape[0], { rule: 'a number of rows' })
  if (shape[1] !== length) {
    refuse(where, 'panel.shape[1]', shape[1], { rule: `${length}, the number of bars`, code: 'length-mismatch' })
  }
  const corners = [0, shape[0] - 1].flatMap((row) =>
    [0, length - 1].map((t) => offset + row * stride[0] + t * stride[1]),
  )
  if (shape[0] === 0 || corners.every((at) => Number.isSafeInteger(at) && at >= 0 && at < data.length)) return
  refuse(where, 'panel', data, { rule: 'within its data', remedy: 'Check shape, stride and offset.' })
}
