import fc from 'fast-check'
import { CrossDown, CrossUp } from 'technicalindicators'
import { describe, expect, test } from 'vitest'
import { barsSince } from '../../src/indicators/bars-since.ts'
import { crossesAbove } from '../../src/indicators/crosses-above.ts'
import { crossesAboveLevel } from '../../src/indicators/crosses-above-level.ts'
import { crossesBelow } from '../../src/indicators/crosses-below.ts'
import { crossesBelowLevel } from '../../src/indicators/crosses-below-level.ts'
import { divergence } from '../../src/indicators/divergence.ts'
import { fibonacci } from '../../src/indicators/fibonacci.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { swings } from '../../src/indicators/swings.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const _ = Number.NaN

interface Prices {
  readonly high: number[]
  readonly low: number[]
  readonly close: number[]
}

/** Few different prices, so that ties, outside bars and level stretches are common. */
const prices: fc.Arbitrary<Prices> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })), {
    minLength: 1,
    maxLength: 80,
  })
  .map((rows) => ({
    high: rows.map(([close, up]) => close + up),
    low: rows.map(([close, , down]) => close - down),
    close: rows.map(([close]) => close),
  }))

describe('swings', () => {
  test('of a level top the first bar is the pivot; a level stretch has none', () => {
    const high = [1, 5, 5, 2, 2, 2, 1]
    expect(swings({ high, low: high }, 1).high).toEqual(Float64Array.of(_, _, 5, _, _, _, _))
    expect(swings({ high, low: high }, 2).high).toEqual(Float64Array.of(_, _, _, _, _, _, _))
    expect(swings({ high, low: high }, 1).low).toEqual(Float64Array.of(_, _, _, _, 2, _, _))
  })

  test('a pivot is one bar too few away from certain until its last neighbour has closed', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 5 }), (bars, strength) => {
        const { high } = swings(bars, strength)
        for (let t = 0; t < high.length; t++) {
          if (Number.isNaN(high[t])) continue
          expect(high[t]).toBe(bars.high[t - strength])
          const undone = bars.high.with(t, high[t] + 1)
          expect(swings({ ...bars, high: undone }, strength).high[t]).toBeNaN()
          expect(swings({ ...bars, high: undone }, strength).high.subarray(0, t)).toEqual(high.subarray(0, t))
        }
      }),
    )
  })

  test('a swing low is a swing high of the prices turned over', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 5 }), (bars, strength) => {
        const turned = { high: bars.low.map((price) => -price), low: bars.high.map((price) => -price) }
        expect(swings(bars, strength).low).toEqual(swings(turned, strength).high.map((price) => -price))
      }),
    )
  })

  test('two swing highs of one strength are further apart than it', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 5 }), (bars, strength) => {
        const { high } = swings(bars, strength)
        const rows = bars.high.map((_price, t) => t).filter((t) => !Number.isNaN(high[t]))
        for (let i = 1; i < rows.length; i++) expect(rows[i] - rows[i - 1]).toBeGreaterThan(strength)
      }),
    )
  })

  test('the longest strength costs little even where every row is nearly a pivot', () => {
    const saw = Float64Array.from({ length: 200_000 }, (_row, t) => Math.abs((t % 4000) - 2000))
    const { high, low } = swings({ high: saw, low: saw }, 1999)
    expect(high.filter((price) => price === 2000).length).toBe(49)
    expect(low.filter((price) => price === 0).length).toBe(50)
  })
})

describe('fibonacci', () => {
  test('levels lie between the ends of a leg that joins a confirmed low and a confirmed high', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 3 }), (bars, strength) => {
        const { start, end, r236, r382, r500, r618, r786 } = fibonacci(bars, strength)
        const seen = swings(bars, strength)
        for (let t = 0; t < start.length; t++) {
          if (Number.isNaN(start[t])) continue
          const known = [...seen.high.subarray(0, t + 1), ...seen.low.subarray(0, t + 1)]
          expect(known).toContain(start[t])
          expect(known).toContain(end[t])
          const side = Math.sign(end[t] - start[t])
          expect(side).not.toBe(0)
          const line = [end[t], r236[t], r382[t], r500[t], r618[t], r786[t], start[t]].map((price) => -side * price)
          expect(line).toEqual([...line].sort((a, b) => a - b))
        }
      }),
    )
  })

  test('levels move only at a bar that confirms a swing', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 3 }), (bars, strength) => {
        const { start, end } = fibonacci(bars, strength)
        const { high, low } = swings(bars, strength)
        for (let t = 1; t < start.length; t++) {
          if (!Number.isNaN(high[t]) || !Number.isNaN(low[t])) continue
          expect([start[t], end[t]]).toEqual([start[t - 1], end[t - 1]])
        }
      }),
    )
  })

  test('a lower high in a row is passed over, a higher one moves the end', () => {
    const high = [5, 1, 8, 4, 6, 4, 9, 4]
    const low = [1, 0.5, 2, 3, 3.5, 3.6, 3.7, 3.8]
    const { start, end } = fibonacci({ high, low }, 1)
    expect(start).toEqual(Float64Array.of(_, _, _, 0.5, 0.5, 0.5, 0.5, 0.5))
    expect(end).toEqual(Float64Array.of(_, _, _, 8, 8, 8, 8, 9))
  })

  test('a bar that is both carries the leg on first and turns it then', () => {
    const high = [5, 6, 5, 9, 5, 5]
    const low = [4, 5, 4, 1, 4, 4]
    const { start, end } = fibonacci({ high, low }, 1)
    expect(start).toEqual(Float64Array.of(_, _, _, _, 9, 9))
    expect(end).toEqual(Float64Array.of(_, _, _, _, 1, 1))
  })
})

describe('divergence', () => {
  const high = [4, 6, 5, 7, 5, 5, 8, 5]
  const low = high.map((price) => price - 2)

  test('compares neighbouring swings, within reach', () => {
    const oscillator = [50, 80, 60, 70, 40, 40, 75, 40]
    expect(divergence({ high, low, oscillator }, 1, 3).bearish).toEqual(Float64Array.of(_, _, 0, 0, 1, 0, 0, 0))
    expect(divergence({ high, low, oscillator }, 1, 2).bearish).toEqual(Float64Array.of(_, _, 0, 0, 1, 0, 0, 0))
    expect(divergence({ high, low, oscillator }, 1, 1).bearish).toEqual(Float64Array.of(_, _, 0, 0, 0, 0, 0, 0))
    const falling = [50, 80, 60, 70, 40, 40, 65, 40]
    expect(divergence({ high, low, oscillator: falling }, 1, 3).bearish).toEqual(
      Float64Array.of(_, _, 0, 0, 1, 0, 0, 1),
    )
    expect(divergence({ high, low, oscillator: falling }, 1, 2).bearish).toEqual(
      Float64Array.of(_, _, 0, 0, 1, 0, 0, 0),
    )
  })

  test('equal prices or equal oscillators diverge nothing', () => {
    const oscillator = [50, 80, 60, 80, 40, 40, 75, 40]
    expect(divergence({ high, low, oscillator }, 1, 2).bearish.some((mark) => mark === 1)).toBe(false)
    const level = [4, 7, 5, 7, 5, 5, 6, 5]
    const falling = [50, 80, 60, 70, 40, 40, 65, 40]
    expect(divergence({ high: level, low, oscillator: falling }, 1, 9).bearish.some((mark) => mark === 1)).toBe(false)
  })

  test('bullish is bearish of everything turned over', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 3 }), (bars, strength) => {
        const oscillator = bars.close.map((price, t) => (price * 7 + t * 3) % 11)
        const turned = {
          high: bars.low.map((price) => -price),
          low: bars.high.map((price) => -price),
          oscillator: oscillator.map((value) => -value),
        }
        expect(divergence({ ...bars, oscillator }, strength, 20).bullish).toEqual(
          divergence(turned, strength, 20).bearish,
        )
      }),
    )
  })

  test('finds some of both kinds on a random walk with its own rsi', () => {
    const random = randomFrom(5, 'divergence')
    let price = 100
    const close = Array.from({ length: 5000 }, () => {
      price *= Math.exp(0.01 * (random.float() - 0.5))
      return price
    })
    const { bullish, bearish } = divergence({ high: close, low: close, oscillator: rsi(close, 14) }, 5, 60)
    expect(bullish.findIndex((mark) => !Number.isNaN(mark))).toBe(14 + 10)
    for (const marks of [bullish, bearish]) {
      const share = marks.filter((mark) => mark === 1).length / 5000
      expect(share).toBeGreaterThan(0.002)
      expect(share).toBeLessThan(0.05)
    }
  })
})

describe('crossings', () => {
  const column = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 40, maxLength: 40 })

  test('agree with technicalindicators 3.1.0, which wants the other side before a touch', () => {
    fc.assert(
      fc.property(column, column, (left, right) => {
        // Apart in every row: the two conventions differ at touches only.
        const apart = right.map((value) => value + 0.5)
        const up = [...crossesAbove({ left, right: apart })].slice(1)
        const down = [...crossesBelow({ left, right: apart })].slice(1)
        expect(up).toEqual(CrossUp.calculate({ lineA: left, lineB: apart }).slice(1).map(Number))
        expect(down).toEqual(CrossDown.calculate({ lineA: left, lineB: apart }).slice(1).map(Number))
      }),
    )
  })

  test('of a level are crossings of a level column; from below and from above mirror each other', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: -3, max: 3 }), (source, level) => {
        const right = source.map(() => level)
        expect(crossesAboveLevel(source, level)).toEqual(crossesAbove({ left: source, right }))
        expect(crossesBelowLevel(source, level)).toEqual(crossesBelow({ left: source, right }))
        expect(crossesBelow({ left: source, right })).toEqual(crossesAbove({ left: right, right: source }))
      }),
    )
  })

  test('take infinities as values, and give NaN where two of them have no difference', () => {
    const { POSITIVE_INFINITY: high, NEGATIVE_INFINITY: low } = Number
    expect(crossesAboveLevel([low, high, 5], 0)).toEqual(Float64Array.of(_, 1, 0))
    expect(crossesAbove({ left: [high, high, 5], right: [0, high, 1] })).toEqual(Float64Array.of(_, _, _))
  })

  test('tell 5e-324 from nothing', () => {
    expect(crossesAbove({ left: [1, 5e-324], right: [1, 0] })).toEqual(Float64Array.of(_, 1))
  })
})

test('bars since a swing: a NaN or a zero is no event', () => {
  const { high } = swings({ high: [1, 5, 2, 1, 0, 3, 2], low: [1, 5, 2, 1, 0, 3, 2] }, 1)
  expect(barsSince(high)).toEqual(Float64Array.of(_, _, 0, 1, 2, 3, 0))
  expect(barsSince([0, -1, 0, 0, _, 0, 2])).toEqual(Float64Array.of(_, 0, 1, 2, 3, 4, 0))
})
