import { contentHash } from '../base/content-hash.ts'
import { unitOf } from './axis.ts'
import type { Genome } from './genome.ts'

/**
 * The identity of a genome: the content hash of its species and values. Values lie on a grid, so equal phenotypes have
 * equal hashes.
 *
 * @example
 * const plan = blueprint({ width: real(0, 1, { digits: 2 }) })
 * genomeHash(clamp(plan, [0.301])) === genomeHash(clamp(plan, [0.299])) // => true
 */
export function genomeHash({ blueprint, values }: Genome): string {
  return contentHash({ blueprint: blueprint.key, values: Array.from(values) })
}

/**
 * Whether two genomes are of one species and equal in every value: what equal hashes say, without hashing.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50) })
 * isSameGenome(clamp(plan, [7]), clamp(plan, [7.2])) // => true
 */
export function isSameGenome(a: Genome, b: Genome): boolean {
  if (a.blueprint.key !== b.blueprint.key) return false
  for (let i = 0; i < a.values.length; i++) if (a.values[i] !== b.values[i]) return false
  return true
}

/**
 * How far apart two genomes are, from 0 (equal) to 1: the mean over the genes of the difference on the unit interval for
 * numbers, and of 0 or 1 for choices and flags (Gower, "A general coefficient of similarity", 1971). Genomes of
 * different species are 1 apart.
 *
 * @example
 * const plan = blueprint({ rate: real(0, 4), side: oneOf('long', 'short') })
 * genomeDistance(clamp(plan, [1, 0]), clamp(plan, [2, 1])) // => 0.625
 */
export function genomeDistance(a: Genome, b: Genome): number {
  if (a.blueprint.key !== b.blueprint.key) return 1
  const { axes } = a.blueprint
  let sum = 0
  for (let i = 0; i < axes.length; i++) {
    const isName = axes[i].kind === 'choice' || axes[i].kind === 'flag'
    if (isName) sum += a.values[i] === b.values[i] ? 0 : 1
    else sum += Math.abs(unitOf(axes[i], a.values[i]) - unitOf(axes[i], b.values[i]))
  }
  return sum / axes.length
}
