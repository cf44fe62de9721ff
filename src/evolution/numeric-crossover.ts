import { unitOf, valueAt } from '../genome/axis.ts'
import type { Random } from '../random/random.ts'
import { type Couple, checkCouple, isName } from './operator.ts'

/** Two places on the unit interval become two others. */
export type UnitCross = (a: number, b: number, random: Pick<Random, 'float'>) => readonly [number, number]

/** How often a crossover acts. */
export interface CrossoverRates {
  /** Probability that a couple is crossed at all. */
  readonly probability: number
  /** Probability that a gene of a crossed couple takes part. */
  readonly perGene: number
}

/** Crosses numbers on the unit interval of their scale, and swaps the values of choices and flags. */
export function crossNumbers(
  parents: Couple,
  random: Pick<Random, 'float'>,
  { where, rates, cross }: { where: string; rates: CrossoverRates; cross: UnitCross },
): Couple {
  checkCouple(where, parents)
  const [mother, father] = parents
  if (random.float() >= rates.probability) return parents
  const first = mother.values.slice()
  const second = father.values.slice()
  const { axes } = mother.blueprint
  for (let i = 0; i < axes.length; i++) {
    if (first[i] === second[i] || random.float() >= rates.perGene) continue
    const axis = axes[i]
    if (isName(axis)) {
      swap(first, second, i)
      continue
    }
    const [a, b] = cross(unitOf(axis, first[i]), unitOf(axis, second[i]), random)
    first[i] = valueAt(axis, a)
    second[i] = valueAt(axis, b)
  }
  return [
    { blueprint: mother.blueprint, values: first },
    { blueprint: mother.blueprint, values: second },
  ]
}

/** Exchanges one value between two columns. */
export function swap(first: Float64Array, second: Float64Array, i: number): void {
  const value = first[i]
  first[i] = second[i]
  second[i] = value
}
