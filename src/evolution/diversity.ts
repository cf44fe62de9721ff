import { type Axis, unitOf } from '../genome/axis.ts'
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
  const units = unitsOf(kin)
  const deviations = deviationsOf(units, axes.length)
  let sum = 0
  for (let i = 0; i < axes.length; i++) {
    sum += isName(axes[i]) ? mixture(units, i, axes) : 2 * deviations[i]
  }
  return sum / axes.length
}

/** One row per genome: places on the unit interval, and choices and flags as they are. */
function unitsOf(kin: readonly Genome[]): Float64Array {
  const { axes } = kin[0].blueprint
  const units = new Float64Array(kin.length * axes.length)
  for (let k = 0; k < kin.length; k++) {
    const { values } = kin[k]
    for (let i = 0; i < axes.length; i++) {
      units[k * axes.length + i] = isName(axes[i]) ? values[i] : unitOf(axes[i], values[i])
    }
  }
  return units
}

/** Chance that two draws differ, as a share of the chance when all names are equally common. */
function mixture(units: Float64Array, gene: number, axes: readonly Axis[]): number {
  const names = axes[gene].cells
  if (names < 2) return 0
  const counts = new Uint32Array(names)
  for (let at = gene; at < units.length; at += axes.length) counts[units[at]]++
  let alike = 0
  for (const count of counts) alike += (count / (units.length / axes.length)) ** 2
  return (1 - alike) / (1 - 1 / names)
}

/** The standard deviation of every column, row by row, so that the columns do not wait for each other. */
function deviationsOf(units: Float64Array, width: number): Float64Array {
  const count = units.length / width
  const means = new Float64Array(width)
  const squares = new Float64Array(width)
  for (let at = 0; at < units.length; at += width) for (let i = 0; i < width; i++) means[i] += units[at + i]
  for (let i = 0; i < width; i++) means[i] /= count
  for (let at = 0; at < units.length; at += width) {
    for (let i = 0; i < width; i++) squares[i] += (units[at + i] - means[i]) ** 2
  }
  for (let i = 0; i < width; i++) squares[i] = Math.sqrt(squares[i] / count)
  return squares
}
