import { describe, expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import type { FeatureTable } from '../../src/seeds/feature-columns.ts'
import { type Lesson, spokenFrom, trailingFits } from '../../src/seeds/trailing-fits.ts'
import { market } from './following.ts'

/** Twelve bars whose logarithm moves by 0, 1, 2, ... times that of 2. */
const doublings = market([0, 0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55].map((power) => 2 ** power))

/** One feature, the row's own number, and the logarithm of 2 as volatility. */
function table(bars: Bars, from = 0): FeatureTable {
  const features = Float64Array.from(bars.close, (_, t) => (t < from ? Number.NaN : t))
  return { features, columns: 1, from, volatility: new Float64Array(bars.length).fill(Math.LN2) }
}

const read = ({ features, targets, asked, from, to }: Lesson) => {
  const rounded = (column: Float64Array) => Array.from(column, (value) => Number(value.toFixed(9)))
  return { features: rounded(features), targets: rounded(targets), asked: rounded(asked), from, to }
}

const walk = (bars: Bars, schedule: Parameters<typeof trailingFits>[2], from = 0) =>
  Array.from(trailingFits(bars, table(bars, from), schedule), read)

describe('trailingFits', () => {
  test('learns at the first bar of a block from rows whose return is over, and is asked until the next', () => {
    // At bar 4 rows 0 to 3 are over, and teach the moves 0, 1, 2, 3 that followed. At bar 8 it is rows 4 to 7.
    const spread = Math.sqrt(1.25)
    const places = [-1.5, -0.5, 0.5, 1.5].map((place) => Number((place / spread).toFixed(9)))
    const ahead = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => Number(((from + i) / spread).toFixed(9)))
    expect(walk(doublings, { window: 4, refit: 4, horizon: 1 })).toEqual([
      { features: places, targets: [0, 1, 2, 3], asked: ahead(5.5, 1), from: 7, to: 8 },
      { features: places, targets: [4, 5, 6, 7], asked: ahead(2.5, 4), from: 8, to: 12 },
    ])
    expect(spokenFrom(0, { window: 4, refit: 4, horizon: 1 })).toBe(7)
  })

  test('a horizon lies between the last row that teaches and the bar of the fit', () => {
    // At bar 8 the last row that is over is 5; what followed it in three bars is 6 + 7 + 5 doublings by the root of 3.
    const [lesson] = walk(doublings, { window: 4, refit: 4, horizon: 3 })
    const sums = [2 + 3 + 4, 3 + 4 + 5, 4 + 5 + 6, 5 + 6 + 7].map((sum) => Number((sum / Math.sqrt(3)).toFixed(9)))
    expect(lesson).toMatchObject({ targets: sums, from: 9, to: 12 })
    expect(spokenFrom(0, { window: 4, refit: 4, horizon: 3 })).toBe(9)
  })

  test('reads nothing behind the bar of the fit', () => {
    const schedule = { window: 4, refit: 4, horizon: 2 }
    const poisoned = (rows: number): Bars => ({
      ...doublings,
      close: doublings.close.map((price, t) => (t < rows ? price : Number.NaN)),
    })
    const lessons = Array.from(trailingFits(poisoned(9), table(doublings), schedule), read)
    expect(lessons).toEqual(walk(doublings, schedule))
    expect(lessons.map(({ from, to }) => [from, to])).toEqual([[8, 12]])
    // Without the close of bar 8 itself one of the four rows has no target yet, and without that of bar 7 two.
    const targets = (rows: number) =>
      Array.from(trailingFits(poisoned(rows), table(doublings), schedule), (lesson) => lesson.targets.length)
    expect([targets(9), targets(8), targets(7)]).toEqual([[4], [3], []])
  })

  test('neither the end of a market nor its beginning moves a fit', () => {
    const schedule = { window: 3, refit: 3, horizon: 1 }
    const whole = walk(doublings, schedule)
    expect(whole.map(({ from, to }) => [from, to])).toEqual([
      [5, 6],
      [6, 9],
      [9, 12],
    ])
    const ended = walk(sliceBars(doublings, 0, 8), schedule)
    expect(ended.map(({ targets }) => targets)).toEqual(whole.slice(0, 2).map(({ targets }) => targets))
    expect(ended.map(({ from, to }) => [from, to])).toEqual([
      [5, 6],
      [6, 8],
    ])
    const later = walk(sliceBars(doublings, 1), schedule)
    expect(later.map(({ from, to, targets }) => [from + 1, to + 1, targets])).toEqual([
      [6, 9, whole[1].targets],
      [9, 12, whole[2].targets],
    ])
  })

  test('counts blocks by the clock, so a gap in time begins one', () => {
    const time = doublings.time.map((opening, t) => opening + (t >= 6 ? 20 * doublings.interval : 0))
    const lessons = walk({ ...doublings, time }, { window: 3, refit: 3, horizon: 1 })
    // Bars 6 and 7 are the hours 26 and 27, and 27 begins a block as 26 did.
    expect(lessons.map(({ from, to }) => [from, to])).toEqual([
      [5, 6],
      [6, 7],
      [7, 10],
      [10, 12],
    ])
  })

  test('leaves out rows that lack a value, and windows that lack more than a quarter', () => {
    const schedule = { window: 4, refit: 4, horizon: 1 }
    const lacking = (...rows: number[]) => {
      const whole = table(doublings)
      const features = whole.features.map((value, t) => (rows.includes(t) ? Number.NaN : value))
      return Array.from(trailingFits(doublings, { ...whole, features }, schedule), read)
    }
    expect(lacking(5).map(({ targets }) => targets)).toEqual([
      [0, 1, 2, 3],
      [4, 6, 7],
    ])
    expect(lacking(5, 6).map(({ targets }) => targets)).toEqual([[0, 1, 2, 3]])
    expect(lacking(9).at(-1)?.asked.map(Number.isNaN)).toEqual([false, true, false, false])
    const still = { ...table(doublings), volatility: new Float64Array(12) }
    expect(Array.from(trailingFits(doublings, still, schedule))).toEqual([])
  })

  test('rows that are all alike teach nothing', () => {
    const alike = { ...table(doublings), features: new Float64Array(12).fill(0.1) }
    expect(Array.from(trailingFits(doublings, alike, { window: 4, refit: 4, horizon: 1 }))).toEqual([])
  })

  test('waits for the first whole row', () => {
    const lessons = walk(doublings, { window: 3, refit: 3, horizon: 1 }, 4)
    expect(lessons.map(({ from, targets }) => [from, targets])).toEqual([[9, [6, 7, 8]]])
    expect(spokenFrom(4, { window: 3, refit: 3, horizon: 1 })).toBe(9)
    expect(walk(sliceBars(doublings, 0, 3), { window: 3, refit: 3, horizon: 1 })).toEqual([])
    expect(walk(sliceBars(doublings, 0, 5), { window: 3, refit: 3, horizon: 1 })).toEqual([])
    expect(walk(sliceBars(doublings, 0, 6), { window: 3, refit: 3, horizon: 1 })).toHaveLength(1)
  })
})
