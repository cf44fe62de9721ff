import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adx } from '../../src/indicators/adx.ts'
import { ichimoku } from '../../src/indicators/ichimoku.ts'
import { ichimokuCloud } from '../../src/indicators/ichimoku-cloud.ts'
import { parabolicSar } from '../../src/indicators/parabolic-sar.ts'
import { supertrend } from '../../src/indicators/supertrend.ts'
import { vortex } from '../../src/indicators/vortex.ts'

type Bars = { high: number[]; low: number[]; close: number[] }

/** Bars of small whole numbers: many touches, ties, inside and outside bars. */
const bars: fc.Arbitrary<Bars> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.nat(12)), {
    minLength: 5,
    maxLength: 80,
  })
  .map((rows) => ({
    high: rows.map(([a, b]) => 16 + Math.max(a, b)),
    low: rows.map(([a, b]) => 16 + Math.min(a, b)),
    close: rows.map(([a, b, c]) => 16 + Math.min(Math.max(a, b), Math.min(a, b) + c)),
  }))

/** The market upside down: highs become lows. */
const mirror = ({ high, low, close }: Bars): Bars => ({
  high: low.map((price) => 64 - price),
  low: high.map((price) => 64 - price),
  close: close.map((price) => 64 - price),
})

const times = ({ high, low, close }: Bars, factor: number): Bars => ({
  high: high.map((price) => price * factor),
  low: low.map((price) => price * factor),
  close: close.map((price) => price * factor),
})

describe.each(['touch', 'cross'] as const)('parabolic sar by %s', (reversal) => {
  test('keeps the bars on one side of it, and turns when one reaches it', () => {
    fc.assert(
      fc.property(bars, ({ high, low, close }) => {
        const { line, direction } = parabolicSar({ high, low, close } as Bars, 0.02, 0.2, reversal)
        for (let t = 1; t < high.length; t++) {
          if (direction[t] > 0) expect(line[t]).toBeLessThanOrEqual(low[t])
          else expect(line[t]).toBeGreaterThanOrEqual(high[t])
          if (t > 1 && direction[t] === direction[t - 1] && reversal === 'touch') {
            expect(line[t]).not.toBe(direction[t] > 0 ? low[t] : high[t])
          }
          if (t > 1 && direction[t] === direction[t - 1]) {
            const past = direction[t] > 0 ? low.slice(t - 2, t) : high.slice(t - 2, t).map((price) => -price)
            // The stop of touch ignores bar 0 at bar 2.
            const guard = reversal === 'touch' && t === 2 ? past.slice(1) : past
            expect(direction[t] * line[t]).toBeLessThanOrEqual(Math.min(...guard))
          }
        }
      }),
    )
  })

  test('multiplies with the prices, bit for bit, and its direction does not change', () => {
    fc.assert(
      fc.property(bars, fc.constantFrom(2, 2 ** -30, 2 ** 300), (market, factor) => {
        const base = parabolicSar(market, 0.03, 0.3, reversal)
        const scaled = parabolicSar(times(market, factor), 0.03, 0.3, reversal)
        expect(scaled.line).toEqual(base.line.map((value) => value * factor))
        expect(scaled.direction).toEqual(base.direction)
      }),
    )
  })
})

test('parabolic sar: the first trend is down by touch only when the low falls by more than the high rises', () => {
  const first = (high: number[], low: number[], reversal: 'touch' | 'cross'): number =>
    parabolicSar({ high, low }, 0.02, 0.2, reversal).direction[1]
  expect([first([10, 9], [8, 7], 'touch'), first([10, 9], [8, 7], 'cross')]).toEqual([-1, -1])
  expect([first([10, 12], [8, 9], 'touch'), first([10, 12], [8, 9], 'cross')]).toEqual([1, 1])
  // Inside the first bar and lower in the middle: not a fall by touch.
  expect([first([10, 8.5], [7, 7.5], 'touch'), first([10, 8.5], [7, 7.5], 'cross')]).toEqual([1, -1])
})

test('parabolic sar: a bar that just touches the stop turns it by touch and not by cross', () => {
  // After bar 1 the stop goes from 8 to 8 + 0.02 x (11 - 8), where the low of bar 2 stands.
  const market = { high: [10, 11, 11], low: [8, 9, 8.06] }
  expect(parabolicSar(market, 0.02, 0.2).line).toEqual(Float64Array.of(Number.NaN, 8, 11))
  expect(parabolicSar(market, 0.02, 0.2).direction[2]).toBe(-1)
  // By cross no stop of bar 2 lies above the low of bar 0.
  const again = { high: [10, 10, 10], low: [8, 9, 8] }
  expect(parabolicSar(again, 0.02, 0.2, 'cross').line[2]).toBe(8)
  expect(parabolicSar(again, 0.02, 0.2, 'cross').direction[2]).toBe(1)
  expect(parabolicSar(again, 0.02, 0.2, 'touch').direction[2]).toBe(-1)
})

describe('supertrend', () => {
  test('moves with its trend only, and turns when a close passes it', () => {
    fc.assert(
      fc.property(bars, (market) => {
        const { line, direction } = supertrend(market, 3, 1)
        for (let t = 4; t < market.high.length; t++) {
          if (direction[t] === direction[t - 1]) {
            expect(direction[t] * line[t]).toBeGreaterThanOrEqual(direction[t] * line[t - 1])
          }
          expect(direction[t] * market.close[t]).toBeGreaterThanOrEqual(direction[t] * line[t])
        }
      }),
    )
  })

  test('multiplies with the prices, bit for bit, and its direction does not change', () => {
    fc.assert(
      fc.property(bars, fc.constantFrom(2, 2 ** -30, 2 ** 300), (market, factor) => {
        const base = supertrend(market, 3, 1)
        const scaled = supertrend(times(market, factor), 3, 1)
        expect(scaled.line).toEqual(base.line.map((value) => value * factor))
        expect(scaled.direction).toEqual(base.direction)
      }),
    )
  })
})

test('upside down, the directional lines change places', () => {
  fc.assert(
    fc.property(bars, (market) => {
      const [up, down] = [adx(market, 3), adx(mirror(market), 3)]
      expect(down.adx).toEqual(up.adx)
      expect([down.plus, down.minus]).toEqual([up.minus, up.plus])
      const [rise, fall] = [vortex(market, 3), vortex(mirror(market), 3)]
      expect([fall.plus, fall.minus]).toEqual([rise.minus, rise.plus])
    }),
  )
})

test('adx of a straight rise is 100, all of it from higher highs', () => {
  const close = Array.from({ length: 80 }, (_, t) => 100 + t)
  const market = { high: close.map((price) => price + 1), low: close.map((price) => price - 1), close }
  const lines = adx(market, 14)
  // Each true range is 2 and each directional move 1.
  expect(lines.plus.subarray(14).every((value) => value === 50)).toBe(true)
  expect(lines.minus.subarray(14).every((value) => value === 0)).toBe(true)
  expect(lines.adx.subarray(27).every((value) => value === 100)).toBe(true)
})

test('adx stays where it is while nothing moves, however long', () => {
  const moves = Array.from({ length: 40 }, (_, t) => 100 + (t % 3) + t)
  const close = [...moves, ...new Array(8000).fill(141)]
  const lines = adx({ high: close, low: close, close }, 5)
  // The sums decay together, so what they say stays; past the smallest number they would say anything.
  expect(lines.adx[1000]).toBeGreaterThan(10)
  expect(lines.adx[1000]).toBeLessThan(100)
  for (let t = 1000; t < close.length; t++) expect(Math.abs(lines.adx[t] - lines.adx[1000])).toBeLessThan(1e-9)
  for (const line of [lines.plus, lines.minus]) {
    expect(line.subarray(5).every((value) => value >= 0 && value <= 100)).toBe(true)
    for (let t = 40; t < close.length; t++) expect(Math.abs(line[t] - line[40])).toBeLessThan(1e-9)
  }
  const flat = [5, 5, 5, 5, 5]
  expect(adx({ high: flat, low: flat, close: flat }, 2).adx.subarray(3)).toEqual(Float64Array.of(0, 0))
})

test('the cloud is the raw spans, later; a change of the last bars does not touch it', () => {
  fc.assert(
    fc.property(bars, fc.integer({ min: 1, max: 30 }), (market, shift) => {
      const rows = market.high.length
      const raw = ichimoku(market, 2, 3, 4)
      const cloud = ichimokuCloud(market, 2, 3, 4, shift)
      for (const edge of ['spanA', 'spanB'] as const) {
        const expected = new Float64Array(rows).fill(Number.NaN)
        if (shift < rows) expected.set(raw[edge].subarray(0, rows - shift), shift)
        expect(cloud[edge]).toEqual(expected)
      }
      const changed = { high: market.high.with(-1, 1e6), low: market.low.with(-1, -1e6) }
      expect(ichimokuCloud(changed, 2, 3, 4, shift)).toEqual(cloud)
    }),
  )
})
