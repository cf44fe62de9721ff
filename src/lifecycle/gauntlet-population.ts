import type { Column } from '../base/column.ts'
import { columnHash, contentHash } from '../base/content-hash.ts'
import { OrganismError } from '../base/error.ts'
import { checkColumn, checkFinite, checkKeys, refuse } from '../base/guards.ts'
import { liveBlock } from '../evaluation/live-block.ts'
import type { Block } from '../evaluation/prepare.ts'
import type { Bars } from '../market/bars.ts'
import { checkStrategy } from '../strategy/check-strategy.ts'
import { exposeInto } from '../strategy/expose.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import type { Workspace } from '../strategy/workspace.ts'
import type { PopulationFigures } from './certificate.ts'

/** What a strategy was chosen from: the strategies of the run, losers included, or their returns over all scored rows. */
export type GauntletPopulation = readonly Strategy[] | { readonly returns: readonly Column[] }

/** The columns that a strategy was chosen from, its own among them, none twice. */
export interface Field {
  readonly columns: readonly Column[]
  /** How many were tried for it: every different strategy, those that failed or did the same included. */
  readonly tried: number
  /** Their hashes; none where only returns were given. */
  readonly hashes: readonly string[]
  readonly figures: PopulationFigures
}

/** Rows of a market that strategies are run on. */
export interface Ground {
  readonly block: Block
  readonly bars: Bars
  readonly workspace: Workspace
}

/** A strategy in its market: its own returns over all scored rows, and how another one is run there. */
export interface Own extends Ground {
  readonly strategy: Strategy
  readonly returns: Column
}

/**
 * Runs a population over all scored rows, every different strategy once; adds the strategy's own returns if missing. Of those
 * that did the same in every row one is kept: copies are no choice, and would make a field of nothing.
 */
export function fieldOf(where: string, population: GauntletPopulation, own: Own): Field {
  if (isStrategies(population)) return ofStrategies(population, own)
  if (typeof population !== 'object' || population === null || !('returns' in population)) {
    refuse(where, 'population', population, {
      rule: 'the strategies of the run, or { returns }',
      remedy:
        'Give every strategy that was tried, losers included: what one was chosen from says how far it can be believed.',
    })
  }
  checkKeys(`${where}: population`, population, ['returns'])
  const { returns } = population
  if (!Array.isArray(returns)) refuse(where, 'population.returns', returns, { rule: 'an array of columns' })
  for (const [k, column] of returns.entries()) {
    checkColumn(where, `population.returns[${k}]`, column, own.returns.length)
    checkFinite(where, `population.returns[${k}]`, column)
  }
  return ofReturns(returns, own)
}

function isStrategies(population: GauntletPopulation): population is readonly Strategy[] {
  return Array.isArray(population)
}

function ofStrategies(population: readonly Strategy[], own: Own): Field {
  const { workspace } = own
  const different = new Map<string, Strategy>()
  for (const strategy of population) {
    checkStrategy(strategy, workspace.catalogue)
    different.set(strategyHash(strategy), strategy)
  }
  const itself = strategyHash(own.strategy)
  different.set(itself, own.strategy)
  const hashes = [...different.keys()]
  const all = [...different].map(([hash, strategy]) => {
    return hash === itself ? own.returns : returnsIfAny(strategy, own)
  })
  const known = all.filter((column) => column !== undefined)
  const columns = distinct(known)
  const faults = all.length - known.length
  const hash = contentHash(hashes.toSorted())
  return {
    ...{ columns, tried: all.length, hashes },
    figures: { source: 'strategies', count: columns.length, faults, hash },
  }
}

/** Returns of a strategy over the rows of a block. */
export function returnsOf(strategy: Strategy, { bars, block, workspace }: Ground): Column {
  return workspace.within(() => {
    const exposure = exposeInto(workspace.scratch(bars.length), strategy, bars, workspace)
    return liveBlock(block, exposure, true).returns
  })
}

/** The same; undefined when it fails there, as a search counts faults. */
function returnsIfAny(strategy: Strategy, ground: Ground): Column | undefined {
  try {
    return returnsOf(strategy, ground)
  } catch (error) {
    if (error instanceof OrganismError) return undefined
    throw error
  }
}

function ofReturns(returns: readonly Column[], own: Own): Field {
  const columns = distinct([...returns, own.returns])
  const hash = contentHash(columns.map(columnHash).sort())
  return {
    ...{ columns, tried: columns.length, hashes: [] },
    figures: { source: 'returns', count: columns.length, faults: 0, hash },
  }
}

/** The columns that differ in some row, in their order. */
function distinct(columns: readonly Column[]): Column[] {
  const found = new Map<number, Column[]>()
  return columns.filter((column) => {
    const print = column.reduce((sum, value, row) => sum + value * (1 + (row % 89)), 0)
    const alike = found.get(print) ?? []
    if (alike.some((other) => other.every((value, row) => value === column[row]))) return false
    found.set(print, [...alike, column])
    return true
  })
}
