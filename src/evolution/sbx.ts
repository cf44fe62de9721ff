import { checkKeys, checkNumber } from '../base/guards.ts'
import type { Random } from '../random/random.ts'
import { crossNumbers, type UnitCross } from './numeric-crossover.ts'
import type { Couple } from './operator.ts'

/** How simulated binary crossover acts. */
export interface SbxOptions {
  /** The larger, the nearer children stay to their parents; 15 by default. */
  readonly eta?: number
  /** Probability that a couple is crossed at all; 0.9 by default. */
  readonly probability?: number
  /** Probability that a gene of a crossed couple takes part; 0.5 by default. */
  readonly perGene?: number
}

/**
 * Simulated binary crossover, bounded: children spread around their parents as one-point crossover of binary numbers
 * would spread them, and never leave the range. Deb and Agrawal, 1995; bounds as in Deb's NSGA-II. Ints spread over
 * their cells, log genes over their logarithm; choices and flags are swapped.
 *
 * @example
 * const plan = blueprint({ period: int(2, 200, { scale: 'log' }) })
 * const [a, b] = sbx()([clamp(plan, [10]), clamp(plan, [40])], randomFrom(42))
 * a.values[0] >= 2 && b.values[0] <= 200 // => true
 */
export function sbx(options: SbxOptions = {}): (parents: Couple, random: Pick<Random, 'float'>) => Couple {
  checkKeys('sbx', options, ['eta', 'probability', 'perGene'])
  const { eta = 15, probability = 0.9, perGene = 0.5 } = options
  checkNumber('sbx', 'eta', eta, { min: 0 })
  checkNumber('sbx', 'probability', probability, { min: 0, max: 1 })
  checkNumber('sbx', 'perGene', perGene, { min: 0, max: 1 })
  const rates = { probability, perGene }
  const cross: UnitCross = (a, b, random) => crossUnits(Math.min(a, b), Math.max(a, b), eta, random)
  return (parents, random) => crossNumbers(parents, random, { where: 'sbx', rates, cross })
}

function crossUnits(low: number, high: number, eta: number, random: Pick<Random, 'float'>): readonly [number, number] {
  const gap = high - low
  const draw = random.float()
  const down = reach(1 + (2 * low) / gap, draw, eta)
  const up = reach(1 + (2 * (1 - high)) / gap, draw, eta)
  const first = Math.min(1, Math.max(0, 0.5 * (low + high - down * gap)))
  const second = Math.min(1, Math.max(0, 0.5 * (low + high + up * gap)))
  return random.float() < 0.5 ? [first, second] : [second, first]
}

/** How far a child lies from the middle, in half gaps; `room` is where the range ends. */
function reach(room: number, draw: number, eta: number): number {
  const share = 2 - 1 / power(room, eta + 1)
  return root(draw * share <= 1 ? draw * share : 1 / (2 - draw * share), eta + 1)
}

/** A power; whole exponents by squaring, which is quicker than the engine's own and the same in every engine. */
function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent)) return base ** exponent
  let result = 1
  let square = base
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square
    square *= square
  }
  return result
}

/** A root; square roots as long as the degree can be halved, for the same two reasons. */
function root(value: number, degree: number): number {
  let result = value
  let left = degree
  for (; left % 2 === 0; left /= 2) result = Math.sqrt(result)
  return left === 1 ? result : result ** (1 / left)
}
