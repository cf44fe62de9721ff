import { ln } from './ln.ts'
import { checkProbability } from './probability.ts'

/** Numerators and denominators of the three ranges of Wichura's PPND16, highest power first. */
const CENTRE: Ratio = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
]
const TAIL: Ratio = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
]
const FAR_TAIL: Ratio = [
  [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
]

type Ratio = readonly [numerator: readonly number[], denominator: readonly number[]]

/**
 * The value that a standard normal variable stays below with chance `p`: -Infinity at 0, Infinity at 1. Relative
 * error below 2e-15, down to p = 1e-300; for an upper tail smaller than 1e-16 negate the quantile of the tail.
 * Algorithm AS 241 (Wichura 1988).
 *
 * @example
 * normalQuantile(0.975).toFixed(12) // => '1.959963984540'
 * normalQuantile(0.5) // => 0
 */
export function normalQuantile(p: number): number {
  checkProbability('normalQuantile', p)
  const fromMiddle = p - 0.5
  if (Math.abs(fromMiddle) <= 0.425) return fromMiddle * ratio(CENTRE, 0.180625 - fromMiddle * fromMiddle)
  const tail = Math.min(p, 1 - p)
  if (tail === 0) return fromMiddle * Number.POSITIVE_INFINITY
  const depth = Math.sqrt(-ln(tail))
  const size = depth <= 5 ? ratio(TAIL, depth - 1.6) : ratio(FAR_TAIL, depth - 5)
  return Math.sign(fromMiddle) * size
}

function ratio([numerator, denominator]: Ratio, at: number): number {
  return horner(numerator, at) / horner(denominator, at)
}

function horner(coefficients: readonly number[], at: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * at + coefficient
  return value
}
