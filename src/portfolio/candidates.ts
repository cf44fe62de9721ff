import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { checkCompounding } from '../metrics/check-returns.ts'
import { checkPanel, MISSING, WHOLE } from './check-panel.ts'
import { checkScoreWeights, type ScoreWeights } from './strategy-score.ts'
import { type AllocationMethod, type CovarianceMethod, ESTIMATES, RULES } from './weigh-by-name.ts'

/** A strategy that asks for capital. */
export interface Candidate {
  readonly id: string
  /** Returns per period, rows oldest first, the same rows for all. */
  readonly returns: Column
  /** Periods that it has held up unseen, since it was bred or went live. Default 0. */
  readonly age?: number
  /** A figure of consistency in [0, 1], such as that of metrics; by default the share of ten stretches that gain. */
  readonly consistency?: number
}

/** How capital is spread over strategies. */
export interface AllocateOptions {
  /** Default `'hrp'`. */
  readonly method?: AllocationMethod
  /** Default `'constant-correlation'`: Ledoit and Wolf's shrinkage that leaves variances as they are. */
  readonly covariance?: CovarianceMethod
  /** A strategy correlated above this with a better one is dropped. Default 0.7. */
  readonly maxCorrelation?: number
  /** Most weight of one strategy. Default 0.4. */
  readonly maxWeight?: number
  /** Most weight of one strategy by `'kelly'`, and the share of the full Kelly bet that is taken. Default 0.25. */
  readonly maxKelly?: number
  readonly score?: ScoreWeights
  /** Age at which the part of age is 1/2. Default 250. */
  readonly halfAge?: number
  /** A strategy with a lower score is dropped. Default 0: none. */
  readonly minScore?: number
  /** Most strategies that are kept. Default all. */
  readonly maxStrategies?: number
  /** A strategy with fewer returns is dropped. Default 30. */
  readonly minRows?: number
  /** What is done about missing returns (NaN). Default `'refuse'`; `'complete'`: rows where every strategy with enough has one. */
  readonly missing?: 'refuse' | 'complete'
}

const KEYS: readonly string[] = [
  ...['method', 'covariance', 'maxCorrelation', 'maxWeight', 'maxKelly', 'score', 'halfAge', 'minScore'],
  ...['maxStrategies', 'minRows', 'missing'],
]

/** Options of an allocation with their defaults. */
export type Settings = Required<Omit<AllocateOptions, 'score'>> & { readonly score: Required<ScoreWeights> }

/** Checks the options of an allocation. */
export function checkAllocate(where: string, options: AllocateOptions, more: readonly string[] = []): Settings {
  checkKeys(where, options, [...KEYS, ...more])
  const {
    method = 'hrp',
    covariance = 'constant-correlation',
    maxCorrelation = 0.7,
    maxWeight = 0.4,
    maxKelly = 0.25,
  } = options
  const { halfAge = 250, minScore = 0, minRows = 30, missing = 'refuse', score = {} } = options
  const { maxStrategies = Number.MAX_SAFE_INTEGER } = options
  checkOneOf(where, 'method', method, [...Object.keys(RULES), 'kelly'])
  checkOneOf(where, 'covariance', covariance, Object.keys(ESTIMATES))
  checkOneOf(where, 'missing', missing, WHOLE)
  checkNumber(where, 'maxCorrelation', maxCorrelation, { min: -1, max: 1 })
  checkNumber(where, 'maxWeight', maxWeight, { above: 0, max: 1 })
  checkNumber(where, 'maxKelly', maxKelly, { above: 0, max: 1 })
  checkNumber(where, 'halfAge', halfAge, { above: 0 })
  checkNumber(where, 'minScore', minScore, { min: 0, max: 1 })
  checkInteger(where, 'maxStrategies', maxStrategies, { min: 1 })
  checkInteger(where, 'minRows', minRows, { min: 4 })
  const weights = checkScoreWeights(where, score)
  return {
    ...{ method, covariance, maxCorrelation, maxWeight, maxKelly, halfAge, minScore, minRows, missing, maxStrategies },
    score: weights,
  }
}

/** Checks strategies: names that differ, columns of one length, returns and not prices. */
export function checkCandidates(where: string, strategies: readonly Candidate[], missing: string): void {
  if (!Array.isArray(strategies)) refuse(where, 'strategies', strategies, { rule: 'an array of { id, returns }' })
  checkInteger(where, 'strategies.length', strategies.length, { min: 1 })
  const ids = new Set<string>()
  for (const [i, strategy] of strategies.entries()) {
    const { id, returns, age = 0, consistency = 0 } = strategy
    checkKeys(`${where}: strategies[${i}]`, strategy, ['id', 'returns', 'age', 'consistency'])
    if (typeof id !== 'string' || id === '' || ids.has(id)) {
      refuse(where, `strategies[${i}].id`, id, { rule: 'a name of its own' })
    }
    ids.add(id)
    const own = `${where}: strategy ${JSON.stringify(id)}`
    checkColumn(own, 'returns', returns, strategies[0].returns.length)
    checkNumber(own, 'age', age, { min: 0 })
    checkNumber(own, 'consistency', consistency, { min: 0, max: 1 })
    checkPanel(own, [returns], missing === 'complete' ? 'pairwise' : 'refuse', MISSING)
    checkCompounding(own, missing === 'complete' ? known(returns) : returns)
  }
}

/** The returns that are there. */
export const known = (returns: Column): Column => returns.filter((value) => !Number.isNaN(value))
