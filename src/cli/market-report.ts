import type { Bars } from '../market/bars.ts'
import type { FindingKind } from '../market/finding.ts'
import { inspectBars } from '../market/inspect-bars.ts'
import { sparkline } from './sparkline.ts'

const ROWS_NAMED = 3
/** Findings whose rows are those after bars that are not there. */
const GAPS: readonly FindingKind[] = ['missing', 'holiday']

/** What a person wants to know of a market before trusting a result made from it, as lines of text. */
export function marketReport(bars: Bars, width: number): string {
  const { score, findings } = inspectBars(bars)
  return [
    `${bars.symbol}: ${bars.length} bars of ${inUnits(bars.interval)}, ${day(bars, 0)} to ${day(bars, bars.length - 1)}`,
    '',
    sparkline(bars.close, width),
    `close ${bars.close[0]} to ${bars.close[bars.length - 1]}${changeOf(bars)}`,
    '',
    `data quality ${score.toFixed(4)} of 1`,
    ...findings.map(({ kind, rows, message }) => {
      const place = GAPS.includes(kind) ? 'before ' : ''
      return `  ${kind}: ${message} (${place}${daysOf(bars, rows)})`
    }),
  ].join('\n')
}

function changeOf({ close }: Bars): string {
  const change = close[close.length - 1] / close[0] - 1
  return close[0] > 0 ? ` (${change < 0 ? '' : '+'}${(100 * change).toFixed(1)} %)` : ''
}

function daysOf(bars: Bars, rows: Uint32Array): string {
  const named = Array.from(rows.subarray(0, ROWS_NAMED), (row) => day(bars, row))
  return rows.length > named.length ? `${named.join(', ')}, …` : named.join(', ')
}

function day(bars: Bars, row: number): string {
  return new Date(bars.time[row]).toISOString().slice(0, bars.interval < 86_400_000 ? 16 : 10)
}

function inUnits(ms: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'm'],
    [1000, 's'],
    [1, 'ms'],
  ]
  const [size, unit] = units.find(([each]) => ms % each === 0) ?? [1, 'ms']
  return `${ms / size}${unit}`
}
