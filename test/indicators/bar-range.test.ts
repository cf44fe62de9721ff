import { expect, test } from 'vitest'
import { barRangeShape, runBarRange } from '../../src/indicators/bar-range.ts'
import { freshMemory } from '../../src/indicators/memory.ts'
import { randomFrom } from '../../src/random/random-from.ts'

type Bar = readonly [high: number, low: number]
type Draw = () => number

// Whole blocks of near prices take a short cut; each kind below must leave it, enter it, or both, without a trace.
const KINDS: Readonly<Record<string, (price: number, draw: Draw) => Bar>> = {
  near: (price, draw) => [price * (1 + 0.01 * draw()), price * (1 - 0.01 * draw())],
  'a level that is left': (price) => [price > 100 ? 5 * price : price, price > 100 ? 5 * price : price],
  'high or low missing': (price, draw) => [draw() < 0.03 ? Number.NaN : price, draw() < 0.03 ? Number.NaN : price],
  'infinite now and then': (price, draw) => [draw() < 0.03 ? Number.POSITIVE_INFINITY : price, price],
  'highs below lows': (price, draw) => [price * draw(), price * draw()],
  'one high far below its low': (price, draw) => [draw() < 0.02 ? 1e-300 : price, price],
  'one low far above its high': (price, draw) => [price, draw() < 0.02 ? 1e300 : price],
  'below zero': (price, draw) => [draw() - price, -price],
  'around zero': (_, draw) => [draw() < 0.5 ? 0 : draw(), -0],
  'far apart': (price, draw) => [price * 2 ** (8 * draw()), price],
  'next to overflow': (price, draw) => [1.5e307 * price ** 0.4 * (1 + draw()), 9e307],
}

function windowAt(values: readonly number[], t: number, period: number): readonly number[] {
  return t + 1 < period ? [Number.NaN] : values.slice(t + 1 - period, t + 1)
}

test.each(Object.entries(KINDS))('%s: extremes are those of the plain definition, bit for bit', (kind, bar) => {
  const random = randomFrom(5, kind)
  const draw = (): number => random.float()
  for (const period of [1, 2, 3, 4, 7, 14, 21]) {
    let price = 100
    const bars = Array.from({ length: 700 }, () => {
      price *= Math.exp(0.02 * (draw() - 0.5))
      return bar(price, draw)
    })
    const high = bars.map(([top]) => top)
    const low = bars.map(([, bottom]) => bottom)
    const upper = new Float64Array(700)
    const lower = new Float64Array(700)
    const [memory] = freshMemory([barRangeShape(period)])
    for (let t = 0; t < 700; ) {
      const end = Math.min(700, t + 1 + Math.floor(200 * draw() ** 3))
      const outs = [upper.subarray(t, end), lower.subarray(t, end)]
      runBarRange(memory, outs, [Float64Array.from(high.slice(t, end)), Float64Array.from(low.slice(t, end))], period)
      t = end
    }
    // Adding zero turns a -0 into 0.
    expect(upper).toEqual(Float64Array.from(high, (_, t) => Math.max(...windowAt(high, t, period)) + 0))
    expect(lower).toEqual(Float64Array.from(low, (_, t) => Math.min(...windowAt(low, t, period)) + 0))
  }
})
