import type { Problem } from '../base/error.ts'
import { nearest } from '../base/nearest.ts'
import { type Axis, axisOf } from '../genome/axis.ts'
import { numberOf, rangeOf } from '../genome/blueprint.ts'
import { type Gene, type NumberGene, real } from '../genome/gene.ts'
import { type Catalogue, otherVersion, unknownSeed } from './catalogue.ts'
import type { Seed } from './seed.ts'

/** Bars that make one, at most. */
export const MOST_EVERY = 10_000

/** Parts of a strategy, at most: more would be noise, or an attack. */
export const MOST_PARTS = 64

/** What the agreement of a strategy may be. */
export const AGREEMENT: NumberGene = real(0, 1, { digits: 3, default: 0 })
/** The same, ready for arithmetic. */
export const AGREEMENT_AXIS: Axis = /* @__PURE__ */ axisOf(AGREEMENT)

type Place = Readonly<Record<string, unknown>>

/** Everything wrong with a value that should be a strategy, in the order a reader meets it. */
export function problemsOf(json: unknown, catalogue: Catalogue): Problem[] {
  if (!isObject(json)) return [{ field: 'strategy', value: json, message: 'must be an object with parts' }]
  const found = unknownKeys(json, ['parts', 'agreement'], '')
  const { parts, agreement } = json
  if (agreement !== undefined && numberOf(AGREEMENT, AGREEMENT_AXIS, agreement) === undefined) {
    found.push({ field: 'agreement', value: agreement, message: 'must be a number from 0 to 1 with 2 decimal places' })
  }
  if (!Array.isArray(parts) || parts.length === 0) {
    found.push({ field: 'parts', value: parts, message: 'must be an array of at least one part' })
    return found
  }
  if (parts.length > MOST_PARTS) {
    found.push({ field: 'parts.length', value: parts.length, message: `must be at most ${MOST_PARTS}` })
    return found
  }
  // A list with holes has parts that are none.
  const seeds = Array.from(parts, (part, place) => partProblems(found, part, `parts[${place}]`, catalogue))
  roleProblems(found, seeds)
  return found
}

/** Notes what is wrong with one part, and gives its seed when it has one. */
function partProblems(found: Problem[], part: unknown, field: string, { byName, axes }: Catalogue): Seed | undefined {
  if (!isObject(part)) {
    found.push({ field, value: part, message: 'must be a part: an object with seed, version and genes' })
    return undefined
  }
  found.push(...unknownKeys(part, ['seed', 'version', 'genes', 'every'], `${field}.`))
  const { seed: name, version, genes, every = 1 } = part
  const isWhole = Number.isSafeInteger(every) && (every as number) >= 1 && (every as number) <= MOST_EVERY
  if (!isWhole) {
    const message = `must be a whole number of bars from 1 to ${MOST_EVERY}`
    found.push({ field: `${field}.every`, value: every, message })
  }
  const seed = byName.get(name as string)
  if (seed === undefined) {
    found.push({ field: `${field}.seed`, value: name, message: inWords(unknownSeed(byName, name)) })
    return undefined
  }
  if (seed.role === 'stop' && every !== 1) {
    const message = `of ${seed.name} must be left out: a stop watches every bar of the market`
    found.push({ field: `${field}.every`, value: every, message })
  }
  if (version === seed.version) geneProblems(found, { genes, field: `${field}.genes` }, seed, axes.get(seed))
  else {
    const message = `of ${seed.name} ${inWords(otherVersion(seed))}`
    found.push({ field: `${field}.version`, value: version, message })
  }
  return seed
}

function geneProblems(
  found: Problem[],
  { genes, field }: { genes: unknown; field: string },
  seed: Seed,
  axes: Readonly<Record<string, Axis>> = {},
): void {
  if (!isObject(genes)) {
    found.push({ field, value: genes, message: `of ${seed.name} must be an object of its genes` })
    return
  }
  const names = Object.keys(seed.genes)
  found.push(...unknownKeys(genes, names, `${field}.`))
  for (const name of names) {
    const value = Object.hasOwn(genes, name) ? genes[name] : undefined
    if (numberOf(seed.genes[name], axes[name], value) !== undefined) continue
    const message = `of ${seed.name} must be ${allowedBy(seed.genes[name], axes[name])}`
    found.push({ field: `${field}.${name}`, value, message })
  }
}

/** What a gene may be, in words; an even grid is told by its step, which digits alone do not give away. */
export function allowedBy(gene: Gene, axis: Axis): string {
  if (gene.kind !== 'real' || axis.isLog) return rangeOf(gene)
  return `a number from ${gene.min} to ${gene.max} in steps of ${Number(`1e${-axis.decimals}`)}`
}

function roleProblems(found: Problem[], seeds: readonly (Seed | undefined)[]): void {
  const namesOf = (role: Seed['role']) => seeds.filter((seed) => seed?.role === role).map((seed) => seed?.name)
  if (!seeds.includes(undefined) && namesOf('entry').length === 0) {
    const value = seeds.map((seed) => seed?.name).join(', ')
    found.push({ field: 'parts', value, message: 'must have an entry: the other roles only act on one' })
  }
  const sizes = namesOf('size')
  if (sizes.length > 1) {
    found.push({ field: 'parts', value: sizes.join(', '), message: 'must have one size at most' })
  }
}

function unknownKeys(given: Place, known: readonly string[], path: string): Problem[] {
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const guess = nearest(key, known)
      const hint = guess === undefined ? '' : `; did you mean ${guess}?`
      return { field: `${path}${key}`, value: given[key], message: `is no known key${hint}` }
    })
}

function inWords({ rule, remedy }: { rule: string; remedy: string }): string {
  return `must be ${rule} (${remedy.charAt(0).toLowerCase()}${remedy.slice(1, -1)}${remedy.endsWith('?') ? '?' : ''})`
}

function isObject(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
