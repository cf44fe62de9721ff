import { refuse } from '../base/guards.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import { found } from './found.ts'
import type { Generation } from './generation.ts'
import type { Birth } from './individual.ts'
import { type Brood, chanceOf, type Scene, type Toolbox } from './toolbox.ts'

/**
 * The genomes to judge next. Asking changes nothing and gives the same answer as often as it is asked. No births at all say
 * that the space is used up.
 *
 * @example
 * const box = nsga2(blueprint({ period: int(2, 50) }))
 * ask(box, begin('nsga2', { size: 8, seed: 42 })).births.length // => 8
 */
export function ask(toolbox: Toolbox, generation: Generation): Brood {
  checkSameSearch(toolbox, generation)
  const scene = sceneOf(generation)
  return generation.number === 0 ? foundersOf(toolbox, generation, scene) : toolbox.propose(scene)
}

/** The scene of the generation that comes next. */
export function sceneOf({ seed, number, size, population, memory }: Generation): Scene {
  return { seed, path: [], generation: number + 1, size, population, memory }
}

/** The keys of a toolbox's species. */
export function keysOf({ blueprints }: Toolbox): string[] {
  return blueprints.map(({ key }) => key)
}

function checkSameSearch(toolbox: Toolbox, { toolbox: name, species, number }: Generation): void {
  if (name !== toolbox.name) {
    refuse('ask', 'generation.toolbox', name, {
      rule: toolbox.name,
      code: 'invalid-state',
      remedy: 'Go on with the toolbox that the search began with.',
    })
  }
  const keys = keysOf(toolbox)
  if (number === 0 || (keys.length === species.length && keys.every((key, i) => key === species[i]))) return
  const names = toolbox.blueprints.map((plan) => plan.name).join(', ')
  refuse('ask', 'the species of the toolbox', names, {
    rule: 'those that the search began with, gene for gene',
    code: 'invalid-state',
    remedy: 'The space has changed: begin a new search.',
  })
}

function foundersOf(toolbox: Toolbox, { founders, size }: Generation, scene: Scene): Brood {
  const keys = keysOf(toolbox)
  for (const { blueprint } of founders) {
    if (keys.includes(blueprint.key)) continue
    refuse('ask', 'the species of a founder', blueprint.name, {
      rule: `one of the toolbox, gene for gene: ${toolbox.blueprints.map(({ name }) => name).join(', ')}`,
      remedy: 'Add its blueprint to the space, or clamp its values to a blueprint of the space.',
    })
  }
  const seen = new GenomeSet()
  const given = founders.filter((genome) => seen.add(genome))
  const sampled = found(toolbox.blueprints, size - given.length, seen, chanceOf(scene, 'founders'))
  const births = [...given, ...sampled].map((genome): Birth => ({ genome, parents: [], operator: 'founder' }))
  return { births, duplicates: founders.length - given.length }
}
