import { type Axis, unitOf, valueAt } from '../genome/axis.ts'
import type { Genome } from '../genome/genome.ts'
import type { Random } from '../random/random.ts'
import { isName } from './operator.ts'

/** Moves a place on the unit interval. */
export type UnitMove = (unit: number) => number

/** The chance that every mutation needs. */
type Floats = Pick<Random, 'float'>

/** A copy whose genes are each, with probability `rate` (1 / genes by default), changed by `change`. */
export function mutateGenes(
  { blueprint, values }: Genome,
  random: Floats,
  rate: number | undefined,
  change: (axis: Axis, value: number) => number,
): Genome {
  const { axes } = blueprint
  const probability = rate ?? 1 / axes.length
  const changed = values.slice()
  for (let i = 0; i < axes.length; i++) {
    if (random.float() < probability) changed[i] = change(axes[i], changed[i])
  }
  return { blueprint, values: changed }
}

/**
 * Moves a number along its unit interval; a counted value that the move leaves where it was goes one step the same way.
 * A choice or flag becomes any of its other values.
 */
export function moved(axis: Axis, value: number, random: Floats, move: UnitMove): number {
  if (isName(axis)) return another(axis, value, random)
  const from = unitOf(axis, value)
  const to = Math.min(1, Math.max(0, move(from)))
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
