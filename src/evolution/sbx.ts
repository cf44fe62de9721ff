import { checkKeys, checkNumber } from '../base/guards.ts'
import { pow } from '../math/pow.ts'
import type { Random } from '../random/random.ts'
import { crossNumbers, type UnitCross } from './numeric-crossover.ts'
import type { Couple } from './operator.ts'
import { ownChildren } from './owned.ts'

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
  const cross: UnitCross = (first, second, { genes, draws, count }) => {
    for (let i = 0; i < count; i++) {
      const gene = genes[i]
      const low = Math.min(first[gene], second[gene])
      const high = Math.max(first[gene], second[gene])
      const gap = high - low
      const down = reach(1 + (2 * low) / gap, draws[2 * i], eta)
      const up = reach(1 + (2 * (1 - high)) / gap, draws[2 * i], eta)
      const lower = Math.min(1, Math.max(0, 0.5 * (low + high - down * gap)))
      const upper = Math.min(1, Math.max(0, 0.5 * (low + high + up * gap)))
      const isFirst = draws[2 * i + 1] < 0.5
      first[gene] = isFirst ? lower : upper
      second[gene] = isFirst ? upper : lower
    }
  }
  const kind = { where: 'sbx', rates, cross }
  return ownChildren((parents, random) => crossNumbers(parents, random, kind))
}

/** How far a child lies from the middle, in half gaps; `room` is where the range ends. */
function reach(room: number, draw: number, eta: number): number {
  const share = 2 - 1 / power(room, eta + 1)
  return root(draw * share <= 1 ? draw * share : 1 / (2 - draw * share), eta + 1)
}

/** A power; whole exponents by squaring, which is quicker than `pow`. */
function power(base: number, exponent: number): number {
  let left = exponent >>> 0
  if (left !== exponent) return pow(base, exponent)
  let result = 1
  let square = base
  while (left > 0) {
    if ((left & 1) === 1) result *= square
    left >>>= 1
    square *= square
  }
  return result
}

/** A root; square roots as long as the degree can be halved, for the same reason. */
function root(value: number, degree: number): number {
  let result = value
  let left = degree
  for (; left % 2 === 0; left /= 2) result = Math.sqrt(result)
  return left === 1 ? result : pow(result, 1 / left)
}
