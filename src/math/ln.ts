import { highWord, withHighWord } from './float-words.ts'

const LN2_HEAD = 0.6931471803691238
const LN2_TAIL = 1.9082149292705877e-10
const TWO_54 = 2 ** 54
const SMALLEST_NORMAL = 2 ** -1022
/** Coefficients of the series of ln((1 + s) / (1 - s)) in s^2, fitted to where it is used. */
const C1 = 0.6666666666666735
const C2 = 0.3999999999940942
const C3 = 0.2857142874366239
const C4 = 0.22222198432149784
const C5 = 0.1818357216161805
const C6 = 0.15313837699209373
const C7 = 0.14798198605116586

/**
 * The natural logarithm with the same bits in every engine: sums, products and quotients alone, which all engines round
 * alike, where `Math.log` is only asked to come near. Error below one unit in the last place. The method and coefficients
 * are those of fdlibm (Sun Microsystems 1993).
 *
 * @example
 * ln(2) // => 0.6931471805599453
 * ln(10) // => 2.302585092994046
 * ln(0) // => -Infinity
 */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  const isTiny = x < SMALLEST_NORMAL
  const scaled = isTiny ? x * TWO_54 : x
  const word = highWord(scaled)
  const bits = word & 0xfffff
  // x = 2^k (1 + f), with 1 + f from sqrt(1/2) to sqrt(2).
  const carry = (bits + 0x95f64) & 0x100000
  const k = (word >> 20) - 1023 - (isTiny ? 54 : 0) + (carry >> 20)
  const f = withHighWord(scaled, bits | (carry ^ 0x3ff00000)) - 1
  if ((0xfffff & (2 + bits)) < 3) return nearOne(f, k)
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const rest = z * (C1 + w * (C3 + w * (C5 + w * C7))) + w * (C2 + w * (C4 + w * C6))
  if (((bits - 0x6147a) | (0x6b851 - bits)) > 0) {
    const half = 0.5 * f * f
    if (k === 0) return f - (half - s * (half + rest))
    return k * LN2_HEAD - (half - (s * (half + rest) + k * LN2_TAIL) - f)
  }
  return k === 0 ? f - s * (f - rest) : k * LN2_HEAD - (s * (f - rest) - k * LN2_TAIL - f)
}

/**
 * ln(1 + x) without the loss of digits near 0, with the same bits in every engine; see `ln`.
 *
 * @example
 * ln1p(1e-20) // => 1e-20
 * ln1p(1) // => 0.6931471805599453
 * ln1p(-1) // => -Infinity
 */
export function ln1p(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x
  if (x <= -1) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN
  const word = highWord(x)
  const size = word & 0x7fffffff
  if (size < 0x3e200000) return size < 0x3c900000 ? x : x - x * x * 0.5
  // From sqrt(1/2) - 1 to sqrt(2) - 1 nothing has to be taken out.
  const isNear = word > 0 ? word < 0x3fda827a : size < 0x3fd2bec4 + 1
  if (isNear) return logarithm(x, 0, 0)
  const isLarge = word >= 0x43400000
  const sum = isLarge ? x : 1 + x
  const bits = highWord(sum)
  const exponent = (bits >> 20) - 1023
  const lost = isLarge ? 0 : (exponent > 0 ? 1 - (sum - x) : x - (sum - 1)) / sum
  const part = bits & 0xfffff
  const isLow = part < 0x6a09e
  const f = withHighWord(sum, part | (isLow ? 0x3ff00000 : 0x3fe00000)) - 1
  const isClose = isLow ? part === 0 : (0x100000 - part) >> 2 === 0
  return isClose ? closeTo(f, exponent + (isLow ? 0 : 1), lost) : logarithm(f, exponent + (isLow ? 0 : 1), lost)
}

/** k ln 2 + ln(1 + f) + lost, for an f that two terms are enough for. */
function closeTo(f: number, k: number, lost: number): number {
  if (f === 0) return k === 0 ? 0 : k * LN2_HEAD + (lost + k * LN2_TAIL)
  const square = 0.5 * f * f * (1 - 0.6666666666666666 * f)
  return k === 0 ? f - square : k * LN2_HEAD - (square - (k * LN2_TAIL + lost) - f)
}

/** k ln 2 + ln(1 + f) + lost. */
function logarithm(f: number, k: number, lost: number): number {
  const half = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const rest = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * (C6 + z * C7))))))
  if (k === 0) return f - (half - s * (half + rest))
  return k * LN2_HEAD - (half - (s * (half + rest) + (k * LN2_TAIL + lost)) - f)
}

/** k ln 2 + ln(1 + f) for an f below 2^-20. */
function nearOne(f: number, k: number): number {
  if (f === 0) return k === 0 ? 0 : k * LN2_HEAD + k * LN2_TAIL
  const square = f * f * (0.5 - 0.3333333333333333 * f)
  return k === 0 ? f - square : k * LN2_HEAD - (square - k * LN2_TAIL - f)
}
