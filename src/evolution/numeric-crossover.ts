import { type Axis, unitOf, valueAt } from '../genome/axis.ts'
import type { Random } from '../random/random.ts'
import { type Couple, checkCouple, isName } from './operator.ts'

/** Genes that take part in a crossover, so many at a time, and two draws from [0, 1) for each. */
export interface Block {
  readonly genes: Uint32Array
  readonly draws: Float64Array
  count: number
}

/**
 * Crosses the genes of a block, in place. Both columns hold places on the unit interval there. One call for many genes:
 * engines box every number that crosses a call.
 */
export type UnitCross = (first: Float64Array, second: Float64Array, block: Block) => void

/** How often a crossover acts. */
export interface CrossoverRates {
  /** Probability that a couple is crossed at all. */
  readonly probability: number
  /** Probability that a gene of a crossed couple takes part. */
  readonly perGene: number
}

/** What makes a crossover of numbers. */
export interface NumericCrossover {
  readonly where: string
  readonly rates: CrossoverRates
  readonly cross: UnitCross
}

/** Genes that are drawn for at once. */
const MOST = 64
/** Used again for every couple, so that nothing is left to be swept up. */
const BLOCK: Block = { genes: new Uint32Array(MOST), draws: new Float64Array(2 * MOST), count: 0 }

/** Crosses numbers on the unit interval of their scale, and swaps the values of choices and flags. */
export function crossNumbers(
  parents: Couple,
  random: Pick<Random, 'float'>,
  { where, rates, cross }: NumericCrossover,
): Couple {
  checkCouple(where, parents)
  if (random.float() >= rates.probability) return parents
  const { blueprint } = parents[0]
  const first = copied(parents[0].values)
  const second = copied(parents[1].values)
  const children = [
    { blueprint, values: first },
    { blueprint, values: second },
  ] as const
  for (let from = 0; from < first.length; from += MOST) {
    fillBlock(children, random, from, rates.perGene)
    toUnits(first, blueprint.axes)
    toUnits(second, blueprint.axes)
    cross(first, second, BLOCK)
    toValues(first, blueprint.axes)
    toValues(second, blueprint.axes)
  }
  return children
}

/**
 * Draws for the next genes, in their order: whether each takes part, and if so two numbers. Names that take part are swapped
 * here.
 */
function fillBlock([a, b]: Couple, random: Pick<Random, 'float'>, from: number, perGene: number): void {
  const { genes, draws } = BLOCK
  const end = Math.min(a.values.length, from + MOST)
  let count = 0
  for (let i = from; i < end; i++) {
    if (a.values[i] === b.values[i] || random.float() >= perGene) continue
    if (isName(a.blueprint.axes[i])) {
      swap(a.values, b.values, i)
      continue
    }
    draws[2 * count] = random.float()
    draws[2 * count + 1] = random.float()
    genes[count++] = i
  }
  BLOCK.count = count
}

function toUnits(values: Float64Array, axes: readonly Axis[]): void {
  const { genes, count } = BLOCK
  for (let i = 0; i < count; i++) values[genes[i]] = unitOf(axes[genes[i]], values[genes[i]])
}

function toValues(values: Float64Array, axes: readonly Axis[]): void {
  const { genes, count } = BLOCK
  for (let i = 0; i < count; i++) values[genes[i]] = valueAt(axes[genes[i]], values[genes[i]])
}

/** A column of its own with the same numbers; for so few of them a loop is quicker than the engine's own copy. */
export function copied(values: Float64Array): Float64Array {
  const copy = new Float64Array(values.length)
  for (let i = 0; i < copy.length; i++) copy[i] = values[i]
  return copy
}

/** Exchanges one value between two columns. */
export function swap(first: Float64Array, second: Float64Array, i: number): void {
  const value = first[i]
  first[i] = second[i]
  second[i] = value
}
