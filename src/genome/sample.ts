import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import type { Random } from '../random/random.ts'
import { permutation } from '../random/shuffle.ts'
import { type Axis, unitOf, valueAt } from './axis.ts'
import { type Blueprint, numberOf } from './blueprint.ts'
import type { Genome } from './genome.ts'

/**
 * A genome drawn evenly: every place of the unit cube is equally likely, so on a log scale equal ratios are.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50) })
 * const [period] = sampleUniform(plan, randomFrom(42)).values
 * period >= 2 && period <= 50 // => true
 */
export function sampleUniform(blueprint: Blueprint, random: Pick<Random, 'float'>): Genome {
  return { blueprint, values: Float64Array.from(blueprint.axes, (axis) => valueAt(axis, random.float())) }
}

/**
 * `count` genomes as a Latin hypercube: each gene's range is cut into `count` equal slices and every slice is met once
 * (McKay, Beckman and Conover, 1979). Evener than as many uniform draws.
 *
 * @example
 * const plan = blueprint({ period: int(1, 4) })
 * sampleLatin(plan, 4, randomFrom(42)).map(({ values }) => values[0]).sort() // => [1, 2, 3, 4]
 */
export function sampleLatin(blueprint: Blueprint, count: number, random: Random): Genome[] {
  checkInteger('sampleLatin', 'count', count, { min: 1 })
  const genomes = Array.from({ length: count }, () => ({
    blueprint,
    values: new Float64Array(blueprint.axes.length),
  }))
  for (let gene = 0; gene < blueprint.axes.length; gene++) {
    const slices = permutation(random, count)
    for (let i = 0; i < count; i++) {
      genomes[i].values[gene] = valueAt(blueprint.axes[gene], (slices[i] + random.float()) / count)
    }
  }
  return genomes
}

/**
 * The genome of the defaults; a gene without one takes the middle of its range.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50, { default: 14 }), rate: real(0, 1) })
 * defaultGenome(plan).values // => Float64Array.of(14, 0.5)
 */
export function defaultGenome(blueprint: Blueprint): Genome {
  const { axes, genes } = blueprint
  const values = Float64Array.from(axes, (axis, i) => {
    return genes[i].default === undefined ? valueAt(axis, 0.5) : (numberOf(genes[i], axis, genes[i].default) ?? 0)
  })
  return { blueprint, values }
}

/**
 * `count` genomes around the defaults: the defaults themselves first, then copies whose every gene is moved by a normal
 * step of standard deviation `spread` on the unit interval, held at the bounds; a choice or flag is drawn afresh with
 * probability `spread`.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50, { default: 14 }) })
 * sampleAround(plan, 3, randomFrom(42))[0].values // => Float64Array.of(14)
 */
export function sampleAround(
  blueprint: Blueprint,
  count: number,
  random: Pick<Random, 'float' | 'normal'>,
  options: { readonly spread?: number } = {},
): Genome[] {
  checkKeys('sampleAround', options, ['spread'])
  const { spread = 0.1 } = options
  checkInteger('sampleAround', 'count', count, { min: 1 })
  checkNumber('sampleAround', 'spread', spread, { min: 0, max: 1 })
  const centre = defaultGenome(blueprint)
  const near = Array.from({ length: count - 1 }, () => ({
    blueprint,
    values: centre.values.map((value, i) => nearby(blueprint.axes[i], value, spread, random)),
  }))
  return [centre, ...near]
}

function nearby(axis: Axis, value: number, spread: number, random: Pick<Random, 'float' | 'normal'>): number {
  if (axis.kind === 'int' || axis.kind === 'real') {
    return valueAt(axis, Math.min(1, Math.max(0, unitOf(axis, value) + spread * random.normal())))
  }
  return random.float() < spread ? valueAt(axis, random.float()) : value
}
