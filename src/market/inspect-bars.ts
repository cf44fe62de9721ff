import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { BarColumn } from './bars.ts'
import { findMissing, findStale } from './find-missing.ts'
import { findOddRows, findZeroVolume, type InspectedColumns } from './find-odd-rows.ts'
import { findOrder, findSparse, type TimeOrder, timeOrder, usualGap } from './find-order.ts'
import { findOutliers } from './find-outliers.ts'
import { type Finding, found, rowsWhere, scoreOf } from './finding.ts'
import { type Interval, inferInterval, intervalMs } from './interval.ts'
import { toColumn } from './to-column.ts'

/** A market, or columns that are still to become one: unordered, doubled and broken rows are welcome. */
export type Inspectable = Readonly<Record<BarColumn, ArrayLike<number>>> & {
  readonly funding?: ArrayLike<number>
  readonly interval?: number
}

/** What an inspection measures against. */
export interface InspectOptions {
  /** Length of a bar; by default that of the market, or the most common gap among the first thousand times. */
  readonly interval?: Interval
  /** The time of the inspection in milliseconds UTC; without it nothing can be stale. */
  readonly now?: number
  /** Robust z-score beyond which a return is an outlier; 10 by default, because returns have fat tails. */
  readonly outlierZ?: number
  /** Bars without volume in a row, from which on they are a finding; 3 by default. */
  readonly zeroVolumeRun?: number
}

/** What an inspection found. */
export interface BarsReport {
  /** Share of the expected bars that are there and sound, in [0, 1]. */
  readonly score: number
  /** Number of rows. */
  readonly length: number
  /** Length of a bar in milliseconds. */
  readonly interval: number
  /** Earliest time. */
  readonly from: number
  /** Latest time. */
  readonly to: number
  /** One entry for each kind that occurs. */
  readonly findings: readonly Finding[]
}

/**
 * The quality of market data, before or after it becomes `Bars`: bars that are missing, doubled or out of order,
 * prices that cannot be, returns that hardly can be (robust z-score of log returns), runs without volume, an end
 * that is out of date. Nothing is mended and nothing but the shape is refused.
 *
 * `score` = 1 - (faults + absent) / (rows + absent). `faults` adds, over the rows, the largest weight among the
 * findings of a row: 0.5 for an `outlier`, 0.25 for `zero-volume`, 0 for `open-at-previous-close`, 1 for the
 * others. `absent` counts the bars that are `missing`, called for by an interval that is too short (`sparse`) or
 * overdue (`stale`); a `holiday` costs nothing.
 *
 * Nights, weekends and holidays are told from missing bars by what the market does in other weeks, without a
 * calendar. O(n log n).
 *
 * @example
 * const hours = Float64Array.from({ length: 100 }, (_, row) => (row < 50 ? row : row + 2) * 3_600_000)
 * const price = hours.map((_, row) => 100 + Math.sin(row))
 * const report = inspectBars({ time: hours, open: price, high: price, low: price, close: price, volume: price })
 * report.findings.map(({ kind, count }) => [kind, count]) // => [['missing', 2]]
 * Array.from(report.findings[0].rows) // => [50]
 * report.score.toFixed(4) // => '0.9804'
 */
export function inspectBars(columns: Inspectable, options: InspectOptions = {}): BarsReport {
  checkKeys('inspectBars', options, ['interval', 'now', 'outlierZ', 'zeroVolumeRun'])
  const { now, outlierZ = 10, zeroVolumeRun = 3 } = options
  if (now !== undefined) checkNumber('inspectBars', 'now', now)
  checkNumber('inspectBars', 'outlierZ', outlierZ, { above: 0 })
  checkInteger('inspectBars', 'zeroVolumeRun', zeroVolumeRun, { min: 1 })
  const inspected = checkInspectable(columns)
  const { time, open, close, volume } = inspected
  const order = timeOrder(time)
  checkInteger('inspectBars', 'the number of rows with a usable time', order.rows.length, { min: 1 })
  const given = options.interval ?? columns.interval
  const interval = given === undefined ? inferInterval(order.time, 'inspectBars') : intervalMs(given, 'inspectBars')
  const usual = usualGap(order.time, interval)
  const findings = [
    ...findOddRows(inspected),
    ...findOrder(time, order, interval, usual),
    ...findSparse(order, interval, usual),
    ...findMissing(order, Math.max(interval, usual)),
    ...(now === undefined ? [] : findStale(order, interval, now)),
    ...findOutliers(close, order, { interval: Math.max(interval, usual), limit: outlierZ }),
    ...findZeroVolume(volume, zeroVolumeRun),
    ...findCopiedOpens(open, close, order),
  ]
  const { length } = time
  const [from, to] = [order.time[0], order.time[order.time.length - 1]]
  return { score: scoreOf(findings, length), length, interval, from, to, findings }
}

function checkInspectable(columns: Inspectable): InspectedColumns {
  if (typeof columns !== 'object' || columns === null) {
    refuse('inspectBars', 'columns', columns, { rule: 'an object of columns or a market' })
  }
  const time = toColumn('inspectBars', 'time', columns.time)
  const take = (name: Exclude<BarColumn, 'time'> | 'funding'): Float64Array =>
    toColumn('inspectBars', name, columns[name] as ArrayLike<number>, time.length)
  return {
    time,
    open: take('open'),
    high: take('high'),
    low: take('low'),
    close: take('close'),
    volume: take('volume'),
    ...(columns.funding === undefined ? {} : { funding: take('funding') }),
  }
}

function findCopiedOpens(open: Float64Array, close: Float64Array, { rows }: TimeOrder): Finding[] {
  const places = rowsWhere(rows.length, (i) => i > 0 && open[rows[i]] === close[rows[i - 1]])
  const copied = places.map((place) => rows[place]).sort()
  return found('open-at-previous-close', copied, 'the open is the close before it, perhaps no price of its own')
}
