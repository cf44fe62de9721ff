import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, refuse } from '../base/guards.ts'
import { BAR_COLUMNS, type Bars } from './bars.ts'
import { amount, checkRows, finite, finiteOrMissing, type RowRule, risingTime } from './check-rows.ts'

const RULES: Readonly<Record<string, RowRule>> = { time: risingTime, volume: amount }

/** The columns of a market. */
export type NumberColumns = Pick<Bars, (typeof BAR_COLUMNS)[number] | 'funding' | 'extras'>

/** Start of the name of an extra column, where columns of all kinds stand in one list. */
export const EXTRA = 'extras.'

/** Every column of a market with its name, in the order they are packed; extras are named `extras.<name>`. */
export function columnsOf(columns: NumberColumns): [name: string, column: Column][] {
  const named: [string, Column][] = BAR_COLUMNS.map((name) => [name, columns[name]])
  if (columns.funding !== undefined) named.push(['funding', columns.funding])
  for (const [name, column] of Object.entries(columns.extras ?? {})) named.push([`${EXTRA}${name}`, column])
  return named
}

/**
 * Throws one error listing the rows that break the rules of `Bars`: a value that is not finite, a time that is
 * no whole millisecond or does not rise, a negative volume, an infinite extra. Finite but odd prices (a high
 * below the low) pass: `inspectBars` finds them. O(n), and no allocation unless something is wrong.
 */
export function checkBars(where: string, columns: NumberColumns): void {
  const ruled = columnsOf(columns).map(([field, column]) => {
    return { field, column, rule: field.startsWith(EXTRA) ? finiteOrMissing : (RULES[field] ?? finite) }
  })
  checkRows(where, ruled, {
    code: 'invalid-bars',
    of: 'a market',
    remedy: 'Mend or drop these rows before calling; times must rise strictly and every value must be finite.',
  })
}

/**
 * Refuses anything that does not have the shape of a market: name, interval, length, and columns of that length.
 * The rows are not looked at, because every door has already done so; O(number of columns).
 */
export function checkShape(where: string, bars: Bars): void {
  if (typeof bars !== 'object' || bars === null) {
    refuse(where, 'bars', bars, { rule: 'a market', remedy: 'Make one with barsFrom(columns).' })
  }
  if (typeof bars.symbol !== 'string') refuse(where, 'bars.symbol', bars.symbol, { rule: 'a name' })
  checkInteger(where, 'bars.interval', bars.interval, { min: 1 })
  checkInteger(where, 'bars.length', bars.length, { min: 1 })
  for (const [name, column] of columnsOf(bars)) checkColumn(where, name, column, bars.length)
}

/** Refuses markets whose bars are not at the same times, or do not last as long. O(bars x markets). */
export function checkAxis(where: string, markets: readonly Bars[]): void {
  const [{ time, symbol, interval, length }] = markets
  const shared = {
    code: 'length-mismatch',
    remedy: 'Markets must share their times: bring them on one axis with alignBars.',
  } as const
  for (const other of markets) {
    if (other.length !== length) {
      refuse(where, `the length of ${other.symbol}`, other.length, { rule: `${length}, as of ${symbol}`, ...shared })
    }
    if (other.interval !== interval) {
      const rule = `${interval}, as of ${symbol}`
      refuse(where, `the interval of ${other.symbol}`, other.interval, { rule, ...shared })
    }
    const row = other.time.findIndex((at, t) => time[t] !== at)
    if (row === -1) continue
    refuse(where, `the time of ${other.symbol}`, other.time[row], {
      rule: `${time[row]}, as of ${symbol}`,
      row,
      ...shared,
    })
  }
}
