import type { Random } from '../random/random.ts'
import { type Catalogue, seedOf } from './catalogue.ts'
import { type Chance, drawnPart, variedPart } from './part-of.ts'
import { ROLES, type Role, type Seed } from './seed.ts'
import type { Part, Strategy } from './strategy.ts'
import { plain } from './to-strategy.ts'

/** What a strategy may be made of. */
export interface Building {
  readonly catalogue: Catalogue
  /** The most parts of a strategy. */
  readonly parts: number
  /** Multiples of the interval a part may work on. */
  readonly every: readonly number[]
}

/** A strategy of another structure, or undefined where there is none of that kind. */
export type Change = (strategy: Strategy, building: Building, random: Chance) => Strategy | undefined

/** Two strategies with one part each exchanged for the other's of the same role. */
export function exchanged(
  [a, b]: readonly [Strategy, Strategy],
  { catalogue }: Pick<Building, 'catalogue'>,
  random: Chance,
): readonly [Strategy, Strategy] {
  const roles = ROLES.filter((role) => [a, b].every(({ parts }) => placesOf(parts, role, catalogue).length > 0))
  const role = pick(roles, random)
  const i = pick(placesOf(a.parts, role, catalogue), random)
  const j = pick(placesOf(b.parts, role, catalogue), random)
  return [withParts(a, a.parts.with(i, b.parts[j])), withParts(b, b.parts.with(j, a.parts[i]))]
}

/** One part gives way to another seed of its role, its genes drawn. */
export const swapped: Change = (strategy, building, random) => {
  const { catalogue } = building
  const choices = strategy.parts.flatMap((part, place) => {
    const { role } = seedOf('swapSeed', catalogue, part)
    const others = catalogue.seeds.filter((seed) => seed.role === role && seed.name !== part.seed)
    return others.length === 0 ? [] : [{ place, others }]
  })
  if (choices.length === 0) return undefined
  const { place, others } = pick(choices, random)
  const { every } = strategy.parts[place]
  const drawn = drawnPart(catalogue, pick(others, random), random)
  return withParts(strategy, strategy.parts.with(place, every === undefined ? drawn : { ...drawn, every }))
}

/** One more filter, stop or size behind the entries, its genes drawn. */
export const grown: Change = (strategy, { catalogue, parts: most, every }, random) => {
  const { parts } = strategy
  const has = (role: Role) => placesOf(parts, role, catalogue).length > 0
  const choices = ROLES.filter((role) => role !== 'entry' && !(role === 'size' && has('size')))
    .map((role) => catalogue.seeds.filter((seed) => seed.role === role))
    .filter((seeds) => seeds.length > 0)
  if (parts.length >= most || choices.length === 0) return undefined
  const seed = pick(pick(choices, random), random)
  const behind = Math.max(...placesOf(parts, 'entry', catalogue)) + 1
  const place = random.int(behind, parts.length)
  return withParts(strategy, parts.toSpliced(place, 0, onBars(drawnPart(catalogue, seed, random), seed, every, random)))
}

/** One part less: a filter, stop or size, or one entry of several. */
export const shrunk: Change = (strategy, { catalogue }, random) => {
  const { parts } = strategy
  const entries = placesOf(parts, 'entry', catalogue)
  const choices = parts.map((_, place) => place).filter((place) => entries.length > 1 || !entries.includes(place))
  if (choices.length === 0) return undefined
  const rest = withParts(strategy, parts.toSpliced(pick(choices, random), 1))
  return placesOf(rest.parts, 'entry', catalogue).length === 1 ? plain({ parts: rest.parts }) : rest
}

/** One entry a second time, with its genes varied. */
export const doubled: Change = (strategy, { catalogue, parts: most }, random) => {
  const { parts } = strategy
  if (parts.length >= most) return undefined
  const place = pick(placesOf(parts, 'entry', catalogue), random)
  const twin = variedPart(catalogue, seedOf('duplicateEntry', catalogue, parts[place]), parts[place], random)
  return withParts(strategy, parts.toSpliced(place + 1, 0, twin))
}

/** A part on one of the multiples, unless it is a stop. */
export function onBars(part: Part, { role }: Seed, every: readonly number[], random: Chance): Part {
  const multiple = role === 'stop' ? 1 : pick(every, random)
  return multiple === 1 ? part : { ...part, every: multiple }
}

/** One of a list, evenly. */
function pick<T>(list: readonly T[], random: Pick<Random, 'int'>): T {
  return list[list.length === 1 ? 0 : random.int(0, list.length - 1)]
}

function placesOf(parts: readonly Part[], role: Role, catalogue: Catalogue): number[] {
  return parts.flatMap((part, place) => (seedOf('strategy', catalogue, part).role === role ? [place] : []))
}

function withParts({ agreement = 0 }: Strategy, parts: readonly Part[]): Strategy {
  return plain({ parts, agreement })
}
