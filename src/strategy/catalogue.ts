import { refuse } from '../base/guards.ts'
import { nearest } from '../base/nearest.ts'
import { type Axis, axisOf } from '../genome/axis.ts'
import type { Seed } from './seed.ts'
import type { Part } from './strategy.ts'

/** Seeds by name. */
export interface Catalogue {
  readonly seeds: readonly Seed[]
  readonly byName: ReadonlyMap<string, Seed>
  /** The genes of every seed made ready for arithmetic, by seed and gene. */
  readonly axes: ReadonlyMap<Seed, Readonly<Record<string, Axis>>>
}

/**
 * The seeds a program knows, in the order given. Two seeds of one name are refused.
 *
 * @example
 * const rest = seed({
 *   name: 'rest', role: 'entry', version: 1, idea: 'Never trades. It is the yardstick of patience.', showcase: 'rise',
 *   genes: {}, say: () => 'Stay out', warmup: () => 0, write(_bars, _genes, exposure) { exposure.fill(0) },
 * })
 * catalogue([rest]).byName.has('rest') // => true
 * catalogue([rest, rest]) // throws 'invalid-argument'
 */
export function catalogue(seeds: readonly Seed[]): Catalogue {
  if (!Array.isArray(seeds) || seeds.length === 0) refuse('catalogue', 'seeds', seeds, { rule: 'an array of seeds' })
  const byName = new Map<string, Seed>()
  for (const seed of seeds) {
    if (!Object.isFrozen(seed)) {
      refuse('catalogue', 'a seed', seed, {
        rule: 'made by seed({ ... })',
        remedy: 'That is where its plan is checked.',
      })
    }
    if (byName.has(seed.name)) {
      refuse('catalogue', 'the name of a seed', seed.name, {
        rule: 'given once',
        remedy: 'Rename yours: the name is how strategies find their seed.',
      })
    }
    byName.set(seed.name, seed)
  }
  const axes = new Map(seeds.map((seed) => [seed, axesOf(seed)]))
  return { seeds: [...seeds], byName, axes }
}

/** The seed of a part, in the version the part was made with. */
export function seedOf(
  where: string,
  { byName }: Catalogue,
  { seed: name, version }: Pick<Part, 'seed' | 'version'>,
): Seed {
  const found = byName.get(name) ?? refuse(where, 'seed', name, unknownSeed(byName, name))
  if (found.version === version) return found
  return refuse(where, `the version of ${name}`, version, otherVersion(found))
}

/** What to say of a name that is no seed. */
export function unknownSeed(byName: Catalogue['byName'], name: unknown): { rule: string; remedy: string } {
  const guess = typeof name === 'string' ? nearest(name, [...byName.keys()]) : undefined
  return {
    rule: 'the name of a seed of the catalogue',
    remedy: guess === undefined ? 'Add the seed to the catalogue.' : `Did you mean '${guess}'?`,
  }
}

/** What to say of a version that the catalogue does not have. */
export function otherVersion({ version }: Seed): { rule: string; remedy: string } {
  return {
    rule: `${version}, the version of the catalogue`,
    remedy:
      'Equal genes mean another rule in another version: use the release the strategy was found with, or search again.',
  }
}

function axesOf({ genes }: Seed): Record<string, Axis> {
  return Object.fromEntries(Object.entries(genes).map(([name, gene]) => [name, axisOf(gene)]))
}
