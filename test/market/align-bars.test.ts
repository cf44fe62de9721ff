import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignBars } from '../../src/market/align-bars.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { checkBars, columnsOf } from '../../src/market/check-bars.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { errorOf, expectSameBits, flatBars } from './market.ts'

const HOURS = { interval: 3_600_000, maxLength: 60 }
const anyMarkets = fc.array(anyBars(HOURS).map(near), { minLength: 1, maxLength: 4 })

/** Moves a market close to the epoch, so that several of them overlap. */
function near(bars: Bars): Bars {
  const shift = bars.time[0] - (Math.abs(bars.time[0] / bars.interval) % 20) * bars.interval
  return { ...bars, time: bars.time.map((time) => time - shift) }
}

const timesOf = (markets: readonly Bars[]) => markets.map(({ time }) => new Set(time))
const rising = (times: Iterable<number>) => Float64Array.from(times).sort()

describe('the intersection', () => {
  test('keeps the times that every market has, with all that stands there', () => {
    fc.assert(
      fc.property(anyMarkets, (markets) => {
        const sets = timesOf(markets)
        const common = rising([...sets[0]].filter((time) => sets.every((set) => set.has(time))))
        if (common.length === 0) {
          expect(() => alignBars(markets)).toThrow(/number of common times must be at least 1/)
          return
        }
        const aligned = alignBars(markets)
        for (const [i, bars] of aligned.entries()) {
          checkBars('test', bars)
          expect(bars.time).toBe(aligned[0].time)
          expect(bars.time).toEqual(common)
          expect(bars.length).toBe(common.length)
          const own = columnsOf(markets[i])
          expect(columnsOf(bars).map(([name]) => name)).toEqual(own.map(([name]) => name))
          for (const [place, [, column]] of columnsOf(bars).entries()) {
            expect(column).toEqual(common.map((time) => own[place][1][markets[i].time.indexOf(time)]))
          }
        }
      }),
    )
  })

  test('of markets with equal times is those markets', () => {
    fc.assert(
      fc.property(anyBars(), (bars) => {
        for (const axis of ['intersection', 'union'] as const) {
          for (const aligned of alignBars([bars, { ...bars, time: bars.time.slice() }], { axis }))
            expectSameBits(aligned, bars)
        }
      }),
    )
  })
})

describe('the union', () => {
  const a = barsFrom(
    {
      ...{ time: [0, 1, 3], open: [1, 2, 3], high: [5, 6, 7], low: [0.5, 1, 2], close: [4, 5, 6], volume: [7, 8, 9] },
      ...{ funding: [0.1, 0.2, 0.3], extras: { rsi: [30, Number.NaN, 70] } },
    },
    { symbol: 'A', interval: 1 },
  )
  const b = flatBars([1, 2, 4], [10, 20, 30], 1)

  test('refuses a gap by default, and names the market and the time', () => {
    const error = errorOf(() => alignBars([b, a], { axis: 'union' }))
    expect(error.code).toBe('invalid-bars')
    expect(error.message).toMatch(/the time of market must be in every market, received 0\. .*gaps: 'carry'/)
    expect(errorOf(() => alignBars([flatBars([0, 1, 2, 3], [1, 2, 3, 4], 1), a], { axis: 'union' })).message).toMatch(
      /the time of A must be in every market, received 2\./,
    )
  })

  test('carries the last close as a flat bar without volume, funding or extras, and marks it', () => {
    const [first, second] = alignBars([a, b], { axis: 'union', gaps: 'carry' })
    expect(first).toEqual({
      symbol: 'A',
      interval: 1,
      length: 4,
      time: Float64Array.of(1, 2, 3, 4),
      open: Float64Array.of(2, 5, 3, 6),
      high: Float64Array.of(6, 5, 7, 6),
      low: Float64Array.of(1, 5, 2, 6),
      close: Float64Array.of(5, 5, 6, 6),
      volume: Float64Array.of(8, 0, 9, 0),
      funding: Float64Array.of(0.2, 0, 0.3, 0),
      extras: { rsi: Float64Array.of(Number.NaN, Number.NaN, 70, Number.NaN), carried: Float64Array.of(0, 1, 0, 1) },
    })
    expect(second.time).toBe(first.time)
    expect(Array.from(second.close)).toEqual([10, 20, 20, 30])
    expect(second.extras).toEqual({ carried: Float64Array.of(0, 0, 1, 0) })
  })

  test('carries from before the axis begins', () => {
    const late = flatBars([2, 3], [7, 7], 1)
    const [carried] = alignBars([a, late], { axis: 'union', gaps: 'carry' })
    expect(Array.from(carried.time)).toEqual([2, 3])
    expect(Array.from(carried.close)).toEqual([5, 6])
    expect(carried.extras?.['carried']).toEqual(Float64Array.of(1, 0))
  })

  test('has every time since the last market began, and carries exactly what is lacking', () => {
    fc.assert(
      fc.property(anyMarkets, (markets) => {
        const start = Math.max(...markets.map(({ time }) => time[0]))
        const union = rising(new Set(markets.flatMap(({ time }) => [...time]))).filter((time) => time >= start)
        const carry = () => alignBars(markets, { axis: 'union', gaps: 'carry' })
        if (markets.some(({ time }) => time[time.length - 1] < start)) {
          expect(carry).toThrow(/markets that have ended/)
          return
        }
        const aligned = carry()
        for (const [i, bars] of aligned.entries()) {
          checkBars('test', bars)
          expect(bars.time).toBe(aligned[0].time)
          expect(bars.time).toEqual(union)
          const own = markets[i]
          for (let t = 0; t < bars.length; t++) {
            const row = own.time.findLastIndex((time) => time <= union[t])
            const isCarried = own.time[row] !== union[t]
            expect(bars.extras?.['carried'][t]).toBe(isCarried ? 1 : 0)
            expect(bars.close[t]).toBe(own.close[row])
            expect(bars.open[t]).toBe(isCarried ? own.close[row] : own.open[row])
            expect(bars.volume[t]).toBe(isCarried ? 0 : own.volume[row])
          }
        }
      }),
    )
  })
})

describe('refusals', () => {
  const bars = flatBars([0, 1], [1, 2], 1)
  const carry = { axis: 'union', gaps: 'carry' } as const
  test.each([
    ['no markets', [], {}, 'markets must be an array of markets, received an array of length 0'],
    ['a market that is alone', bars, {}, 'markets must be an array of markets'],
    ['something else', [bars, 7], {}, 'bars must be a market, received 7'],
    [
      'two intervals',
      [bars, flatBars([0, 2], [1, 2], 2)],
      {},
      'markets[1].interval must be 1, the interval of the first market, received 2. Resample',
    ],
    ['an unknown axis', [bars], { axis: 'outer' }, 'axis must be one of "intersection", "union"'],
    ['an unknown way with gaps', [bars], { gaps: 'nan' }, 'gaps must be one of "refuse", "carry"'],
    ['an unknown option', [bars], { fill: 0 }, 'received "fill"'],
    [
      'markets without a common time',
      [bars, flatBars([5, 6], [1, 2], 1)],
      {},
      'the number of common times must be at least 1',
    ],
    [
      'a market that ended before another began',
      [bars, flatBars([5, 6], [1, 2], 1)],
      carry,
      'the last time of market must be at or after 5, where the last market begins, received 1',
    ],
    ['a second alignment', alignBars([bars], carry), carry, 'without the marks of an earlier alignment'],
  ])('%s', (_, markets, options, message) => {
    expect(errorOf(() => alignBars(markets as Bars[], options as object)).message).toContain(message)
  })
})
