import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { checkSymbol } from './bars-from.ts'
import { type Interval, intervalMs } from './interval.ts'

/** What a synthetic market needs from chance; every `Random` has it. */
export interface Draws {
  /** A number in [0, 1). */
  float(): number
  /** A draw from the standard normal distribution. */
  normal(): number
}

/** The outer frame of a synthetic market, whatever moves its price. */
export interface SyntheticOptions {
  /** Number of bars; 1000 by default. */
  readonly length?: number
  /** Name of the market; the name of its kind by default. */
  readonly symbol?: string
  /** Length of a bar; `'1h'` by default. */
  readonly interval?: Interval
  /** Opening time of the first bar in milliseconds UTC; 2020-01-01 by default. */
  readonly start?: number
  /** Price before the first bar; 20000 by default. Another price scales the market and changes nothing else. */
  readonly price?: number
  /** Average amount traded in a bar, in units of the asset; 500 by default. */
  readonly volume?: number
}

/** The frame with everything decided. */
export interface Frame extends Required<SyntheticOptions> {
  readonly interval: number
}

/** Names of the options every generator has. */
const FRAME_KEYS = ['length', 'symbol', 'interval', 'start', 'price', 'volume'] as const

/** A market of more bars takes gigabytes for every column. */
const MOST_BARS = 100_000_000

const YEAR_2020 = 1_577_836_800_000

/** The checked frame of a market; `own` are the names of the generator's own options, `usual` its defaults. */
export function frameOf(
  where: string,
  options: SyntheticOptions,
  own: readonly string[],
  usual: { readonly symbol: string; readonly length?: number },
): Frame {
  checkKeys(where, options, [...FRAME_KEYS, ...own])
  const frame = {
    length: options.length ?? usual.length ?? 1000,
    symbol: options.symbol ?? usual.symbol,
    interval: intervalMs(options.interval ?? '1h', where),
    start: options.start ?? YEAR_2020,
    price: options.price ?? 20_000,
    volume: options.volume ?? 500,
  }
  checkInteger(where, 'length', frame.length, { min: 1, max: MOST_BARS })
  checkSymbol(where, frame.symbol)
  checkInteger(where, 'start', frame.start, { remedy: 'Give the first opening time in milliseconds UTC.' })
  checkNumber(where, 'price', frame.price, { above: 0 })
  checkNumber(where, 'volume', frame.volume, { min: 0 })
  return frame
}

/** Refuses anything that chance cannot be drawn from. */
export function checkDraws(where: string, draws: Draws): void {
  if (typeof draws?.float === 'function' && typeof draws.normal === 'function') return
  refuse(where, 'draws', draws, {
    rule: 'a source of random numbers',
    remedy: 'Pass a stream first, for example randomFrom(42).',
  })
}

/** The opening times of a frame's bars. */
export function timesOf({ length, start, interval }: Frame): Float64Array {
  const time = new Float64Array(length)
  for (let t = 0; t < length; t++) time[t] = start + t * interval
  return time
}
