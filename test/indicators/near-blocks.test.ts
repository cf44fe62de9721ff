import { expect, test } from 'vitest'
import { aroonShape, runAroon } from '../../src/indicators/extreme-ages.ts'
import { freshMemory } from '../../src/indicators/memory.ts'
import { rollingExtreme, rollingExtremeShape } from '../../src/indicators/rolling-extremes.ts'
import { randomFrom } from '../../src/random/random-from.ts'

type Draw = () => number

const ROWS = 600
const PERIODS = [1, 2, 3, 4, 7, 12, 25, 40]

// Whole blocks of near values take a short cut; each kind below must leave it, enter it, or both, without a trace.
const KINDS: Readonly<Record<string, (price: number, draw: Draw, t: number) => number>> = {
  near: (price) => price,
  'near and below zero': (price) => -price,
  'on few levels, with many equals': (price) => Math.round(price),
  flat: () => 7,
  rising: (_, __, t) => 100 + t / 50,
  falling: (_, __, t) => 100 - t / 50,
  'saw teeth': (_, __, t) => 100 + (t % 23),
  'apart by the last digits': (_, draw) => 1 + 2 ** -52 * Math.floor(6 * draw()),
  'just near, or just not': (_, draw) => [0.7, 1.33, 1, 0.7000000000000001, 1.3299999999999998][Math.floor(5 * draw())],
  'a level that is left': (price, _, t) => (t % 97 > 60 ? 3 * price : price),
  'not quite near, with equals': (_, draw) => Math.floor(10 + 21 * draw()) / 10,
  'not quite near': (price, draw) => price * (1 + 2 * draw()),
  'one below': (price, draw) => (draw() < 0.03 ? 0.37 * price : price),
  // 0.15 + (0.41 - 0.15) is not 0.41, and so on.
  'one below equals': (_, draw) => (draw() < 0.04 ? 0.15 : Math.floor(41 + 4 * draw()) / 100),
  'one far below': (price, draw) => (draw() < 0.01 ? 1e-300 * price : price),
  'one far above': (price, draw) => (draw() < 0.01 ? 1e300 * price : price),
  'one below zero': (price, draw) => (draw() < 0.01 ? -price : price),
  'missing now and then': (price, draw) => (draw() < 0.01 ? Number.NaN : price),
  'infinite now and then': (price, draw) => (draw() < 0.01 ? (draw() < 0.5 ? 1 : -1) / 0 : price),
  'around zero': (_, draw) => [0, -0, 1, -1][Math.floor(4 * draw())],
  'far apart': (price, draw) => price * 2 ** (60 * (draw() - 0.5)),
  'next to overflow': (_, draw) => 1.7e308 * (0.71 + 0.29 * draw()),
  'next to nothing': (_, draw) => 5e-324 * Math.floor(5 + 5 * draw()),
}

function columnOf(kind: string, draw: Draw): Float64Array {
  let price = 100
  return Float64Array.from({ length: ROWS }, (_, t) => {
    price *= 1 + 0.02 * (draw() - 0.5)
    return KINDS[kind](price, draw, t)
  })
}

/** Rows of stretches: some of one row, some of a few, some of most. */
function cuts(draw: Draw): number[] {
  const ends = [0]
  while (ends[ends.length - 1] < ROWS) {
    ends.push(Math.min(ROWS, ends[ends.length - 1] + 1 + Math.floor(ROWS * draw() ** 4)))
  }
  return ends
}

function windowAt(values: Float64Array, t: number, rows: number): readonly number[] {
  return t + 1 < rows ? [Number.NaN] : [...values.subarray(t + 1 - rows, t + 1)]
}

/** Runs the rows up to each of these ends in turn. */
function extremesOf(source: Float64Array, period: number, sign: 1 | -1, ends: readonly number[]): Float64Array {
  const out = new Float64Array(source.length)
  const [memory] = freshMemory([rollingExtremeShape(period)])
  for (let i = 1; i < ends.length; i++) {
    const stretch = out.subarray(ends[i - 1], ends[i])
    rollingExtreme(memory, stretch, source.slice(ends[i - 1], ends[i]), { period, sign })
  }
  return out
}

function plainExtremes(source: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const extreme = sign === 1 ? Math.max : Math.min
  // Adding zero turns a -0 into 0.
  return Float64Array.from(source, (_, t) => extreme(...windowAt(source, t, period)) + 0)
}

function linesOf(bars: readonly Float64Array[], period: number, ends: readonly number[]): Float64Array[] {
  const lines = Array.from({ length: 3 }, () => new Float64Array(bars[0].length))
  const [memory] = freshMemory([aroonShape(period)])
  for (let i = 1; i < ends.length; i++) {
    const cut = (column: Float64Array): Float64Array => column.subarray(ends[i - 1], ends[i])
    runAroon(memory, lines.map(cut), bars.map(cut), period)
  }
  return lines
}

function plainLines([high, low]: readonly Float64Array[], period: number): Float64Array[] {
  const lowered = low.map((value) => -value)
  const up = high.map((_, t) => recency(windowAt(high, t, period + 1)))
  const down = low.map((_, t) => recency(windowAt(lowered, t, period + 1)))
  return [up, down, up.map((value, t) => value - down[t])]
}

/** The share of the period left to the latest of the highest values. */
function recency(window: readonly number[]): number {
  const period = window.length - 1
  if (!window.every(Number.isFinite)) return Number.NaN
  return (100 * window.lastIndexOf(Math.max(...window))) / period
}

test.each(Object.keys(KINDS))('%s: rolling extremes are those of the plain definition, bit for bit', (kind) => {
  const random = randomFrom(3, kind)
  const draw = (): number => random.float()
  for (const period of PERIODS) {
    const source = columnOf(kind, draw)
    const ends = cuts(draw)
    for (const sign of [1, -1] as const) {
      expect(extremesOf(source, period, sign, ends)).toEqual(plainExtremes(source, period, sign))
    }
  }
})

test.each(Object.keys(KINDS))('%s: lines of Aroon are those of the plain definition, bit for bit', (kind) => {
  const random = randomFrom(4, kind)
  const draw = (): number => random.float()
  for (const period of PERIODS) {
    const bars = [columnOf(kind, draw), columnOf(draw() < 0.5 ? kind : 'near', draw)]
    expect(linesOf(bars, period, cuts(draw))).toEqual(plainLines(bars, period))
  }
})

test('one value that is not near spoils nothing, wherever in a block it lies', () => {
  const random = randomFrom(5, 'one of them')
  for (let period = 1; period <= 8; period++) {
    for (let place = 0; place < 60; place++) {
      const levels = Float64Array.from({ length: 60 }, () => Math.floor(41 + 4 * random.float()) / 100)
      const source = levels.with(place, 0.15)
      const lowered = source.map((value) => -value)
      expect(extremesOf(source, period, 1, [0, 60])).toEqual(plainExtremes(source, period, 1))
      expect(extremesOf(lowered, period, -1, [0, 60])).toEqual(plainExtremes(lowered, period, -1))
      expect(linesOf([source, lowered], period, [0, 60])).toEqual(plainLines([source, lowered], period))
    }
  }
})
