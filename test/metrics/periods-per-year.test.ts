import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodsPerYear, rateOfBar } from '../../src/metrics/periods-per-year.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Opening times of bars within a span, kept where the market is open. */
function bars(
  from: number,
  to: number,
  interval: number,
  isOpen: (time: number) => boolean = () => true,
): Float64Array {
  const time: number[] = []
  for (let at = from; at < to; at += interval) if (isOpen(at)) time.push(at)
  return Float64Array.from(time)
}

const weekday = (time: number) => new Date(time).getUTCDay() % 6 !== 0
const newYork = (time: number) => weekday(time) && time % DAY >= 13.5 * HOUR && time % DAY < 20 * HOUR
const currencies = (time: number) => {
  const hour = ((time - Date.UTC(2023, 0, 1)) / HOUR) % 168
  return hour >= 22 && hour < 142
}

describe('markets that never close', () => {
  test.each([
    ['a minute', 60_000, 525_960],
    ['15 minutes', 900_000, 35_064],
    ['an hour', HOUR, 8766],
    ['4 hours', 4 * HOUR, 2191.5],
    ['a day', DAY, 365.25],
    ['a week', 7 * DAY, 365.25 / 7],
  ])('bars of %s', (_, interval, year) => {
    expect(periodsPerYear(bars(Date.UTC(2023, 0, 4), Date.UTC(2023, 3, 1), interval), interval)).toBe(year)
  })

  test('a bar in twenty lost, two days of outage or a year of missing history change nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 10, max: 60 }), (phase, day) => {
        const full = bars(Date.UTC(2023, 0, 1), Date.UTC(2023, 3, 1), HOUR)
        expect(
          periodsPerYear(
            full.filter((_, t) => t % 20 !== phase),
            HOUR,
          ),
        ).toBe(8766)
        expect(
          periodsPerYear(
            full.filter((_, t) => t < day * 24 || t >= day * 24 + 48),
            HOUR,
          ),
        ).toBe(8766)
        const apart = Float64Array.of(...full, ...full.map((time) => time + 465 * DAY))
        expect(periodsPerYear(apart, HOUR)).toBe(8766)
      }),
      { numRuns: 10 },
    )
  })
})

describe('markets with sessions', () => {
  test('weekdays without holidays are 260.89 days, wherever the column begins and ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 12, max: 900 }), (from, length) => {
        const start = Date.UTC(2023, 0, 1 + from)
        const time = bars(start, start + length * DAY, DAY, weekday)
        expect(periodsPerYear(time, DAY)).toBeCloseTo((5 / 7) * 365.25, 9)
      }),
    )
  })

  test('real daily bars of the S&P 500 are 252 a year, each year of them near it', () => {
    const text = readFileSync(new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url), 'utf8')
    const time = Float64Array.from(text.trim().split('\n').slice(1), (line) => Date.parse(line.split(',')[0]))
    expect(time.length).toBe(5105)
    // 1,058 whole weeks from Monday 2000-01-03; the five rows of the week that began 2020-04-13 are left over.
    expect(periodsPerYear(time, DAY)).toBeCloseTo((5100 / 1058) * (365.25 / 7), 9)
    expect(periodsPerYear(time, DAY).toFixed(1)).toBe('251.5')
    for (let from = 0; from + 252 < time.length; from += 252) {
      const year = periodsPerYear(time.subarray(from, from + 252), DAY)
      expect(year).toBeGreaterThan(246)
      expect(year).toBeLessThan(256)
    }
  })

  test('half-hour bars of New York: 13 a session', () => {
    const time = bars(Date.UTC(2023, 0, 2), Date.UTC(2023, 6, 3), HOUR / 2, newYork)
    expect(periodsPerYear(time, HOUR / 2)).toBeCloseTo((13 * 5 * 365.25) / 7, 9)
  })

  test('hourly bars of currencies, closed at weekends: 120 a week', () => {
    const time = bars(Date.UTC(2023, 0, 1), Date.UTC(2023, 6, 2), HOUR, currencies)
    expect(periodsPerYear(time, HOUR)).toBeCloseTo((120 * 365.25) / 7, 9)
  })

  test('monthly bars are 12, although months differ in length', () => {
    const time = Float64Array.from({ length: 120 }, (_, month) => Date.UTC(2010, month, 1))
    expect(Math.abs(periodsPerYear(time, 31 * DAY) - 12)).toBeLessThan(0.03)
  })
})

describe('too little to tell', () => {
  test('less than a week is undefined: it cannot show whether the market closes', () => {
    const start = Date.UTC(2023, 0, 2)
    expect(periodsPerYear(bars(start, start + 5 * DAY, DAY), DAY)).toBeNaN()
    expect(periodsPerYear(bars(start, start + 7 * DAY - HOUR, HOUR), HOUR)).toBeNaN()
    expect(periodsPerYear(bars(start, start + 7 * DAY, HOUR), HOUR)).toBe(8766)
    expect(periodsPerYear(new Float64Array(0), HOUR)).toBeNaN()
    expect(periodsPerYear(Float64Array.of(0), HOUR)).toBeNaN()
  })

  test('unless the caller says that it never closes', () => {
    expect(periodsPerYear(Float64Array.of(0), HOUR, { calendar: 'continuous' })).toBe(8766)
  })
})

describe('rateOfBar', () => {
  test('compounds back to the yearly rate', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.9, max: 3, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        (rate, periods) => {
          expect((1 + rateOfBar(rate, periods)) ** periods / (1 + rate)).toBeCloseTo(1, 9)
        },
      ),
    )
  })

  test('refuses the loss of everything and a year of no bars', () => {
    expect(() => rateOfBar(-1, 12)).toThrow(/yearlyRate must be a finite number above -1/)
    expect(() => rateOfBar(0.05, 0)).toThrow(/periods must be a finite number above 0/)
  })
})
