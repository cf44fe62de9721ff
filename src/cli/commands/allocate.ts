import { OrganismError } from '../../base/error.ts'
import { checkOneOf } from '../../base/guards.ts'
import { allocate, type StrategyAllocation } from '../../portfolio/allocate.ts'
import type { AllocateOptions } from '../../portfolio/candidates.ts'
import { RULES } from '../../portfolio/weigh-by-name.ts'
import type { Command } from '../command.ts'
import { checkPlaces } from '../places.ts'
import { readFinished } from '../run/finished.ts'
import { frontOf, MORE } from '../run/front.ts'
import { searchedReturns } from '../run/searched-returns.ts'
import { catalogueOf } from '../run/task.ts'
import { percent, table } from '../table.ts'
import type { Words } from '../words.ts'

/** Capital over the strategies of a run. */
export const allocateCommand: Command = {
  takes: 'RUN',
  about: [
    'Spreads capital over the front of a run: drops strategies that are near copies of a better one, weighs the rest by a',
    'rule, and says why. Weights come from the bars that were searched; what is not placed stays in cash.',
  ].join('\n'),
  options: {
    method: { kind: 'text', value: 'hrp', about: `${[...Object.keys(RULES), 'kelly'].join(', ')}` },
    'max-weight': { kind: 'text', value: '0.4', about: 'most of the capital in one strategy' },
    'max-correlation': { kind: 'text', value: '0.7', about: 'above it the worse of two strategies is dropped' },
    'max-strategies': { kind: 'text', value: '10', about: 'most strategies that are kept' },
  },
  run: async (words, { print }) => {
    checkPlaces('allocate', words, ['RUN'])
    const options = optionsFrom(words)
    const { record, standing, markets } = await readFinished(words.places[0])
    const front = frontOf(standing.generation)
    if (front.length === 0) {
      throw new OrganismError('invalid-argument', `organism allocate: the run found nothing feasible. ${MORE}`)
    }
    const returnsOf = searchedReturns(record.config, markets, catalogueOf(record.config, markets))
    const candidates = front.map(({ id, strategy }) => ({ id, returns: returnsOf(strategy) }))
    const found = allocate(candidates, options)
    if (words.isOn('json')) print(JSON.stringify(found, listed))
    else print(text(found))
    return 0
  },
}

/** Columns as lists: JSON would make objects of them. */
function listed(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? Array.from(value) : value
}

function optionsFrom(words: Words): AllocateOptions {
  const method = words.text('method') ?? 'hrp'
  checkOneOf('organism allocate', '--method', method, [...Object.keys(RULES), 'kelly'])
  const given = {
    ...{ method, maxWeight: words.number('max-weight'), maxCorrelation: words.number('max-correlation') },
    maxStrategies: words.number('max-strategies'),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function text({ decisions, weights, cash }: StrategyAllocation): string {
  const held = decisions
    .map(({ id, reason }, i) => ({ id, reason, weight: weights[i] }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return [
    table([...held.map(({ id, weight }) => [id, percent(weight)]), ['cash', percent(cash)]]),
    '',
    ...decisions.map(({ id, reason }) => `${id}: ${reason}`),
  ].join('\n')
}
