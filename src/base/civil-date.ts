/** Milliseconds of a day; UTC has no other. */
export const DAY = 86_400_000

/** Days from 0000-03-01, where the arithmetic below starts its years, to 1970-01-01. */
const TO_1970 = 719_468
/** Days of the 400 years after which the calendar repeats. */
const CYCLE = 146_097

const LENGTHS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day of the Gregorian calendar; January is month 1. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days of a month (1 to 12) of the Gregorian calendar; 0 for a month that there is not. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0)
}

/**
 * Days from 1970-01-01 to a day of the Gregorian calendar, carried on before its introduction. Years are
 * counted from March, which puts the leap day at the end of the year and the lengths of months in a rhythm of five.
 * A month of 13 is January of the next year.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = year + Math.floor((month - 3) / 12)
  const fromMarch = (month + 9) % 12
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return 365 * y + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - 1 - TO_1970
}

/** The day of the calendar that lies so many days after 1970-01-01. */
export function civilDate(days: number): CivilDate {
  const shifted = days + TO_1970
  const cycle = Math.floor(shifted / CYCLE)
  const dayOfCycle = shifted - cycle * CYCLE
  const leapDays = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365)
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return {
    year: 400 * cycle + yearOfCycle + (month > 2 ? 0 : 1),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  }
}
