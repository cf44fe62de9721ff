import { civilDate, DAY, daysFromCivil } from '../base/civil-date.ts'

/** Parts of the calendar that returns are gathered by. */
export type CalendarUnit = 'day' | 'month' | 'year'

/** When the day, month or year (UTC) that a time falls in begins, and when the next one does. */
export function spanOf(time: number, unit: CalendarUnit): { readonly start: number; readonly end: number } {
  const today = Math.floor(time / DAY)
  if (unit === 'day') return { start: today * DAY, end: (today + 1) * DAY }
  const { year, month } = civilDate(today)
  if (unit === 'year') return { start: begin(year, 1), end: begin(year + 1, 1) }
  return { start: begin(year, month), end: begin(year, month + 1) }
}

function begin(year: number, month: number): number {
  return daysFromCivil(year, month, 1) * DAY
}
