import { type Setup, setupOf, setupWithin } from '../backtest/setup.ts'
import { refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { spanOf } from '../metrics/calendar-span.ts'
import type { RowRange } from '../validation/row-range.ts'
import { foldsOf } from './folds-of.ts'
import type { EvaluationTask } from './task.ts'

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
  /** Every row that a fold tests, once: the blocks themselves, unless some of them overlap. */
  readonly cover: readonly Block[]
}

/** A market of a task, and which rows of it are to be lived through. */
export interface MarketPlan {
  readonly task: EvaluationTask
  readonly bars: Bars
  readonly detail: Bars | undefined
  /** The test rows of every fold. */
  readonly tests: readonly (readonly RowRange[])[]
  /** The stretches among them, each once, in the order of time. */
  readonly ranges: readonly RowRange[]
  /** The rows of all of them as stretches that do not overlap; the same list where they do not anyway. */
  readonly cover: readonly RowRange[]
}

/** Which rows of a market a task is about. */
export function planMarket(where: string, task: EvaluationTask, place: number, warmup: number): MarketPlan {
  const bars = task.markets[place]
  const tests = foldsOf(where, task.folds, bars.length - warmup, warmup)
  const distinct = new Map(tests.flat().map((range) => [keyOf(range), range]))
  const ranges = [...distinct.values()].sort((a, b) => a.from - b.from || a.to - b.to)
  const cover: RowRange[] = []
  for (const { from, to } of ranges) {
    const last = cover.at(-1)
    if (last === undefined || last.to <= from) cover.push({ from, to })
    else cover[cover.length - 1] = { from: last.from, to: Math.max(last.to, to) }
  }
  const areApart = cover.length === ranges.length
  return { task, bars, detail: task.detail?.[place], tests, ranges, cover: areApart ? ranges : cover }
}

/** Makes a market ready. O(bars). */
export function prepareMarket(where: string, plan: MarketPlan): PreparedMarket {
  const { task, bars, tests, ranges, cover } = plan
  const places = new Map(ranges.map((range, place) => [keyOf(range), place]))
  const whole = wholeSetup(where, plan)
  const blockAt = (rows: RowRange): Block => ({
    rows,
    setup: setupWithin(whole, bars, task.execution, rows),
    firstMonth: spanOf(bars.time[rows.from], 'month').start,
    lastMonth: spanOf(bars.time[rows.to - 1], 'month').start,
  })
  const blocks = ranges.map(blockAt)
  return {
    bars,
    blocks,
    folds: tests.map((test) => test.map((range) => places.get(keyOf(range)) as number)),
    cover: cover === ranges ? blocks : cover.map((rows) => blocks[places.get(keyOf(rows)) ?? -1] ?? blockAt(rows)),
  }
}

function keyOf({ from, to }: RowRange): string {
  return `${from}-${to}`
}

function wholeSetup(where: string, { task, bars, detail }: MarketPlan): Setup {
  const { execution, periodsPerYear } = task
  const whole = setupOf(where, bars, execution, {
    ...(periodsPerYear === undefined ? {} : { periodsPerYear }),
    ...(detail === undefined ? {} : { detail }),
  })
  if (!Number.isNaN(whole.periodsPerYear)) return whole
  return refuse(where, `the length of ${bars.symbol}`, bars.length, {
    rule: 'a week or more, to show how many bars make a year',
    remedy: 'Give periodsPerYear.',
  })
}
