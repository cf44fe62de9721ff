import type { Column } from '../base/column.ts'
import { checkInteger, checkOneOf } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import { cos, sin } from '../math/sine.ts'
import type { BarColumn, Bars } from './bars.ts'
import { barsFrom } from './bars-from.ts'
import { type Frame, frameOf, type SyntheticOptions, timesOf } from './synthetic-options.ts'

/** The names of the showcase markets. */
export const SHOWCASES = ['rise', 'fall', 'chop', 'breakout', 'crash', 'gap', 'flat', 'funding-swing'] as const

/** Name of a showcase market. */
export type Showcase = (typeof SHOWCASES)[number]

/** A market as functions of the bars gone by (`t`) out of all (`n`): 0 when it begins. */
interface Shape {
  /** The logarithm of the price along the bars. */
  readonly path: (t: number, n: number) => number
  /** The logarithm of all the gaps between bars so far. */
  readonly gaps?: (t: number, n: number) => number
  /** The rate of a settlement. */
  readonly funding?: (t: number, n: number) => number
  /** Height of the small wave that is laid over the path; a share of the price. */
  readonly ripple?: number
}

const TAU = 2 * Math.PI
const EIGHT_HOURS = 28_800_000
/** Bars of one swing of the shapes that go sideways. */
const SWING = 40
/** Fewer bars would leave the sideways parts without a whole swing. */
const FEWEST = 120

const SHAPES: Readonly<Record<Showcase, Shape>> = {
  rise: { path: (t, n) => (0.9 * t) / n },
  fall: { path: (t, n) => (-0.9 * t) / n },
  chop: { path: (t) => swing(t, 0.05) },
  breakout: { path: (t, n) => (t <= 0.6 * n ? swing(t, 0.02) : 0.04 + 0.5 * share(t, 0.6 * n, n)) },
  crash: { path: (t, n) => 0.2 * share(t, 0, 0.6 * n) - 0.6 * share(t, 0.6 * n, 0.64 * n) },
  gap: { path: (t) => swing(t, 0.01), gaps: (t, n) => (t > n / 3 ? 0.1 : 0) - (t > (2 * n) / 3 ? 0.2 : 0) },
  flat: { path: () => 0, ripple: 0 },
  'funding-swing': { path: (t) => swing(t, 0.03), funding: (t, n) => 0.001 * cos((Math.PI * t) / n) },
}

/**
 * A small market without chance that shows one thing, for tests and pictures; the same on every call.
 *
 * - `rise`, `fall`: to 2.5 times the price, to 0.4 of the price, with small pullbacks.
 * - `chop`: swings of 40 bars, 5 % up and 5 % down, going nowhere.
 * - `breakout`: a range of 2 % for three fifths of the bars, then a break above it and a rise to 1.7 times.
 * - `crash`: a slow rise for three fifths of the bars, a fall by 45 % within a twenty-fifth of them, then nothing.
 * - `gap`: sideways, but the bars after one third and two thirds open 10 % higher and 18 % lower than the close before.
 * - `flat`: one price for ever, every bar without a range.
 * - `funding-swing`: sideways, while funding settled every 8 hours goes from 0.001 to -0.001.
 *
 * 600 bars by default, at least 120.
 *
 * @example
 * const bars = showcaseMarket('rise', { price: 100 })
 * Math.round(bars.close[599]) // => 246
 */
export function showcaseMarket(name: Showcase, options: SyntheticOptions = {}): Bars {
  checkOneOf('showcaseMarket', 'name', name, SHOWCASES)
  const frame = frameOf('showcaseMarket', options, [], { symbol: name, length: 600 })
  checkInteger('showcaseMarket', 'length', frame.length, { min: FEWEST })
  const shape = SHAPES[name]
  const columns = { time: timesOf(frame), ...draw(shape, frame) }
  const funding = shape.funding === undefined ? {} : { funding: settle(columns.time, frame, shape.funding) }
  return barsFrom({ ...columns, ...funding }, { symbol: frame.symbol, interval: frame.interval })
}

type Drawn = Record<Exclude<BarColumn, 'time'>, Column>

function draw({ path, gaps = () => 0, ripple = 0.004 }: Shape, { length, price, volume }: Frame): Drawn {
  const [open, high, low, close, traded] = Array.from({ length: 5 }, () => new Float64Array(length))
  const at = (t: number) => path(t, length) + gaps(t, length) + ripple * wave(t)
  for (let t = 0; t < length; t++) {
    const from = at(t) + gaps(t + 1, length) - gaps(t, length)
    const to = at(t + 1)
    const above = (ripple / 4) * (1 + wave(t + 11))
    const below = (ripple / 4) * (1 + wave(t + 29))
    open[t] = price * exp(from)
    close[t] = price * exp(to)
    high[t] = price * exp(Math.max(from, to) + above)
    low[t] = price * exp(Math.min(from, to) - below)
    traded[t] = volume * (0.8 + 40 * (Math.abs(to - from) + above + below) + 50 * ripple * wave(t + 47))
  }
  return { open, high, low, close, volume: traded }
}

/** The rate, on each bar in which funding is settled; as many times as it is settled there. */
function settle(time: Column, { interval }: Frame, rate: NonNullable<Shape['funding']>): Column {
  return time.map((opening, t) => {
    const settlements = Math.ceil((opening + interval) / EIGHT_HOURS) - Math.ceil(opening / EIGHT_HOURS)
    return settlements * rate(t, time.length - 1)
  })
}

/** A swing of the given height, up first. */
function swing(t: number, height: number): number {
  return height * sin((TAU * t) / SWING)
}

/** How much of the way between two bars is gone, from 0 to 1. */
function share(t: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (t - from) / (to - from)))
}

/** Between -1 and 1, and 0 at 0: two waves that never meet in step. */
function wave(t: number): number {
  return (sin(0.9 * t) + sin(0.37 * t)) / 2
}
