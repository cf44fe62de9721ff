import { expect, test } from 'vitest'
import { runBarRange } from '../../src/indicators/bar-range.ts'
import { freshMemory } from '../../src/indicators/memory.ts'
import { nearBlocksShape } from '../../src/indicators/near-blocks.ts'
import { type Depth, runRangeDepth } from '../../src/indicators/range-depth.ts'
import { randomFrom } from '../../src/random/random-from.ts'

type Bar = readonly [high: number, low: number]
type Draw = () => number

// Whole blocks of near prices take a short cut; each kind below must leave it, enter it, or both, without a trace.
const KINDS: Readonly<Record<string, (price: number, draw: Draw, t: number) => Bar>> = {
  near: (price, draw) => [price * (1 + 0.01 * draw()), price * (1 - 0.01 * draw())],
  'a level that is left': (price) => [price > 100 ? 5 * price : price, price > 100 ? 5 * price : price],
  // Whole blocks of each: 0.15 + (0.41 - 0.15) is not 0.41, nor 0.41 - (0.41 - 0.15) 0.15, but 0.25 is near both.
  'levels in turn': (_, __, t) => {
    const level = [0.15, 0.25, 0.41, 0.15, 0.25, 0.41, 0.25, 0.15, 0.41, 0.25, 0.15, 0.41][Math.floor(t / 42) % 12]
    return [level, level]
  },
  'high or low missing': (price, draw) => [draw() < 0.03 ? Number.NaN : price, draw() < 0.03 ? Number.NaN : price],
  'infinite now and then': (price, draw) => [draw() < 0.03 ? Number.POSITIVE_INFINITY : price, price],
  'highs below lows': (price, draw) => [price * draw(), price * draw()],
  'one high far below its low': (price, draw) => [draw() < 0.02 ? 1e-300 : price, price],
  'one low far above its high': (price, draw) => [price, draw() < 0.02 ? 1e300 : price],
  'one high infinitely far below its low': (price, draw) => [draw() < 0.02 ? Number.NEGATIVE_INFINITY : price, price],
  'one low infinitely far above its high': (price, draw) => [price, draw() < 0.02 ? Number.POSITIVE_INFINITY : price],
  'below zero': (price, draw) => [draw() - price, -price],
  'around zero': (_, draw) => [draw() < 0.5 ? 0 : draw(), -0],
  'far apart': (price, draw) => [price * 2 ** (8 * draw()), price],
  'next to overflow': (price, draw) => [1.5e307 * price ** 0.4 * (1 + draw()), 9e307],
}

function windowAt(values: readonly number[], t: number, period: number): readonly number[] {
  return t + 1 < period ? [Number.NaN] : values.slice(t + 1 - period, t + 1)
}

const DEPTHS: readonly Depth[] = [
  { from: 'lowest', least: Number.MIN_VALUE },
  { from: 'highest', least: Number.MIN_VALUE },
]

function plainDepth(value: number, from: number, range: number): number {
  // Where a range is infinite, nothing has a place.
  return (range === 0 ? 0 : 100 * ((value - from) / range)) + 0 * range
}

test.each(Object.entries(KINDS))(
  '%s: extremes and the place among them are those of the plain definition, bit for bit',
  (kind, bar) => {
    const random = randomFrom(5, kind)
    const draw = (): number => random.float()
    for (const period of [1, 2, 3, 4, 7, 14, 21]) {
      let price = 100
      const bars = Array.from({ length: 700 }, (_, t) => {
        price *= Math.exp(0.02 * (draw() - 0.5))
        return bar(price, draw, t)
      })
      const high = bars.map(([top]) => top)
      const low = bars.map(([, bottom]) => bottom)
      const upper = new Float64Array(700)
      const lower = new Float64Array(700)
      const value = Float64Array.from(bars, () => 100 * draw())
      const places = DEPTHS.map(() => new Float64Array(700))
      const scratch = new Float64Array(700)
      const [memory, ...depthMemories] = freshMemory([
        nearBlocksShape(period),
        ...DEPTHS.map(() => nearBlocksShape(period)),
      ])
      for (let t = 0; t < 700; ) {
        const end = Math.min(700, t + 1 + Math.floor(200 * draw() ** 3))
        const outs = [upper.subarray(t, end), lower.subarray(t, end)]
        const rows = [high, low, value].map((column) => Float64Array.from(column.slice(t, end)))
        runBarRange(memory, outs, rows, period)
        DEPTHS.forEach((depth, i) => {
          runRangeDepth(depthMemories[i], [places[i].subarray(t, end), scratch.subarray(t, end)], rows, depth)
        })
        t = end
      }
      // Adding zero turns a -0 into 0.
      expect(upper).toEqual(Float64Array.from(high, (_, t) => Math.max(...windowAt(high, t, period)) + 0))
      expect(lower).toEqual(Float64Array.from(low, (_, t) => Math.min(...windowAt(low, t, period)) + 0))
      const ranges = upper.map((top, t) => top - lower[t])
      expect(places[0]).toEqual(ranges.map((range, t) => plainDepth(value[t], lower[t], range)))
      expect(places[1]).toEqual(ranges.map((range, t) => plainDepth(value[t], upper[t], range)))
    }
  },
)
