import { civilDate, DAY } from '../base/civil-date.ts'

/** What stands where a number is not defined. */
const NONE = 'n/a'

type Maybe = number | null | undefined | 'Infinity'

/** A number to so many significant digits. */
export function plainFigure(value: Maybe, digits = 4): string {
  if (value === 'Infinity') return '∞'
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE
  return Number(value.toPrecision(digits)).toString().replace('-', '−')
}

/** A number with two decimals. */
export function decimals(value: Maybe): string {
  if (value === 'Infinity') return '∞'
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE
  return value
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', '−')
}

/** A fraction in percent. */
export function percent(value: Maybe): string {
  if (value === 'Infinity') return '∞'
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE
  return `${(100 * value)
    .toFixed(1)
    .replace(/^-(?=0\.0$)/, '')
    .replace('-', '−')} %`
}

/** A fraction in whole percents, or in tenths of one where it is no whole one: for the marks of an axis. */
export function roundPercent(value: number): string {
  const tenths = Math.round(1000 * value)
  return tenths % 10 === 0 ? `${tenths / 10 + 0} %`.replace('-', '−') : percent(value)
}

/** The deepest fall of an account as its size: a drawdown is at most 0, a fall at least 0. */
export function fallOf({ maxDrawdown }: { readonly maxDrawdown: number | null }): number | null {
  return maxDrawdown === null ? null : -maxDrawdown
}

/** A fraction in percent, to four significant digits. */
export function exactPercent(value: Maybe): string {
  return typeof value === 'number' && Number.isFinite(value) ? `${plainFigure(100 * value)} %` : plainFigure(value)
}

/** How many there are of something. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

/** The UTC day of a time, with hours and minutes where it is not midnight. */
export function dayOf(time: number): string {
  const { year, month, day } = civilDate(Math.floor(time / DAY))
  const minutes = Math.floor((((time % DAY) + DAY) % DAY) / 60_000)
  const date = `${year}-${two(month)}-${two(day)}`
  return minutes === 0 ? date : `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
