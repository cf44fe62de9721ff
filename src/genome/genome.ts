import { checkColumn, refuse } from '../base/guards.ts'
import { onAxis, unitOf, valueAt } from './axis.ts'
import { type Blueprint, geneValueOf, rangeOf } from './blueprint.ts'
import type { GeneValue } from './gene.ts'

/**
 * One point of a search space: a value per gene of its blueprint, in native units and on the grid. A choice is the place
 * of its option, a flag 0 or 1. Never written to after it was made.
 */
export interface Genome {
  readonly blueprint: Blueprint
  readonly values: Float64Array
}

/**
 * A genome from numbers in native units, each moved to the nearest allowed value of its gene.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50), width: real(0.5, 3, { digits: 2 }) })
 * clamp(plan, [99, 1.2345]).values // => Float64Array.of(50, 1.2)
 */
export function clamp(blueprint: Blueprint, values: ArrayLike<number>): Genome {
  checkCount('clamp', blueprint, values)
  return { blueprint, values: Float64Array.from(blueprint.axes, (axis, i) => onAxis(axis, values[i])) }
}

/**
 * The genome at a point of the unit cube: one number in [0, 1] per gene, in equal shares for the values of a choice,
 * flag or int; what lies outside counts as the nearest end.
 *
 * @example
 * const plan = blueprint({ period: int(1, 100, { scale: 'log' }), isOn: flag() })
 * fromUnit(plan, [0.5, 0.75]).values // => Float64Array.of(7, 1)
 */
export function fromUnit(blueprint: Blueprint, unit: ArrayLike<number>): Genome {
  checkCount('fromUnit', blueprint, unit)
  return { blueprint, values: Float64Array.from(blueprint.axes, (axis, i) => valueAt(axis, unit[i])) }
}

/**
 * Where a genome lies in the unit cube; `fromUnit` leads back to the same genome.
 *
 * @example
 * const plan = blueprint({ rate: real(0, 4), side: oneOf('long', 'short') })
 * toUnit(clamp(plan, [1, 1])) // => Float64Array.of(0.25, 0.75)
 */
export function toUnit(genome: Genome): Float64Array {
  return Float64Array.from(genome.values, (value, i) => unitOf(genome.blueprint.axes[i], value))
}

/**
 * The values of a genome by name, as people read them.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50), side: oneOf('long', 'short'), isOn: flag() })
 * phenotype(clamp(plan, [14, 1, 0])) // => { period: 14, side: 'short', isOn: false }
 */
export function phenotype({ blueprint, values }: Genome): Record<string, GeneValue> {
  return Object.fromEntries(blueprint.names.map((name, i) => [name, geneValueOf(blueprint.genes[i], values[i])]))
}

/** Refuses values that are not allowed values of the blueprint, one number each. */
export function checkGenome(where: string, { blueprint, values }: Genome): void {
  checkColumn(where, 'values', values)
  checkCount(where, blueprint, values)
  for (let i = 0; i < values.length; i++) {
    if (onAxis(blueprint.axes[i], values[i]) === values[i]) continue
    refuse(where, blueprint.names[i], values[i], { rule: rangeOf(blueprint.genes[i]) })
  }
}

function checkCount(where: string, blueprint: Blueprint, values: ArrayLike<number>): void {
  if (values.length === blueprint.genes.length) return
  refuse(where, 'values.length', values.length, {
    rule: `${blueprint.genes.length}, one number per gene`,
    code: 'length-mismatch',
  })
}
