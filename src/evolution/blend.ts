import { checkKeys, checkNumber } from '../base/guards.ts'
import type { Random } from '../random/random.ts'
import { crossNumbers, type UnitCross } from './numeric-crossover.ts'
import type { Couple } from './operator.ts'
import { ownChildren } from './owned.ts'

/** How blend crossover acts. */
export interface BlendOptions {
  /** How far beyond the parents children may lie, as a share of the gap between them; 0.5 by default. */
  readonly alpha?: number
  /** Probability that a couple is crossed at all; 0.9 by default. */
  readonly probability?: number
}

/**
 * Blend crossover (BLX-alpha): every number of a child is drawn evenly from the span between its parents, widened by
 * `alpha` gaps at both ends and held at the bounds. Eshelman and Schaffer, 1993. Choices and flags are swapped.
 *
 * @example
 * const plan = blueprint({ rate: real(0, 1) })
 * const [child] = blend({ alpha: 0, probability: 1 })([clamp(plan, [0.2]), clamp(plan, [0.4])], randomFrom(42))
 * child.values[0] >= 0.2 && child.values[0] <= 0.4 // => true
 */
export function blend(options: BlendOptions = {}): (parents: Couple, random: Pick<Random, 'float'>) => Couple {
  checkKeys('blend', options, ['alpha', 'probability'])
  const { alpha = 0.5, probability = 0.9 } = options
  checkNumber('blend', 'alpha', alpha, { min: 0 })
  checkNumber('blend', 'probability', probability, { min: 0, max: 1 })
  const cross: UnitCross = (first, second, { genes, draws, count }) => {
    for (let i = 0; i < count; i++) {
      const gene = genes[i]
      const gap = Math.abs(first[gene] - second[gene])
      const low = Math.min(first[gene], second[gene]) - alpha * gap
      const width = (1 + 2 * alpha) * gap
      first[gene] = held(low + width * draws[2 * i])
      second[gene] = held(low + width * draws[2 * i + 1])
    }
  }
  const kind = { where: 'blend', rates: { probability, perGene: 1 }, cross }
  return ownChildren((parents, random) => crossNumbers(parents, random, kind))
}

function held(unit: number): number {
  return Math.min(1, Math.max(0, unit))
}
