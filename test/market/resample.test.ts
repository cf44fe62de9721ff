import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { resample } from '../../src/market/resample.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { DAY, errorOf, expectSameBits, flatBars, HOUR, sp500, WEEK } from './market.ts'

const multiple = fc.constantFrom(1, 2, 3, 4, 7, 24, 60)
const MONDAY = Date.UTC(2024, 0, 1)

/** Row by row into lists, as one would write it without columns. */
function naive(bars: Bars, coarse: number, anchor: number): number[][] {
  const lists = new Map<number, number[]>()
  for (let row = 0; row < bars.length; row++) {
    const start = bars.time[row] - ((((bars.time[row] - anchor) % coarse) + coarse) % coarse)
    lists.set(start, [...(lists.get(start) ?? []), row])
  }
  return [...lists].map(([start, rows]) => [
    start,
    bars.open[rows[0]],
    Math.max(...rows.map((row) => bars.high[row])),
    Math.min(...rows.map((row) => bars.low[row])),
    bars.close[rows[rows.length - 1]],
    rows.reduce((sum, row) => sum + bars.volume[row], 0),
    bars.funding === undefined ? 0 : rows.reduce((sum, row) => sum + (bars.funding as Float64Array)[row], 0),
  ])
}

const asRows = ({ time, open, high, low, close, volume, funding }: Bars): number[][] =>
  Array.from(time, (start, t) => [
    start,
    open[t],
    high[t],
    low[t],
    close[t],
    volume[t],
    funding === undefined ? 0 : funding[t],
  ])

describe('resample', () => {
  test('takes first open, highest high, lowest low, last close, and sums volume and funding', () => {
    const bars = barsFrom({
      time: [0, 1, 2, 3].map((hour) => hour * HOUR),
      open: [10, 12, 11, 9],
      high: [13, 15, 12, 10],
      low: [9, 11, 8, 8],
      close: [12, 11, 9, 9.5],
      volume: [1, 2, 3, 4],
      funding: [0.25, 0.5, 0, -0.125],
    })
    expect(resample(bars, '2h')).toEqual({
      symbol: 'market',
      interval: 2 * HOUR,
      length: 2,
      time: Float64Array.of(0, 2 * HOUR),
      open: Float64Array.of(10, 11),
      high: Float64Array.of(15, 12),
      low: Float64Array.of(9, 8),
      close: Float64Array.of(11, 9.5),
      volume: Float64Array.of(3, 7),
      funding: Float64Array.of(0.75, -0.125),
    })
  })

  test('agrees with the plain definition, bit for bit', () => {
    fc.assert(
      fc.property(anyBars(), multiple, (bars, times) => {
        const coarse = resample(bars, times * bars.interval, { incomplete: 'keep' })
        const anchor = (times * bars.interval) % WEEK === 0 ? 4 * DAY : 0
        expect(asRows(coarse)).toEqual(naive(bars, times * bars.interval, anchor))
      }),
    )
  })

  test('a truncated market gives a prefix: no coarse bar knows what comes after it', () => {
    fc.assert(
      fc.property(
        anyBars({ minLength: 2 }),
        multiple,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (bars, times, share) => {
          const interval = times * bars.interval
          const cut = sliceBars(bars, 0, 1 + Math.floor(share * (bars.length - 1)))
          const keep = { incomplete: 'keep' } as const
          const [whole, part] = [resample(bars, interval, keep), resample(cut, interval, keep)]
          const done = part.extras?.['complete'].lastIndexOf(1) ?? -1
          if (done < 0) return
          const names = ['time', 'open', 'high', 'low', 'close', 'volume'] as const
          for (const name of names) expect(part[name].slice(0, done + 1)).toEqual(whole[name].slice(0, done + 1))
          expect(part.time[done] + interval).toBeLessThanOrEqual(cut.time[cut.length - 1] + cut.interval)
        },
      ),
    )
  })

  test('dropping incomplete bars leaves those that keeping them marks as complete', () => {
    fc.assert(
      fc.property(anyBars(), multiple, (bars, times) => {
        const kept = resample(bars, times * bars.interval, { incomplete: 'keep' })
        const marks = kept.extras?.['complete'] as Float64Array
        const [from, to] = [marks.indexOf(1), marks.lastIndexOf(1) + 1]
        if (to === 0) {
          expect(() => resample(bars, times * bars.interval)).toThrow(/number of complete bars/)
          return
        }
        const dropped = resample(bars, times * bars.interval)
        const { complete: _, ...rest } = kept.extras as Record<string, Float64Array>
        const { extras: __, ...columns } = sliceBars(kept, from, to)
        expectSameBits(
          dropped,
          bars.extras === undefined ? columns : { ...sliceBars({ ...kept, extras: rest }, from, to) },
        )
      }),
    )
  })

  test('the same interval gives the same market', () => {
    // Without funding, because adding up turns a rate of -0 into 0.
    fc.assert(fc.property(anyBars({ funding: false }), (bars) => expectSameBits(resample(bars, bars.interval), bars)))
  })

  test('two steps give the prices and times of one', () => {
    fc.assert(
      fc.property(anyBars({ interval: HOUR, funding: false, extras: false }), (bars) => {
        const keep = { incomplete: 'keep' } as const
        const { extras: _, ...quarter } = resample(bars, '6h', keep)
        const [stepwise, direct] = [resample(quarter, '1d', keep), resample(bars, '1d', keep)]
        const names = ['time', 'open', 'high', 'low', 'close'] as const
        for (const name of names) expect(stepwise[name]).toEqual(direct[name])
      }),
    )
  })

  test('leaves no bar where nothing traded', () => {
    const bars = flatBars([0, 1, 6, 7], [5, 6, 7, 8], 1)
    expect(Array.from(resample(bars, 2).time)).toEqual([0, 6])
  })

  test('puts times before 1970 where they belong', () => {
    expect(Array.from(resample(flatBars([-4, -3, -2, -1], [1, 2, 3, 4], 1), 2).time)).toEqual([-4, -2])
  })
})

describe('the first and the last bar', () => {
  const hours = (from: number, to: number) =>
    flatBars(
      Array.from({ length: to - from }, (_, i) => (from + i) * HOUR),
      new Array(to - from).fill(7),
      HOUR,
    )
  const days = (bars: Bars, options = {}) => Array.from(resample(bars, '1d', options).time, (time) => time / DAY)

  test('are dropped when the record begins or ends within them', () => {
    expect(days(hours(0, 48))).toEqual([0, 1])
    expect(days(hours(1, 48))).toEqual([1])
    expect(days(hours(0, 47))).toEqual([0])
  })

  test('are kept and marked on demand', () => {
    const kept = resample(hours(1, 71), '1d', { incomplete: 'keep' })
    expect(kept.extras).toEqual({ complete: Float64Array.of(0, 1, 0) })
    expect(resample(hours(1, 20), '1d', { incomplete: 'keep' }).extras).toEqual({ complete: Float64Array.of(0) })
  })

  test('are whole when the record is said to be', () => {
    expect(days(hours(9, 41), { since: 0 })).toEqual([0])
    expect(days(hours(9, 41), { until: 2 * DAY })).toEqual([1])
    expect(days(hours(9, 41), { since: 0, until: 2 * DAY })).toEqual([0, 1])
    expect(days(hours(9, 41), { since: 1, until: 2 * DAY - 1, incomplete: 'keep' })).toEqual([0, 1])
    expect(() => days(hours(9, 41), { since: 1, until: 2 * DAY - 1 })).toThrow(/number of complete bars/)
  })

  test('a bar still forming does not complete the one it belongs to', () => {
    expect(days(hours(0, 48), { until: 48 * HOUR - 1 })).toEqual([0])
  })

  test('a week that ends on Friday is whole once Monday has come, or when the caller says so', () => {
    const weekdays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((day) => MONDAY + day * DAY)
    const bars = flatBars(
      weekdays,
      weekdays.map((_, i) => i + 1),
      DAY,
    )
    expect(Array.from(resample(bars, '1w').time)).toEqual([MONDAY])
    const both = resample(bars, '1w', { until: MONDAY + 2 * WEEK })
    expect(Array.from(both.time)).toEqual([MONDAY, MONDAY + WEEK])
    expect(Array.from(both.close)).toEqual([5, 10])
  })

  test('none left is refused with a way out', () => {
    const { message, code } = errorOf(() => resample(hours(1, 20), '1d'))
    expect(code).toBe('invalid-argument')
    expect(message).toMatch(/complete bars must be at least 1, received 0\. .*\{ incomplete: 'keep' \}/)
  })
})

describe('where coarse bars begin', () => {
  test('weeks begin on Monday, days at midnight UTC', () => {
    const bars = flatBars(
      Array.from({ length: 21 }, (_, day) => MONDAY - WEEK + day * DAY),
      new Array(21).fill(1),
      DAY,
    )
    expect(Array.from(resample(bars, '1w').time, (time) => new Date(time).getUTCDay())).toEqual([1, 1, 1])
    expect(Array.from(resample(bars, '2w', { incomplete: 'keep' }).time, (time) => new Date(time).getUTCDay())).toEqual(
      [1, 1],
    )
    expect(resample(bars, '3d').time[0] % (3 * DAY)).toBe(0)
  })

  test('an anchor moves them, and whole intervals more change nothing', () => {
    const bars = flatBars(
      Array.from({ length: 50 }, (_, hour) => hour * HOUR),
      new Array(50).fill(1),
      HOUR,
    )
    const at = (anchor: number) => Array.from(resample(bars, '1d', { anchor }).time, (time) => time / HOUR)
    expect(at(17 * HOUR)).toEqual([17])
    expect(at(17 * HOUR - 30 * DAY)).toEqual([17])
    expect(at(-HOUR)).toEqual([23])
  })

  test('a bar that reaches over the end of a coarse one is refused, and the anchor named helps', () => {
    const bars = flatBars(
      Array.from({ length: 30 }, (_, hour) => (hour + 0.5) * HOUR),
      new Array(30).fill(1),
      HOUR,
    )
    const error = errorOf(() => resample(bars, '4h'))
    expect(error.message).toContain(`time[3] must be the open of a bar that ends by ${4 * HOUR}`)
    expect(error.message).toContain('{ anchor: 1800000 }')
    expect(Array.from(resample(bars, '4h', { anchor: 1_800_000 }).time.slice(0, 2))).toEqual([0.5 * HOUR, 4.5 * HOUR])
  })
})

describe('extras', () => {
  const { NaN: none } = Number
  const bars = barsFrom({
    time: [0, 1, 2, 3, 4, 5],
    ...Object.fromEntries(['open', 'high', 'low', 'close'].map((name) => [name, [1, 1, 1, 1, 1, 1]])),
    volume: [1, 3, 2, 2, 0, 0],
    extras: { trades: [2, 4, none, 6, none, none], vwap: [10, 14, none, 5, 7, none] },
  } as unknown as Parameters<typeof barsFrom>[0])

  test('hold the last value that is there', () => {
    expect(resample(bars, 2).extras).toEqual({ trades: Float64Array.of(4, 6, none), vwap: Float64Array.of(14, 5, 7) })
  })

  test('follow the rule given for them', () => {
    expect(resample(bars, 2, { extras: { trades: 'sum', vwap: 'weighted-mean' } }).extras).toEqual({
      trades: Float64Array.of(6, 6, none),
      vwap: Float64Array.of(13, 5, none),
    })
  })

  test.each([
    [{ vwpa: 'sum' }, 'unknown-option', 'Did you mean "vwap"?'],
    [{ vwap: 'mean' }, 'invalid-argument', 'extras.vwap must be one of "last", "sum", "weighted-mean"'],
    [null, 'invalid-argument', 'options must be an object, received null'],
  ])('refuse the rules %j', (extras, code, message) => {
    const error = errorOf(() => resample(bars, 2, { extras: extras as unknown as Record<string, 'sum'> }))
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)])
  })

  test('an earlier mark of incomplete bars is not carried on', () => {
    const marked = resample(bars, 2, { incomplete: 'keep' })
    expect(() => resample(marked, 6)).toThrow(/without the marks of an earlier resampling.*Resample the finest bars/)
  })
})

describe('refusals', () => {
  const bars = flatBars([0, HOUR, 2 * HOUR, 3 * HOUR], [1, 2, 3, 4], HOUR)
  test.each([
    ['30m', {}, 'interval must be a whole multiple of the 3600000 ms of the bars, received 1800000'],
    ['90m', {}, 'interval must be a whole multiple'],
    ['1 month', {}, 'interval must be a positive whole number of milliseconds'],
    ['2h', { anchor: 0.5 }, 'anchor must be an integer'],
    ['2h', { incomplete: 'mark' }, 'incomplete must be one of "drop", "keep"'],
    ['2h', { since: 1 }, 'since must be a finite number of at most 0'],
    ['2h', { until: 3 * HOUR - 1 }, 'until must be a finite number of at least 10800000'],
    ['2h', { until: Number.NaN }, 'until must be a finite number'],
    ['2h', { ancor: 1 }, 'Did you mean "anchor"?'],
  ])('%s with %j', (interval, options, message) => {
    expect(errorOf(() => resample(bars, interval, options as object)).message).toContain(message)
  })

  test('a sum that is no number any more', () => {
    const huge = { ...bars, volume: new Float64Array(4).fill(1e308) }
    expect(() => resample(huge, '2h')).toThrow(/volume: must be finite, received Infinity/)
  })
})

test('weeks of the S&P 500 open on their first and close on their last trading day', () => {
  const days = barsFrom(sp500(), { symbol: '^GSPC' })
  const weeks = resample(days, '1w')
  expect(days.length).toBe(5105)
  expect(new Date(weeks.time[0]).toISOString()).toBe('2000-01-03T00:00:00.000Z')
  expect([weeks.open[0], weeks.close[0]]).toEqual([1469.25, 1441.469971])
  expect(weeks.high[0]).toBe(Math.max(...days.high.slice(0, 5)))
  // The week of 2001-09-10 has one day, and that of the closure of 11 to 14 September no other.
  const attack = weeks.time.indexOf(Date.UTC(2001, 8, 10))
  expect(weeks.volume[attack]).toBe(days.volume[days.time.indexOf(Date.UTC(2001, 8, 10))])
  expect(weeks.volume.reduce((a, b) => a + b, 0)).toBe(days.volume.slice(0, -5).reduce((a, b) => a + b, 0))
  expect(new Date(weeks.time[weeks.length - 1]).toISOString()).toBe('2020-04-06T00:00:00.000Z')
})
