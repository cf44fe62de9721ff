import { type Setup, setupOf } from '../backtest/setup.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { sliceBars } from '../market/slice-bars.ts'
import { spanOf } from '../metrics/calendar-span.ts'
import type { RowRange } from '../validation/row-range.ts'
import { type Aggregate, aggregateOf } from './aggregate.ts'
import { checkMemory } from './check-memory.ts'
import { foldsOf } from './folds-of.ts'
import { measuresOf } from './measures-of.ts'
import type { Measure } from './objective.ts'
import { checkUnsealed } from './sealed-rows.ts'
import { type EvaluationTask, type Minimum, TASK_KEYS } from './task.ts'

/** Rows that are lived through as one account, and everything that exposures share there. */
export interface Block {
  readonly rows: RowRange
  readonly setup: Setup
  /** Milliseconds UTC at which the calendar months of its first and of its last row begin. */
  readonly firstMonth: number
  readonly lastMonth: number
}

/** A market of a task made ready. */
export interface PreparedMarket {
  readonly bars: Bars
  /** Every stretch of rows that a fold tests, each once, in the order of time. */
  readonly blocks: readonly Block[]
  /** For each fold the places of its blocks, ascending. */
  readonly folds: readonly (readonly number[])[]
}

/** A task that is checked and ready to judge strategies. */
export interface Prepared {
  readonly markets: readonly PreparedMarket[]
  readonly measures: readonly Measure[]
  /** Whether an objective reads the returns of a fold. */
  readonly readsReturns: boolean
  /** Whether blocks are recorded: for their returns, and for drawdowns across blocks. */
  readonly isRecorded: boolean
  readonly overFolds: Aggregate
  readonly overMarkets: Aggregate
  readonly minimum: Minimum
}

/** Checks a task at the door and makes it ready. O(bars), done once for all strategies. */
export function prepare(where: string, task: EvaluationTask): Prepared {
  checkKeys(`${where}: task`, task, TASK_KEYS)
  const { markets, objectives, across = {}, minimum = {} } = task
  if (!Array.isArray(markets) || markets.length === 0) {
    refuse(where, 'markets', markets, { rule: 'an array of at least one market' })
  }
  for (const bars of markets) {
    checkShape(where, bars)
    checkUnsealed(where, bars)
  }
  checkKeys(`${where}: across`, across, ['folds', 'markets'])
  checkMinimum(where, minimum)
  const measures = measuresOf(objectives, { where, lengths: markets.map(({ length }) => length) })
  const readsReturns = measures.some((measure) => measure.readsReturns)
  const ready = markets.map((bars, place) => {
    const market = { task, bars, warmup: warmupAt(where, task, place) }
    return prepareMarket(where, market, readsReturns)
  })
  for (const market of ready) checkMonths(where, market, measures)
  const areJoined = ready.some(({ folds }) => folds.some(({ length }) => length > 1))
  return {
    markets: ready,
    measures,
    readsReturns,
    isRecorded: areJoined || readsReturns,
    overFolds: aggregateOf(where, 'across.folds', across.folds ?? 'median'),
    overMarkets: aggregateOf(where, 'across.markets', across.markets ?? 'mean'),
    minimum,
  }
}

function warmupAt(where: string, { warmup = 0, markets }: EvaluationTask, place: number): number {
  if (typeof warmup !== 'number') {
    if (!Array.isArray(warmup) || warmup.length !== markets.length) {
      refuse(where, 'warmup', warmup, { rule: `a number, or ${markets.length} of them, one per market` })
    }
  }
  const rows = typeof warmup === 'number' ? warmup : warmup[place]
  checkInteger(where, 'warmup', rows, {
    min: 0,
    below: markets[place].length,
    remedy: `${markets[place].symbol} has ${markets[place].length} bars, and some must be left to score.`,
  })
  return rows
}

function checkMinimum(where: string, minimum: Minimum): void {
  checkKeys(`${where}: minimum`, minimum, ['trades', 'timeInMarket'])
  if (minimum.trades !== undefined) checkInteger(where, 'minimum.trades', minimum.trades, { min: 1 })
  if (minimum.timeInMarket !== undefined) {
    checkNumber(where, 'minimum.timeInMarket', minimum.timeInMarket, { above: 0, max: 1 })
  }
}

interface Place {
  readonly task: EvaluationTask
  readonly bars: Bars
  readonly warmup: number
}

function prepareMarket(where: string, { task, bars, warmup }: Place, readsReturns: boolean): PreparedMarket {
  const tests = foldsOf(where, task.folds, bars.length - warmup, warmup)
  const keyOf = ({ from, to }: RowRange) => `${from}-${to}`
  const distinct = new Map(tests.flat().map((range) => [keyOf(range), range]))
  const ranges = [...distinct.values()].sort((a, b) => a.from - b.from || a.to - b.to)
  checkMemory(where, bars, ranges, readsReturns || tests.some(({ length }) => length > 1))
  const places = new Map(ranges.map((range, place) => [keyOf(range), place]))
  const { periodsPerYear } = task
  const whole = setupOf(where, bars, task.execution, periodsPerYear === undefined ? {} : { periodsPerYear })
  if (Number.isNaN(whole.periodsPerYear)) {
    refuse(where, `the length of ${bars.symbol}`, bars.length, {
      rule: 'a week or more, to show how many bars make a year',
      remedy: 'Give periodsPerYear.',
    })
  }
  return {
    bars,
    blocks: ranges.map((rows) => ({
      rows,
      setup: setupAt(where, { task, bars, whole }, rows),
      firstMonth: spanOf(bars.time[rows.from], 'month').start,
      lastMonth: spanOf(bars.time[rows.to - 1], 'month').start,
    })),
    folds: tests.map((test) => test.map((range) => places.get(keyOf(range)) as number)),
  }
}

interface Whole {
  readonly task: EvaluationTask
  readonly bars: Bars
  readonly whole: Setup
}

/** The setup of some rows: a year is that of the whole market, and volatility is known from the bars before. */
function setupAt(where: string, { task, bars, whole }: Whole, { from, to }: RowRange): Setup {
  const { periodsPerYear, volatility } = whole
  if (from === 0 && to === bars.length) return whole
  const setup = setupOf(where, sliceBars(bars, from, to), task.execution, { periodsPerYear })
  return volatility === null ? setup : { ...setup, volatility: volatility.subarray(from, to) }
}

/** Refuses folds that are too short for an objective to be defined on them. */
function checkMonths(where: string, { bars, blocks, folds }: PreparedMarket, measures: readonly Measure[]): void {
  for (const { name, months } of measures) {
    for (const [fold, places] of folds.entries()) {
      const touched = places.reduce((sum, place) => sum + blocks[place].setup.tape.months.length - 1, 0)
      if (touched >= months) continue
      refuse(where, `the calendar months of fold ${fold} of ${bars.symbol}`, touched, {
        rule: `at least ${months} for ${name}`,
        remedy: 'Give more bars or fewer folds, or aim at something else.',
      })
    }
  }
}
