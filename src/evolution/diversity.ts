import { unitOf } from '../genome/axis.ts'
import type { Genome } from '../genome/genome.ts'
import { isName } from './operator.ts'

/**
 * How different the genomes of a population are, from 0 (all alike) to 1: for each gene twice the standard deviation on
 * the unit interval, or for a choice or flag the chance that two members differ, over the largest such chance; the mean
 * over the genes, and over the species by their number of members. O(members x genes).
 *
 * @example
 * const plan = blueprint({ isOn: flag() })
 * diversity([clamp(plan, [0]), clamp(plan, [1])]) // => 1
 * diversity([clamp(plan, [1]), clamp(plan, [1])]) // => 0
 */
export function diversity(genomes: readonly Genome[]): number {
  if (genomes.length === 0) return 0
  const species = new Map<string, Genome[]>()
  for (const genome of genomes) {
    const kin = species.get(genome.blueprint.key)
    if (kin === undefined) species.set(genome.blueprint.key, [genome])
    else kin.push(genome)
  }
  let sum = 0
  for (const kin of species.values()) sum += kin.length * withinSpecies(kin)
  return sum / genomes.length
}

function withinSpecies(kin: readonly Genome[]): number {
  const { axes } = kin[0].blueprint
  const values = new Float64Array(kin.length)
  let sum = 0
  for (let i = 0; i < axes.length; i++) {
    const hasNames = isName(axes[i])
    for (let k = 0; k < kin.length; k++) {
      const value = kin[k].values[i]
      values[k] = hasNames ? value : unitOf(axes[i], value)
    }
    sum += hasNames ? mixture(values, axes[i].cells) : 2 * deviation(values)
  }
  return sum / axes.length
}

/** Chance that two draws differ, as a share of the chance when all names are equally common. */
function mixture(values: Float64Array, names: number): number {
  if (names < 2) return 0
  const counts = new Uint32Array(names)
  for (const value of values) counts[value]++
  let alike = 0
  for (const count of counts) alike += (count / values.length) ** 2
  return (1 - alike) / (1 - 1 / names)
}

function deviation(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  const mean = sum / values.length
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2
  return Math.sqrt(squares / values.length)
}
