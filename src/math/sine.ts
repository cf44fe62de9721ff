import { fromHighWord, highWord } from './float-words.ts'

/** An angle less a multiple of a quarter turn: which quarter, and what is left as a number and what it lost. */
interface Turned {
  readonly quarter: number
  readonly rest: number
  readonly lost: number
}

/** A quarter turn in parts, of which products with whole numbers are exact, and what each leaves. */
const PER_QUARTER = 0.6366197723675814
const FIRST = 1.5707963267341256
const AFTER_FIRST = 6.077100506506192e-11
const SECOND = 6.077100506303966e-11
const AFTER_SECOND = 2.0222662487959506e-21
const THIRD = 2.0222662487111665e-21
const AFTER_THIRD = 8.4784276603689e-32
const EIGHTH = 0x3fe921fb
/** Up to here two parts of a quarter turn are enough. */
const LARGEST = 800_000

/**
 * The sine with the same bits in every engine: sums and products alone, where `Math.sin` is only asked to come near. For
 * angles within 800000 of 0; NaN beyond. The method and coefficients are those of fdlibm (Sun Microsystems 1993).
 *
 * @example
 * sin(1) // => 0.8414709848078965
 * sin(Math.PI / 6).toFixed(12) // => '0.500000000000'
 */
export function sin(x: number): number {
  if (!(Math.abs(x) <= LARGEST)) return Number.NaN
  const { quarter, rest, lost } = turned(x)
  const value = (quarter & 1) === 0 ? sineOf(rest, lost) : cosineOf(rest, lost)
  return quarter < 2 ? value : -value
}

/**
 * The cosine with the same bits in every engine; see `sin`.
 *
 * @example
 * cos(1) // => 0.5403023058681398
 * cos(Math.PI) // => -1
 */
export function cos(x: number): number {
  if (!(Math.abs(x) <= LARGEST)) return Number.NaN
  const { quarter, rest, lost } = turned(x)
  const value = (quarter & 1) === 0 ? cosineOf(rest, lost) : sineOf(rest, lost)
  return quarter === 1 || quarter === 2 ? -value : value
}

function turned(x: number): Turned {
  if ((highWord(x) & 0x7fffffff) <= EIGHTH) return { quarter: 0, rest: x, lost: 0 }
  const size = Math.abs(x)
  const n = Math.floor(size * PER_QUARTER + 0.5)
  const exponent = highWord(size) >> 20
  let left = size - n * FIRST
  let w = n * AFTER_FIRST
  let rest = left - w
  for (const [part, after, digits] of [
    [SECOND, AFTER_SECOND, 16],
    [THIRD, AFTER_THIRD, 49],
  ] as const) {
    // So many digits cancelled that the next part of the quarter turn counts.
    if (exponent - ((highWord(rest) >> 20) & 0x7ff) <= digits) break
    const before = left
    w = n * part
    left = before - w
    w = n * after - (before - left - w)
    rest = left - w
  }
  const lost = left - rest - w
  return x < 0 ? { quarter: -n & 3, rest: -rest, lost: -lost } : { quarter: n & 3, rest, lost }
}

function sineOf(x: number, lost: number): number {
  if ((highWord(x) & 0x7fffffff) < 0x3e400000) return x
  const z = x * x
  const v = z * x
  const far = z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10))
  const series = 0.00833333333332249 + z * (-0.0001984126982985795 + far)
  if (lost === 0) return x + v * (-0.16666666666666632 + z * series)
  return x - (z * (0.5 * lost - v * series) - lost - v * -0.16666666666666632)
}

function cosineOf(x: number, lost: number): number {
  const size = highWord(x) & 0x7fffffff
  if (size < 0x3e400000) return 1
  const z = x * x
  const far = z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11))
  const series = z * (0.0416666666666666 + z * (-0.001388888888887411 + z * (2.480158728947673e-5 + far)))
  if (size < 0x3fd33333) return 1 - (0.5 * z - (z * series - x * lost))
  // A quarter of x, cut short, is taken off both sides, so that the difference is exact.
  const part = size > 0x3fe90000 ? 0.28125 : fromHighWord(size - 0x00200000)
  return 1 - part - (0.5 * z - part - (z * series - x * lost))
}
