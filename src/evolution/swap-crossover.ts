import { checkKeys, checkNumber } from '../base/guards.ts'
import type { Random } from '../random/random.ts'
import { copied, swap } from './numeric-crossover.ts'
import { type Couple, checkCouple } from './operator.ts'
import { ownChildren } from './owned.ts'

/** How a crossover that swaps whole genes acts. */
export interface SwapOptions {
  /** Probability that a couple is crossed at all; 0.9 by default. */
  readonly probability?: number
}

/**
 * Uniform crossover: each gene is swapped between the children with probability `perGene`, 0.5 by default.
 *
 * @example
 * const plan = blueprint({ a: int(0, 9), b: int(0, 9) })
 * const [child] = uniformCrossover({ probability: 1, perGene: 1 })([clamp(plan, [1, 2]), clamp(plan, [3, 4])], randomFrom(42))
 * child.values // => Float64Array.of(3, 4)
 */
export function uniformCrossover(
  options: SwapOptions & { readonly perGene?: number } = {},
): (parents: Couple, random: Pick<Random, 'float'>) => Couple {
  checkKeys('uniformCrossover', options, ['probability', 'perGene'])
  const { probability = 0.9, perGene = 0.5 } = options
  checkNumber('uniformCrossover', 'probability', probability, { min: 0, max: 1 })
  checkNumber('uniformCrossover', 'perGene', perGene, { min: 0, max: 1 })
  return ownChildren((parents, random) => {
    checkCouple('uniformCrossover', parents)
    if (random.float() >= probability) return parents
    return swapped(parents, () => random.float() < perGene)
  })
}

/**
 * One-point crossover: the children swap every gene from one point on. Genes that belong together should be neighbours.
 *
 * @example
 * const plan = blueprint({ a: int(0, 9), b: int(0, 9) })
 * const [child] = onePointCrossover({ probability: 1 })([clamp(plan, [1, 2]), clamp(plan, [3, 4])], randomFrom(42))
 * child.values // => Float64Array.of(1, 4)
 */
export function onePointCrossover(
  options: SwapOptions = {},
): (parents: Couple, random: Pick<Random, 'float' | 'int'>) => Couple {
  return pointCrossover('onePointCrossover', options, (genes, random) => [
    random.int(Math.min(1, genes - 1), genes - 1),
    genes,
  ])
}

/**
 * Two-point crossover: the children swap the genes between two points.
 *
 * @example
 * const plan = blueprint({ a: int(0, 9), b: int(0, 9) })
 * const children = twoPointCrossover()([clamp(plan, [1, 2]), clamp(plan, [3, 4])], randomFrom(42))
 * children.map(({ values }) => values[0]).sort() // => [1, 3]
 */
export function twoPointCrossover(
  options: SwapOptions = {},
): (parents: Couple, random: Pick<Random, 'float' | 'int'>) => Couple {
  return pointCrossover('twoPointCrossover', options, (genes, random) => {
    const from = random.int(0, genes - 1)
    return [from, random.int(from + 1, genes)]
  })
}

type Points = (genes: number, random: Pick<Random, 'int'>) => readonly [from: number, to: number]

function pointCrossover(
  where: string,
  options: SwapOptions,
  points: Points,
): (parents: Couple, random: Pick<Random, 'float' | 'int'>) => Couple {
  checkKeys(where, options, ['probability'])
  const { probability = 0.9 } = options
  checkNumber(where, 'probability', probability, { min: 0, max: 1 })
  return ownChildren((parents, random) => {
    checkCouple(where, parents)
    if (random.float() >= probability) return parents
    const [from, to] = points(parents[0].values.length, random)
    return swapped(parents, (gene) => gene >= from && gene < to)
  })
}

function swapped([mother, father]: Couple, takesPart: (gene: number) => boolean): Couple {
  const first = copied(mother.values)
  const second = copied(father.values)
  for (let i = 0; i < first.length; i++) if (takesPart(i)) swap(first, second, i)
  return [
    { blueprint: mother.blueprint, values: first },
    { blueprint: mother.blueprint, values: second },
  ]
}
