import { fromHighWord, headOf, highWord, timesTwoTo, withHighWord } from './float-words.ts'

/** A number as the sum of a short head and a small tail. */
interface Pair {
  readonly head: number
  readonly tail: number
}

/** log2(1.5) and 2 / (3 ln 2), each in two parts. */
const LOG2_HEAD = 0.5849624872207642
const LOG2_TAIL = 1.350039202129749e-8
const THIRD = 0.9617966939259756
const THIRD_HEAD = 0.9617967009544373
const THIRD_TAIL = -7.028461650952758e-9
const LN2 = Math.LN2
const LN2_HEAD = 0.6931471824645996
const LN2_TAIL = -1.904654299957768e-9
/** What rounding may add at the upper end of the range. */
const ROUNDING = 8.008566259537294e-17
const TWO_53 = 2 ** 53

/**
 * A power with the same bits in every engine: sums, products, quotients and square roots alone, which all engines round
 * alike, where `**` and `Math.pow` are only asked to come near. Whatever is no number there is none here. Error below one unit
 * in the last place. The method and coefficients are those of fdlibm (Sun Microsystems 1993), its short logarithm for exponents
 * beyond 2^31 left out: that one costs three digits.
 *
 * @example
 * pow(2, 10) // => 1024
 * pow(1.05, 1 / 12) // => 1.0040741237836484
 * pow(-8, 1 / 3) // => NaN
 */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1
  if (exponent === 1) return base
  if (exponent === 2) return base * base
  if (exponent === -1) return 1 / base
  if (exponent === 0.5 && base > 0) return Math.sqrt(base)
  const size = Math.abs(base)
  const isWhole = Math.floor(exponent) === exponent
  const sign = isNegative(base) && isWhole && Math.abs(exponent % 2) === 1 ? -1 : 1
  if (
    !(size > 0) ||
    size === 1 ||
    !(size < Number.POSITIVE_INFINITY) ||
    !(Math.abs(exponent) < Number.POSITIVE_INFINITY)
  ) {
    return sign * powerAtEnd(size, exponent, base === -1 && !isWhole)
  }
  return base < 0 && !isWhole ? Number.NaN : sign * power(size, exponent)
}

function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0)
}

/** A power of 0, 1 or what is infinite, or to an exponent that is infinite or no number. */
function powerAtEnd(size: number, exponent: number, isUndefined: boolean): number {
  if (Number.isNaN(size) || Number.isNaN(exponent) || isUndefined) return Number.NaN
  if (Math.abs(exponent) < Number.POSITIVE_INFINITY) return exponent < 0 ? 1 / size : size
  if (size === 1) return Number.NaN
  return size > 1 === exponent > 0 ? Number.POSITIVE_INFINITY : 0
}

/** A power of a positive number: 2^(exponent x log2 base), with the product carried to more digits than a number holds. */
function power(base: number, exponent: number): number {
  const { head, tail } = log2(base)
  const short = headOf(exponent)
  const low = (exponent - short) * head + exponent * tail
  const high = short * head
  const all = low + high
  if (all >= 1024 && (all > 1024 || low + ROUNDING > all - high)) return Number.POSITIVE_INFINITY
  if (all <= -1075 && (all < -1075 || low <= all - high)) return 0
  return twoTo(high, low, all)
}

/** log2 of a positive number, by the series of (x - c) / (x + c) about c = 1 or 1.5. */
function log2(x: number): Pair {
  const isTiny = x < 2 ** -1022
  const scaled = isTiny ? x * TWO_53 : x
  const word = highWord(scaled)
  const bits = word & 0xfffff
  const isMiddle = bits > 0x3988e && bits < 0xbb67a
  const carry = bits >= 0xbb67a ? 1 : 0
  const n = (word >> 20) - 1023 - (isTiny ? 53 : 0) + carry
  const top = (bits | 0x3ff00000) - (carry << 20)
  const near = withHighWord(scaled, top)
  const centre = isMiddle ? 1.5 : 1
  const u = near - centre
  const v = 1 / (near + centre)
  const s = u * v
  const head = headOf(s)
  const sumHead = fromHighWord(((top >> 1) | 0x20000000) + 0x00080000 + (isMiddle ? 0x40000 : 0))
  const sumTail = near - (sumHead - centre)
  const tail = v * (u - head * sumHead - head * sumTail)
  const cubed = seriesOf(s, head, tail)
  const p = head * cubed.head
  const q = tail * cubed.head + cubed.tail * s
  const productHead = headOf(p + q)
  const productTail = q - (productHead - p)
  const high = THIRD_HEAD * productHead
  const low = THIRD_TAIL * productHead + productTail * THIRD + (isMiddle ? LOG2_TAIL : 0)
  const shift = isMiddle ? LOG2_HEAD : 0
  const whole = headOf(high + low + shift + n)
  return { head: whole, tail: low - (whole - n - shift - high) }
}

/** 3 + s^2 + what follows in the series. */
function seriesOf(s: number, head: number, tail: number): Pair {
  const square = s * s
  const far = square * (0.272728123808534 + square * (0.23066074577556175 + square * 0.20697501780033842))
  const near = 0.4285714285785502 + square * (0.33333332981837743 + far)
  const rest = square * square * (0.5999999999999946 + square * near) + tail * (head + s)
  const headSquare = head * head
  const sum = headOf(3 + headSquare + rest)
  return { head: sum, tail: rest - (sum - 3 - headSquare) }
}

/** 2 to the sum of two numbers. */
function twoTo(high: number, low: number, all: number): number {
  const n = Math.abs(all) > 0.5 ? Math.trunc(all < 0 ? all - 0.5 : all + 0.5) : 0
  const rest = high - n
  const t = headOf(low + rest)
  const u = t * LN2_HEAD
  const v = (low - (t - rest)) * LN2 + t * LN2_TAIL
  const z = u + v
  const w = v - (z - u)
  const s = z * z
  const far = s * (6.613756321437934e-5 + s * (-1.6533902205465252e-6 + s * 4.1381367970572385e-8))
  const bent = z - s * (0.16666666666666602 + s * (-0.0027777777777015593 + far))
  return timesTwoTo(1 - ((z * bent) / (bent - 2) - (w + z * w) - z), n)
}
