import { OrganismError } from '../../base/error.ts'
import { nearest } from '../../base/nearest.ts'
import type { Gene } from '../../genome/gene.ts'
import { everySeed, seeds } from '../../seeds/catalogue.ts'
import { say } from '../../strategy/describe.ts'
import { partOf } from '../../strategy/part-of.ts'
import type { Seed } from '../../strategy/seed.ts'
import type { Command } from '../command.ts'
import { table } from '../table.ts'

/** The rules that strategies are made of. */
export const seedsCommand: Command = {
  takes: '[NAME]',
  about: 'Lists every seed, or says all about one: its idea, its genes, and the part a strategy file would hold.',
  options: {},
  run: (words, { print }) => {
    const [name, ...more] = words.places
    if (more.length > 0) throw new OrganismError('invalid-argument', 'organism seeds: give one name at most.')
    const isJson = words.isOn('json')
    if (name === undefined) print(isJson ? JSON.stringify(seeds.map(plain)) : list())
    else print(isJson ? JSON.stringify(plain(seedNamed(name))) : all(seedNamed(name)))
    return 0
  },
}

function seedNamed(name: string): Seed {
  const found = seeds.find((each) => each.name === name)
  if (found !== undefined) return found
  const guess = nearest(
    name,
    seeds.map((each) => each.name),
  )
  const remedy = guess === undefined ? 'organism seeds lists them all.' : `Did you mean ${guess}?`
  throw new OrganismError('invalid-argument', `organism seeds: there is no seed '${name}'. ${remedy}`)
}

function plain(seed: Seed): object {
  const { name, role, version, idea, genes, needs = [] } = seed
  return { name, role, version, idea, genes, needs, example: partOf(seed) }
}

function list(): string {
  const width = Math.max(...seeds.map(({ name }) => name.length))
  return seeds
    .map(
      ({ name, role, idea }) => `${name.padEnd(width)}  ${role.padEnd(6)}  ${idea.split('. ')[0].replace(/\.$/, '')}.`,
    )
    .join('\n')
}

function all(seed: Seed): string {
  const { name, role, idea, genes, needs = [] } = seed
  return [
    `${name}, ${role}`,
    '',
    idea,
    ...(needs.length === 0 ? [] : [`It needs ${needs.join(', ')}.`]),
    '',
    table(Object.entries(genes).map(([gene, spec]) => [`  ${gene}`, rangeIn(spec)])),
    '',
    `With its defaults: ${say(partOf(seed), everySeed)}.`,
    '',
    JSON.stringify({ parts: [partOf(seed)] }, null, 2),
  ].join('\n')
}

function rangeIn(gene: Gene): string {
  if (gene.kind === 'flag') return 'true or false'
  if (gene.kind === 'choice') return gene.options.join(' | ')
  return `${gene.kind === 'int' ? 'whole, ' : ''}${gene.min} to ${gene.max}${gene.scale === 'log' ? ', log' : ''}`
}
