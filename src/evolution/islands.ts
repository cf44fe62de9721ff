import type { JsonValue } from '../base/canonical-json.ts'
import { checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import type { Individual } from './individual.ts'
import type { Brood, Scene, Selected, Toolbox } from './toolbox.ts'

/** How toolboxes on islands propose, so that one is known when it is met again. */
const ISLANDS: WeakSet<Toolbox['propose']> = /* @__PURE__ */ new WeakSet()

/** How islands are laid out and how often they meet. */
export interface IslandOptions {
  /** How many islands share the population; 4 by default. */
  readonly count?: number
  /** `'ring'`: migrants go to the next island (the default); `'full'`: to every other. */
  readonly topology?: 'ring' | 'full'
  /** Generations between migrations; 10 by default. */
  readonly every?: number
  /** How many of the best of an island go to each neighbour, in place of its worst; 2 by default. */
  readonly migrants?: number
}

/**
 * A toolbox on islands: each breeds for itself, and now and then copies of its best visit the neighbours. Keeps different
 * solutions alive where one population would soon agree. The population is listed island by island; who lives where, and
 * when they migrate, is plain data of the generation, so a resumed run migrates as it would have.
 *
 * @example
 * islands(nsga2(blueprint({ period: int(2, 50) })), { count: 2 }).name // => 'nsga2 on 2 islands'
 */
export function islands(toolbox: Toolbox, options: IslandOptions = {}): Toolbox {
  checkKeys('islands', options, ['count', 'topology', 'every', 'migrants'])
  const { count = 4, topology = 'ring', every = 10, migrants = 2 } = options
  checkInteger('islands', 'count', count, { min: 2 })
  checkOneOf('islands', 'topology', topology, ['ring', 'full'])
  checkInteger('islands', 'every', every, { min: 1 })
  checkInteger('islands', 'migrants', migrants, { min: 1 })
  if (ISLANDS.has(toolbox.propose)) {
    refuse('islands', 'toolbox', toolbox.name, {
      rule: 'one without islands',
      remedy: 'Everybody lives on one island: raise count instead.',
    })
  }
  const all = Array.from({ length: count }, (_, island) => island)
  const propose = (scene: Scene) => broodOf(toolbox, scene, all)
  ISLANDS.add(propose)
  return {
    name: `${toolbox.name} on ${count} islands`,
    blueprints: toolbox.blueprints,
    propose,
    select: (scene, newborn) => {
      const settled = newborn.map((individual, i) => ({ ...individual, island: individual.island ?? i % count }))
      const selected = all.map((island) => {
        const born = settled.filter((individual) => individual.island === island)
        return toolbox.select(sceneOf(scene, island, count), born)
      })
      const living = selected.map(({ population }) => population)
      const isMeeting = scene.generation % every === 0
      const met = isMeeting ? all.map((island) => visited(living, island, { topology, migrants })) : living
      return { population: met.flat(), memory: selected.map(({ memory }) => memory) }
    },
  }
}

/** The broods of all islands, each genome once. */
function broodOf(toolbox: Toolbox, scene: Scene, all: readonly number[]): Brood {
  const broods = all.map((island) => toolbox.propose(sceneOf(scene, island, all.length)))
  const seen = new GenomeSet()
  for (const { genome } of scene.population) seen.add(genome)
  const bred = broods.flatMap(({ births }, island) => births.map((birth) => ({ ...birth, island })))
  const births = bred.filter(({ genome }) => seen.add(genome))
  const twice = bred.length - births.length
  return { births, duplicates: broods.reduce((sum, { duplicates }) => sum + duplicates, twice) }
}

/** What one island sees of a scene. */
function sceneOf(scene: Scene, island: number, count: number): Scene {
  const { path, population, size, memory } = scene
  const share = Math.floor(size / count) + (island < size % count ? 1 : 0)
  return {
    ...scene,
    path: [...path, 'island', island],
    size: share,
    population: population.filter((individual) => individual.island === island),
    memory: ((memory as readonly JsonValue[] | null)?.[island] ?? null) as Selected['memory'],
  }
}

/** An island with the best of its neighbours in the place of its worst. */
function visited(
  living: readonly (readonly Individual[])[],
  island: number,
  { topology, migrants }: Required<Pick<IslandOptions, 'topology' | 'migrants'>>,
): readonly Individual[] {
  const home = living[island]
  const before = (island + living.length - 1) % living.length
  const neighbours = topology === 'ring' ? [before] : Array.from(living.keys()).filter((other) => other !== island)
  const known = new Set(home.map(({ id }) => id))
  const guests: Individual[] = []
  for (const neighbour of neighbours) {
    for (const guest of living[neighbour].slice(0, migrants)) {
      if (known.has(guest.id)) continue
      known.add(guest.id)
      guests.push({ ...guest, island })
    }
  }
  const places = Math.min(guests.length, home.length - 1)
  return [...home.slice(0, home.length - places), ...guests.slice(0, places)]
}
