import { highWord, timesTwoTo } from './float-words.ts'

/** ln 2 in two parts, of which multiples of the first are exact. */
const LN2_HEAD = 0.6931471803691238
const LN2_TAIL = 1.9082149292705877e-10
const PER_LN2 = Math.LOG2E
/** High words of ln 2 / 2 and of 3 ln 2 / 2. */
const HALF_LN2 = 0x3fd62e42
const MORE_LN2 = 0x3ff0a2b2
/** Beyond these the result is no number, or too small for one. */
const LARGEST = 709.782712893384
const SMALLEST = -745.1332191019411

/**
 * The exponential function with the same bits in every engine: sums, products and quotients alone, which all engines round
 * alike, where `Math.exp` is only asked to come near. Error below one unit in the last place. The method and coefficients are
 * those of fdlibm (Sun Microsystems 1993).
 *
 * @example
 * exp(1) // => 2.718281828459045
 * exp(0.5) // => 1.6487212707001282
 * exp(-800) // => 0
 */
export function exp(x: number): number {
  if (!(x <= LARGEST)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY
  if (x < SMALLEST) return 0
  if (x === 1) return Math.E
  const size = highWord(x) & 0x7fffffff
  if (size <= HALF_LN2) return size < 0x3e300000 ? 1 + x : 1 - ((x * bend(x)) / (bend(x) - 2) - x)
  const k = multipleOf(x, size)
  const head = x - k * LN2_HEAD
  const tail = k * LN2_TAIL
  const rest = head - tail
  const bent = bend(rest)
  return timesTwoTo(1 - (tail - (rest * bent) / (2 - bent) - head), k)
}

/**
 * exp(x) - 1 without the loss of digits near 0, with the same bits in every engine; see `exp`.
 *
 * @example
 * expm1(1e-20) // => 1e-20
 * expm1(Math.LN2) // => 1
 */
export function expm1(x: number): number {
  if (!(x <= LARGEST)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY
  const size = highWord(x) & 0x7fffffff
  // Below -56 ln 2 the exponential is less than half a unit of the 1.
  if (x < 0 && size >= 0x4043687a) return -1
  if (size < 0x3c900000) return x
  if (size <= HALF_LN2) {
    const { square, error } = seriesOf(x)
    return x - (x * error - square)
  }
  const k = multipleOf(x, size)
  const head = x - k * LN2_HEAD
  const tail = k * LN2_TAIL
  const rest = head - tail
  const lost = head - rest - tail
  const { square, error } = seriesOf(rest)
  return assembled(rest, rest * (error - lost) - lost - square, k)
}

/** The multiple of ln 2 that is nearest to a number. */
function multipleOf(x: number, size: number): number {
  if (size < MORE_LN2) return x < 0 ? -1 : 1
  return Math.trunc(PER_LN2 * x + (x < 0 ? -0.5 : 0.5))
}

/** x - x^2 (1/6 - ...), from which exp(x) is 1 + x + x bend / (2 - bend). */
function bend(x: number): number {
  const t = x * x
  const high = t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))
  return x - t * (0.16666666666666602 + t * (-0.0027777777777015593 + high))
}

function seriesOf(x: number): { readonly square: number; readonly error: number } {
  const half = 0.5 * x
  const square = x * half
  const high = square * (-7.93650757867488e-5 + square * (4.008217827329362e-6 + square * -2.0109921818362437e-7))
  const ratio = 1 + square * (-0.03333333333333313 + square * (0.0015873015872548146 + high))
  const t = 3 - ratio * half
  return { square, error: square * ((ratio - t) / (6 - x * t)) }
}

/** 2^k (1 + rest - error) - 1, its terms in the order that loses least. */
function assembled(rest: number, error: number, k: number): number {
  if (k === -1) return 0.5 * (rest - error) - 0.5
  if (k === 1) return rest < -0.25 ? -2 * (error - (rest + 0.5)) : 1 + 2 * (rest - error)
  if (k <= -2 || k > 56) return timesTwoTo(1 - (error - rest), k) - 1
  const unit = timesTwoTo(1, -k)
  return timesTwoTo(k < 20 ? 1 - unit - (error - rest) : rest - (error + unit) + 1, k)
}
