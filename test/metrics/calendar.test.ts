import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarReturns, calendarSpans, monthTable } from '../../src/metrics/calendar.ts'
import { spanOf } from '../../src/metrics/calendar-span.ts'
import { totalReturn } from '../../src/metrics/total-return.ts'
import { datedReturns } from './arbitraries.ts'

const anyTime = fc.integer({ min: Date.UTC(1600, 0, 1), max: Date.UTC(2900, 0, 1) })

describe('spanOf', () => {
  test('agrees with the calendar of the platform', () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        const date = new Date(time)
        const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
        expect(spanOf(time, 'day')).toEqual({ start: Date.UTC(y, m, d), end: Date.UTC(y, m, d + 1) })
        expect(spanOf(time, 'month')).toEqual({ start: Date.UTC(y, m, 1), end: Date.UTC(y, m + 1, 1) })
        expect(spanOf(time, 'year')).toEqual({ start: Date.UTC(y, 0, 1), end: Date.UTC(y + 1, 0, 1) })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('calendarReturns', () => {
  test('compound back to the total return, whatever the unit', () => {
    fc.assert(
      fc.property(
        datedReturns(1, 60),
        fc.constantFrom('day' as const, 'month' as const, 'year' as const),
        ([returns, time], unit) => {
          const whole = 1 + totalReturn(returns)
          const parts = calendarReturns(returns, time, unit)
          expect(Math.abs(1 + totalReturn(parts.returns) - whole)).toBeLessThan(1e-12 * whole)
        },
      ),
    )
  })

  test('gather bars by the calendar of the platform', () => {
    fc.assert(
      fc.property(datedReturns(0, 60), ([returns, time]) => {
        const months = new Map<number, number>()
        time.forEach((at, t) => {
          const date = new Date(at)
          const key = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
          months.set(key, (months.get(key) ?? 1) * (1 + returns[t]))
        })
        const found = calendarReturns(returns, time, 'month')
        expect([...found.start]).toEqual([...months.keys()])
        expect([...found.returns]).toEqual([...months.values()].map((growth) => growth - 1))
      }),
    )
  })

  test('a bar belongs to the month it opens in: the last hour of January is January', () => {
    const time = Float64Array.of(Date.UTC(2024, 0, 31, 23), Date.UTC(2024, 1, 1, 0))
    expect(calendarSpans(time, 'month')).toEqual({
      start: Float64Array.of(Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1)),
      first: Int32Array.of(0, 1),
    })
  })

  test('is empty without a bar', () => {
    expect(calendarReturns(new Float64Array(0), new Float64Array(0), 'year').returns).toHaveLength(0)
    expect(monthTable(new Float64Array(0), new Float64Array(0))).toEqual([])
  })
})

describe('monthTable', () => {
  test('months compound to the year, years to the whole, and a month without a bar is NaN', () => {
    fc.assert(
      fc.property(datedReturns(1, 60), ([returns, time]) => {
        const table = monthTable(returns, time)
        for (const { months, total } of table) {
          expect(months).toHaveLength(12)
          const growth = months.filter((value) => !Number.isNaN(value)).reduce((a, b) => a * (1 + b), 1)
          expect(Math.abs(growth - 1 - total)).toBeLessThan(1e-12 * (1 + total))
        }
        const whole = 1 + totalReturn(returns)
        expect(Math.abs(table.reduce((a, { total }) => a * (1 + total), 1) - whole)).toBeLessThan(1e-12 * whole)
        const held = new Set(Array.from(time, (at) => new Date(at).toISOString().slice(0, 7))).size
        expect(table.flatMap(({ months }) => months.filter((value) => !Number.isNaN(value)))).toHaveLength(held)
      }),
    )
  })

  test('puts a return where a reader looks for it', () => {
    const time = Float64Array.of(
      Date.UTC(2023, 10, 30),
      Date.UTC(2023, 11, 1),
      Date.UTC(2024, 1, 29),
      Date.UTC(2026, 0, 1),
    )
    const table = monthTable(Float64Array.of(0.5, -0.5, 0.25, 1), time)
    expect(table.map(({ year }) => year)).toEqual([2023, 2024, 2026])
    expect(table[0].months.slice(10)).toEqual([0.5, -0.5])
    expect(table[1].months[1]).toBe(0.25)
    expect(table.map(({ total }) => total)).toEqual([-0.25, 0.25, 1])
  })
})
