import { exp } from '../math/exp.ts'
import { ln } from '../math/ln.ts'
/**
 * How far a Brownian path of standard deviation `volatility` that ends at `move` rises above the higher of its
 * two ends, drawn by inversion: `chance`, a number in [0, 1), is the chance of less.
 */
export function reachAbove(move: number, volatility: number, chance: number): number {
  return volatility === 0 ? 0 : (volatility * excess(Math.abs(move) / volatility, 1 - chance)) / 2
}

/**
 * How far the same path falls below the lower of its ends, once it is known how far it rose above the higher:
 * drawn by inversion of the exact law of the two (Feller 1951, "The asymptotic distribution of the range of
 * sums", by reflection). Drawing them apart would make the bars too wide, and with them every volatility
 * estimated from ranges.
 */
export function reachBelow(move: number, volatility: number, above: number, chance: number): number {
  if (volatility === 0) return 0
  const x = Math.abs(move) / volatility
  const p = Math.max(LOWEST, x + (2 * above) / volatility)
  return (volatility * findExcess(x, p, 1 - chance)) / 2
}

/**
 * How far the root of x^2 + 2 e lies above x, where the exponential number e exceeds its value with the given
 * chance.
 */
function excess(x: number, chance: number): number {
  const e = -2 * ln(chance)
  return e === 0 ? 0 : e / (Math.sqrt(x * x + e) + x)
}

/** The law of the low hardly depends on p below this, and its formula loses digits there. */
const LOWEST = 1e-6
/** Steps of the search at most; about nine are needed. */
const STEPS = 60
/** How near to the wanted chance the search must come. */
const CLOSE = 1e-13

/**
 * The distance that is exceeded with the given chance: false position inside a bracket, with the Illinois rule
 * (an end that stays twice loses half of its weight).
 */
function findExcess(x: number, p: number, chance: number): number {
  let near = 0
  let nearGap = 1 - chance
  let far = excess(x, chance)
  let farGap = chanceBeyond(x, p, far) - chance
  while (farGap > 0 && far > 0) {
    near = far
    nearGap = farGap
    far *= 2
    farGap = chanceBeyond(x, p, far) - chance
  }
  let wasNear: boolean | undefined
  for (let step = 0; step < STEPS && nearGap > farGap; step++) {
    const middle = (near * farGap - far * nearGap) / (farGap - nearGap)
    const gap = chanceBeyond(x, p, middle) - chance
    if (Math.abs(gap) < CLOSE) return middle
    if (gap > 0) {
      if (wasNear === true) farGap /= 2
      near = middle
      nearGap = gap
    } else {
      if (wasNear === false) nearGap /= 2
      far = middle
      farGap = gap
    }
    wasNear = gap > 0
  }
  return (near + far) / 2
}

/** Twice the narrowest range, in standard deviations; the chance of a path that stays inside is below 1e-130. */
const LEAST = 0.25
/** Twice the exponent from which on terms of the series no longer count. */
const FADED = 80

/**
 * The chance that q = x + 2 below exceeds x + d, given p = x + 2 above, in standard deviations: the derivative by
 * p of the reflection series of a path kept between two barriers, over its first term.
 */
function chanceBeyond(x: number, p: number, d: number): number {
  const q = x + d
  const width = p + q
  if (width < LEAST) return 1
  let sum = 0
  for (let k = 1, over = d; over * (over + 2 * p) < FADED; k++, over += width) {
    sum += k * (term(p, over) + term(p, over + 2 * x) - term(p, over + d + 2 * x)) - (k + 1) * term(p, over - d + width)
  }
  return sum / p
}

/** z = p + beyond times the normal density at z over the one at p. */
function term(p: number, beyond: number): number {
  return (p + beyond) * exp((-beyond * (2 * p + beyond)) / 2)
}
