import alea from 'seedrandom/lib/alea.js'
import { refuse } from '../base/guards.ts'
import { ln } from '../math/ln.ts'

const TWO_32 = 2 ** 32
const TWO_53 = 2 ** 53

/** Where a stream stands, as plain JSON for a checkpoint. */
export interface RandomState {
  readonly version: 1
  /** The three lagged 32-bit words of the generator, oldest first. */
  readonly words: readonly [number, number, number]
  /** The carry of the last multiplication. */
  readonly carry: number
}

/**
 * One stream of random numbers: Baagøe's Alea, a multiply-with-carry generator with a period near 2^116, as kept
 * by the package `seedrandom`. `randomFrom` opens a stream, `restoreRandom` continues a saved one. Drawing
 * changes it, so hand it only to code that may advance it, and give every independent task a stream of its own.
 *
 * @example
 * const random = randomFrom(42, 'dice')
 * const rolls = Array.from({ length: 600 }, () => random.int(1, 6))
 * new Set(rolls).size // => 6
 */
export class Random {
  readonly #source: ReturnType<typeof open>

  /** Starts from the text of a seed, or from where another stream stood. */
  constructor(start: string | RandomState) {
    this.#source = open(start)
  }

  /** A number in [0, 1): each multiple of 2^-53 there is equally likely. */
  float(): number {
    return this.#source.double()
  }

  /**
   * An integer from `min` to `max`, both included, each equally likely. The bounds may be any safe integers at
   * most 2^53 - 1 apart.
   */
  int(min: number, max: number): number {
    const span = max - min
    if (Number.isSafeInteger(min) && Number.isSafeInteger(max) && span >= 0 && span < TWO_53) {
      return min + this.#below(span + 1)
    }
    return refuseBounds(min, max)
  }

  /**
   * A draw from the standard normal distribution: Marsaglia's polar method, of whose two values one is thrown
   * away.
   */
  normal(): number {
    const source = this.#source
    for (;;) {
      const x = 2 * source.double() - 1
      const y = 2 * source.double() - 1
      const square = x * x + y * y
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square)
    }
  }

  /** Where the stream stands; `restoreRandom` goes on with the very next draw. */
  state(): RandomState {
    const { s0, s1, s2, c } = this.#source.state()
    return { version: 1, words: [s0 * TWO_32, s1 * TWO_32, s2 * TWO_32], carry: c }
  }

  /**
   * An integer in [0, count): the range of a raw draw is cut into `count` equal buckets, a remainder is drawn
   * again.
   */
  #below(count: number): number {
    const isWide = count > TWO_32
    const bucket = Math.floor((isWide ? TWO_53 : TWO_32) / count)
    for (;;) {
      const raw = isWide ? this.#source.double() * TWO_53 : this.#source() * TWO_32
      const index = Math.floor(raw / bucket)
      if (index < count) return index
    }
  }
}

function open(start: string | RandomState) {
  if (typeof start === 'string') return alea(start, { state: true })
  const [s0, s1, s2] = start.words
  return alea('', { state: { s0: s0 / TWO_32, s1: s1 / TWO_32, s2: s2 / TWO_32, c: start.carry } })
}

function refuseBounds(min: number, max: number): never {
  if (!Number.isSafeInteger(min)) refuse('Random.int', 'min', min, { rule: 'an integer' })
  if (!Number.isSafeInteger(max) || max < min)
    refuse('Random.int', 'max', max, { rule: `an integer of at least ${min}` })
  return refuse('Random.int', 'max - min', max - min, {
    rule: `at most ${Number.MAX_SAFE_INTEGER}`,
    remedy: 'Draw from a narrower range.',
  })
}
