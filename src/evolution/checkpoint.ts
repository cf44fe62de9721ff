import { canonicalJson } from '../base/canonical-json.ts'
import { OrganismError } from '../base/error.ts'
import { refuse } from '../base/guards.ts'
import { refuseAll } from '../base/problems.ts'
import type { Blueprint } from '../genome/blueprint.ts'
import { checkGenome, type Genome } from '../genome/genome.ts'
import { blueprintToJson, parseBlueprint } from '../genome/genome-json.ts'
import { type CheckpointJson, checkpointSchema, type ScoreJson } from './checkpoint-schema.ts'
import type { Generation } from './generation.ts'
import { type Individual, idOf } from './individual.ts'

/**
 * A generation as canonical JSON text. `evolve` with what `parseCheckpoint` makes of it goes on bit for bit as the run
 * itself would have.
 *
 * @example
 * toCheckpoint(begin('nsga2', { size: 8, seed: 42 })).includes('"toolbox":"nsga2"') // => true
 */
export function toCheckpoint(generation: Generation): string {
  const blueprints = new Places<string, Blueprint>()
  const genomes = new Places<Genome, Genome>()
  const individuals = new Places<Individual, Individual>()
  const placeOf = (individual: Individual) => individuals.of(individual, individual)
  const genomeOf = (genome: Genome) => genomes.of(genome, genome)
  const { founders, population, newborn, archive, births, ...plain } = generation
  const lists = {
    founders: founders.map(genomeOf),
    population: population.map(placeOf),
    newborn: newborn.map(placeOf),
    archive: archive.map(placeOf),
  }
  const written = individuals.items.map(({ genome, scores, violation, ...rest }) => {
    return { ...rest, genome: genomeOf(genome), scores: Array.from(scores, toJson), violation: toJson(violation) }
  })
  return canonicalJson({
    ...plain,
    ...lists,
    births: births.map((born) => born.map(({ operator, parents }) => [operator, ...parents])),
    individuals: written,
    genomes: genomes.items.map(({ blueprint, values }) => {
      return { blueprint: blueprints.of(blueprint.key, blueprint), values: Array.from(values) }
    }),
    blueprints: blueprints.items.map(blueprintToJson),
  })
}

/**
 * The generation of a checkpoint. Refuses what is no checkpoint, what comes from another version, and unknown keys, with
 * everything that is wrong.
 *
 * @example
 * const start = begin('nsga2', { size: 8, seed: 42 })
 * parseCheckpoint(toCheckpoint(start)).size // => 8
 * parseCheckpoint('{"version":2}') // throws 'invalid-state'
 */
export function parseCheckpoint(text: string): Generation {
  const json = read(text)
  const { version } = (json ?? {}) as { version?: unknown }
  if (version !== 1) {
    refuse('parseCheckpoint', 'version', version, {
      rule: '1',
      code: 'invalid-state',
      remedy: 'Go on with the version of the library that wrote it, or begin a new search.',
    })
  }
  const parsed = checkpointSchema().safeParse(json)
  if (!parsed.success) {
    refuseAll(
      'parseCheckpoint',
      parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
      {
        code: 'invalid-state',
        summary: 'this is not a checkpoint of version 1',
        remedy: 'Pass the text of toCheckpoint, unchanged.',
      },
    )
  }
  return restored(parsed.data)
}

/** Numbers things in the order they are first met. */
class Places<Key, Item> {
  readonly items: Item[] = []
  readonly #places = new Map<Key, number>()

  of(key: Key, item: Item): number {
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, this.items.length)
    return this.items.push(item) - 1
  }
}

function toJson(score: number): ScoreJson {
  return Number.isFinite(score) ? score : (String(score) as ScoreJson)
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    return refuse('parseCheckpoint', 'text', text, {
      rule: 'JSON',
      code: 'invalid-state',
      remedy: 'The file may be cut short: use an earlier checkpoint.',
      cause,
    })
  }
}

function restored({ blueprints, genomes, individuals, ...json }: CheckpointJson): Generation {
  const { founders, population, newborn, archive, births, ...plain } = json
  checkCounts(plain.number, { log: plain.log, births })
  const plans = blueprints.map(trusted)
  const all = genomes.map(({ blueprint, values }, i) => {
    const genome = { blueprint: at('genomes', plans, blueprint), values: Float64Array.from(values) }
    trustedGenome(genome, i)
    return genome
  })
  const people = individuals.map(({ genome, scores, violation, fault, island, ...rest }): Individual => {
    return {
      ...rest,
      genome: at('individuals', all, genome),
      scores: Float64Array.from(scores, Number),
      violation: Number(violation),
      ...(fault === undefined ? {} : { fault }),
      ...(island === undefined ? {} : { island }),
    }
  })
  const those = (what: string, places: readonly number[]) => places.map((place) => at(what, people, place))
  return {
    ...plain,
    log: plain.log.map(({ milliseconds, ...entry }) => ({
      ...entry,
      ...(milliseconds === undefined ? {} : { milliseconds }),
    })),
    founders: founders.map((place) => at('founders', all, place)),
    population: those('population', population),
    newborn: those('newborn', newborn),
    archive: those('archive', archive),
    births: births.map((born, i) => {
      return born.map(([operator, ...parents], place) => ({ id: idOf(i + 1, place), born: i + 1, parents, operator }))
    }),
  }
}

/** Refuses lists that are not one entry per generation. */
function checkCounts(number: number, lists: Readonly<Record<string, readonly unknown[]>>): void {
  for (const [what, { length }] of Object.entries(lists)) {
    if (length === number) continue
    refuse('parseCheckpoint', `${what}.length`, length, {
      rule: `${number}, the number of generations`,
      code: 'invalid-state',
      remedy: 'Pass the text of toCheckpoint, unchanged.',
    })
  }
}

function at<Item>(what: string, items: readonly Item[], place: number): Item {
  if (place < items.length) return items[place]
  return refuse('parseCheckpoint', `a place in ${what}`, place, {
    rule: `below ${items.length}`,
    code: 'invalid-state',
  })
}

/** A blueprint whose every fault is one of the checkpoint's state. */
function trusted(json: CheckpointJson['blueprints'][number]): Blueprint {
  return asState(() => parseBlueprint(json))
}

function trustedGenome(genome: Genome, place: number): void {
  asState(() => checkGenome(`parseCheckpoint: genome ${place}`, genome))
}

function asState<Value>(act: () => Value): Value {
  try {
    return act()
  } catch (cause) {
    if (!(cause instanceof OrganismError)) throw cause
    throw new OrganismError('invalid-state', cause.message, { cause, problems: cause.problems })
  }
}
