import type { Column } from '../base/column.ts'
import { logRatio } from '../indicators/log-ratio.ts'
import { fitStandardiser, standardise } from '../learning/standardiser.ts'
import type { Bars } from '../market/bars.ts'
import type { FeatureTable } from './feature-columns.ts'

/** What a learner looks back at, how often it learns anew, and how far ahead it looks. */
export interface Schedule {
  /** Bars it learns from. */
  readonly window: number
  /** Lengths of a bar from one fit to the next. */
  readonly refit: number
  /** Bars from a row to the end of what it is to tell. */
  readonly horizon: number
}

/** What there is to learn at one bar, and the rows that are then asked about, until the next fit. */
export interface Lesson {
  /** Rows to learn from, oldest first, standardised by their own means and deviations. */
  readonly features: Column
  /** The return that followed each of them, in volatilities of the horizon. */
  readonly targets: Column
  /** The rows from `from` to before `to`, brought to the same scale. */
  readonly asked: Column
  readonly from: number
  readonly to: number
}

/** Of the rows of a window so many, in quarters, must have all their values. */
const QUARTERS = 3

/** The first row at which a learner speaks wherever its market begins, for a table whose first whole row is `from`. */
export function spokenFrom(from: number, { window, refit, horizon }: Schedule): number {
  return from + window + horizon + refit - 2
}

/**
 * Walks a market from fit to fit. A fit takes place at the close of the first bar of every `refit` bar lengths of the
 * clock, counted from 1970: neither where a market begins nor where it ends can move it. It learns from the `window`
 * rows that end `horizon` rows before it, the last whose return is over at that close; no return that teaches overlaps
 * one that is asked about. Rows that lack a value are left out; a window that lacks more than a quarter of them, or
 * whose rows are all alike, gives no lesson.
 */
export function* trailingFits(bars: Bars, table: FeatureTable, schedule: Schedule): Generator<Lesson> {
  const { time, interval, length } = bars
  const { window, refit, horizon } = schedule
  const first = table.from + window - 1 + horizon
  const speaks = spokenFrom(table.from, schedule)
  const blockOf = (t: number): number => Math.floor(time[t] / (refit * interval))
  for (let t = Math.max(first, 1), next = t; t < length; t = next) {
    next = t + 1
    if (blockOf(t) === blockOf(t - 1)) continue
    while (next < length && blockOf(next) === blockOf(t)) next++
    if (next <= speaks) continue
    const taught = lessonAt(t, bars, table, schedule)
    if (taught === undefined) continue
    const from = Math.max(t, speaks)
    const asked = table.features.subarray(from * table.columns, next * table.columns)
    yield { ...taught, asked: standardise(taught.scaler, asked), from, to: next }
  }
}

/** The rows that a fit at row `t` learns from, with their scale. */
function lessonAt(t: number, { close }: Bars, table: FeatureTable, { window, horizon }: Schedule) {
  const { features, columns, volatility } = table
  const rows = new Float64Array(window * columns)
  const targets = new Float64Array(window)
  const last = t - horizon
  let count = 0
  for (let row = last - window + 1; row <= last; row++) {
    const target = logRatio(close[row + horizon], close[row]) / (volatility[row] * Math.sqrt(horizon))
    const whole = features.subarray(row * columns, (row + 1) * columns)
    if (!Number.isFinite(target) || !whole.every(Number.isFinite)) continue
    rows.set(whole, count * columns)
    targets[count++] = target
  }
  if (4 * count < QUARTERS * window) return undefined
  const found = rows.subarray(0, count * columns)
  const scaler = fitStandardiser(found, columns)
  if (scaler.deviations.every((deviation) => deviation === 0)) return undefined
  return { features: standardise(scaler, found), targets: targets.subarray(0, count), scaler }
}
