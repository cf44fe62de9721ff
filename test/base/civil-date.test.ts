import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilDate, DAY, daysFromCivil, daysInMonth } from '../../src/base/civil-date.ts'

/** Years of four digits cannot be passed to `Date.UTC` as they are: it takes 0 to 99 for 1900 to 1999. */
function daysOfDate(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY
}

describe('civil dates', () => {
  it('agree with Date on every day from 1890 to 2210', () => {
    const wrong: string[] = []
    for (let day = daysOfDate(1890, 1, 1); day < daysOfDate(2210, 1, 1); day++) {
      const { year, month, day: ofMonth } = civilDate(day)
      const text = `${year}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`
      if (text !== new Date(day * DAY).toISOString().slice(0, 10)) wrong.push(text)
      if (daysFromCivil(year, month, ofMonth) !== day) wrong.push(text)
    }
    expect(wrong).toEqual([])
  })

  it('agree with Date on any day of the years 0 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: daysOfDate(0, 1, 1), max: daysOfDate(9999, 12, 31) }), (day) => {
        const text = new Date(day * DAY).toISOString().slice(0, 10)
        const [year, month, date] = text.split('-').map(Number)
        expect(civilDate(day)).toEqual({ year, month, day: date })
        expect(daysFromCivil(year, month, date)).toBe(day)
      }),
      { numRuns: 2000 },
    )
  })

  it('give each month the length it has in Date, and none to a thirteenth', () => {
    for (const year of [0, 1600, 1900, 1999, 2000, 2023, 2024, 2100]) {
      for (let month = 1; month <= 12; month++) {
        expect(daysInMonth(year, month)).toBe(daysOfDate(year, month + 1, 1) - daysOfDate(year, month, 1))
      }
      expect(daysFromCivil(year, 13, 1)).toBe(daysOfDate(year + 1, 1, 1))
      expect(daysInMonth(year, 0)).toBe(0)
      expect(daysInMonth(year, 13)).toBe(0)
    }
  })
})
