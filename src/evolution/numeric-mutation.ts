import { type Axis, unitOf, valueAt } from '../genome/axis.ts'
import type { Genome } from '../genome/genome.ts'
import type { Random } from '../random/random.ts'
import { copied } from './numeric-crossover.ts'
import { isName } from './operator.ts'
import { withInPlace } from './owned.ts'

/** The chance that every mutation needs. */
type Floats = Pick<Random, 'float'>

/** Moves a place on the unit interval. */
export type UnitMove<Needs extends Floats = Floats> = (unit: number, random: Needs) => number

/** What becomes of a gene's value. */
export type GeneChange<Needs extends Floats = Floats> = (axis: Axis, value: number, random: Needs) => number

/**
 * A mutation that changes each gene with probability `rate` (1 / genes by default). Where chance changes none, it gives the
 * parent itself.
 */
export function geneMutation<Needs extends Floats>(
  rate: number | undefined,
  change: GeneChange<Needs>,
): (parent: Genome, random: Needs) => Genome {
  const mutate = (parent: Genome, random: Needs) => {
    const { blueprint, values } = parent
    const { axes } = blueprint
    const probability = rate ?? 1 / axes.length
    let changed: Float64Array | undefined
    for (let i = 0; i < axes.length; i++) {
      if (random.float() >= probability) continue
      changed ??= copied(values)
      changed[i] = change(axes[i], values[i], random)
    }
    return changed === undefined ? parent : { blueprint, values: changed }
  }
  const inPlace = ({ blueprint: { axes }, values }: Genome, random: Needs) => {
    const probability = rate ?? 1 / axes.length
    for (let i = 0; i < axes.length; i++) {
      if (random.float() < probability) values[i] = change(axes[i], values[i], random)
    }
  }
  return withInPlace(mutate, inPlace)
}

/**
 * Moves a number along its unit interval; a counted value that the move leaves where it was goes one step the same way.
 * A choice or flag becomes any of its other values.
 */
export function moved<Needs extends Floats>(axis: Axis, value: number, random: Needs, move: UnitMove<Needs>): number {
  if (isName(axis)) return another(axis, value, random)
  const from = unitOf(axis, value)
  const to = Math.min(1, Math.max(0, move(from, random)))
  const next = valueAt(axis, to)
  if (axis.cells === 0 || next !== value) return next
  return Math.min(axis.max, Math.max(axis.min, to < from ? value - 1 : value + 1))
}

/** One of the other values of a counted gene, each equally likely; the same one when there is no other. */
export function another(axis: Axis, value: number, random: Floats): number {
  const others = axis.cells - 1
  if (others < 1) return value
  const step = axis.min + Math.floor(random.float() * others)
  return step < value ? step : step + 1
}
