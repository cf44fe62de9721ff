import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { coarseOf, fineWarmup, holdInto } from '../../src/strategy/coarse.ts'
import { chanceMarket, prefix } from './markets.ts'

/** The complete coarse bars at the end of a record, by the words of the definition. */
function naive({ time, open, high, low, close, volume, interval }: Bars, every: number) {
  const span = every * interval
  const end = time[time.length - 1] + interval
  const starts = [...new Set(Array.from(time, (opening) => Math.floor(opening / span) * span))]
  const whole = starts.filter((start) => start >= time[0] && start + span <= end)
  return whole.map((start) => {
    const rows = Array.from(time.keys()).filter((t) => time[t] >= start && time[t] < start + span)
    const [first, last] = [rows[0], rows[rows.length - 1]]
    return {
      start,
      open: open[first],
      high: Math.max(...rows.map((t) => high[t])),
      low: Math.min(...rows.map((t) => low[t])),
      close: close[last],
      volume: rows.reduce((sum, t) => sum + volume[t], 0),
    }
  })
}

test('at every row the newest coarse bar is the last complete one of the record up to there', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 7 }), fc.nat(79), (start, every, t) => {
      const fine = chanceMarket(start, 80)
      const { bars, latest } = coarseOf(fine, every)
      const known = naive(prefix(fine, t + 1), every)
      expect(latest[t]).toBe(known.length - 1)
      const rows = known.map((_, b) => ({
        ...{ start: bars.time[b], open: bars.open[b], high: bars.high[b], low: bars.low[b] },
        ...{ close: bars.close[b], volume: bars.volume[b] },
      }))
      expect(rows).toEqual(known)
    }),
    { numRuns: 300 },
  )
})

test('the warm-up in fine bars is enough for every record, and no row too long for the worst', () => {
  let tightest = Number.POSITIVE_INFINITY
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 0, max: 4 }),
      (start, every, warmup) => {
        const { latest } = coarseOf(chanceMarket(start, 80), every)
        const row = fineWarmup(warmup, every)
        expect(latest[row]).toBeGreaterThanOrEqual(warmup)
        tightest = Math.min(tightest, latest[row - 1] - warmup)
      },
    ),
    { numRuns: 300, seed: 7 },
  )
  expect(tightest).toBe(-1)
})

test('what a coarse bar said holds until the next is known, and is 0 before the first', () => {
  const held = holdInto(new Float64Array(5), Float64Array.of(0.5, -1), Int32Array.of(-1, 0, 0, 1, 1))
  expect(held).toEqual(Float64Array.of(0, 0.5, 0.5, -1, -1))
})

test('on bars of its own length a part begins where it says', () => {
  expect([0, 5, 19].map((warmup) => fineWarmup(warmup, 1))).toEqual([0, 5, 19])
})

test('weeks begin on Monday, and bars off the grid keep their minute', () => {
  const day = 86_400_000
  const daily = { ...chanceMarket(1, 80), interval: day }
  // 1970-01-01 was a Thursday: from there the first whole week begins on day 4.
  const days = { ...daily, time: daily.time.map((_, t) => t * day) }
  expect(coarseOf(days, 7).bars.time.slice(0, 2)).toEqual(Float64Array.of(4 * day, 11 * day))
  const late = { ...daily, time: daily.time.map((_, t) => t * day + 60_000) }
  expect(coarseOf(late, 2).bars.time.slice(0, 2)).toEqual(Float64Array.of(60_000, 2 * day + 60_000))
})

test('bars that shift against their own interval are refused, with a way out', () => {
  const whole = chanceMarket(1, 80)
  const fine = { ...whole, time: whole.time.map((_, t) => t * 60_000) }
  const shifted = { ...fine, time: fine.time.map((_, t) => t * 60_000 + (t < 40 ? 0 : 20_000)) }
  expect(() => coarseOf(shifted, 4)).toThrow(
    'expose: bars.time[43] must be whole intervals of 60000 ms behind the first, for a part with every 4, received 2600000. ' +
      'Leave every out, or give CHANCE such times: time[0] + interval * Math.round((time[t] - time[0]) / interval).',
  )
  const { time, interval } = shifted
  const even = { ...shifted, time: time.map((t) => time[0] + interval * Math.round((t - time[0]) / interval)) }
  expect(coarseOf(even, 4).bars.close).toEqual(coarseOf(fine, 4).bars.close)
})
