/** Milliseconds of a day; UTC has no other. */
export const DAY = 86_400_000

/** Days from 0000-03-01, where the arithmetic below starts its years, to 1970-01-01. */
const TO_1970 = 719_468
/** Days of the 400 years after which the calendar repeats. */
const CYCLE = 146_097

const LENGTHS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of a month (1 to 12) of the Gregorian calendar; 0 for a month that there is not. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0)
}

/**
 * Days from 1970-01-01 to a day of the Gregorian calendar, carried on before its introduction. Years are
 * counted from March, which puts the leap day at the end of the year and the lengths of months in a rhythm of five.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1
  const m = month > 2 ? month - 3 : month + 9
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return 365 * y + leapDays + Math.floor((153 * m + 2) / 5) + day - 1 - TO_1970
}

/** `YYYY-MM-DD` of a day counted from 1970-01-01, for the years 0 to 9999. */
export function civilFromDays(days: number): string {
  const shifted = days + TO_1970
  const cycle = Math.floor(shifted / CYCLE)
  const dayOfCycle = shifted - cycle * CYCLE
  const skipped = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - skipped) / 365)
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const m = Math.floor((5 * dayOfYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  const year = 400 * cycle + yearOfCycle + (month > 2 ? 0 : 1)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - Math.floor((153 * m + 2) / 5) + 1, 2)}`
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0')
}
