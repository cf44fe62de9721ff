import type { Column } from '../base/column.ts'
import { type AllocationReport, reportOn } from './allocation.ts'
import { type AllocateOptions, type Candidate, checkAllocate, checkCandidates, type Settings } from './candidates.ts'
import { checkCovariance } from './check-covariance.ts'
import { type Choice, chooseStrategies, type Verdict } from './choose-strategies.ts'
import type { ScoreParts } from './strategy-score.ts'
import { ESTIMATES, weighByName } from './weigh-by-name.ts'

/** Capital left this small is rounding. */
const ROUNDING = 1e-12

/** What became of a strategy. */
export interface Decision {
  readonly id: string
  readonly verdict: Verdict
  readonly weight: number
  /** Null when there was nothing to score. */
  readonly score: number | null
  readonly parts: ScoreParts | null
  /** One sentence. */
  readonly reason: string
}

/** Capital spread over strategies. */
export interface StrategyAllocation {
  /** In the order of the strategies, 0 for those dropped. */
  readonly weights: Column
  /** 1 less the sum of weights. */
  readonly cash: number
  /** One for every strategy, in their order. */
  readonly decisions: readonly Decision[]
  /** Of the weights of those kept, in their order; null when none is. */
  readonly report: AllocationReport | null
}

/**
 * Spreads capital over strategies: from the best score down, a strategy is kept unless it is correlated too much with one kept
 * before; those kept are weighted by a rule. No strategy holds more than its cap: where too few remain the rest is cash. A
 * negative correlation is welcome. The score is the mean, by weights, of four parts: see `ScoreParts`. Equal scores go in the
 * order given. Every decision says why. O(k^2 n) and the rule.
 *
 * @example
 * const wave = (size, shift) => Float64Array.from({ length: 60 }, (_, t) => 0.001 + size * Math.sin(t * shift))
 * const found = allocate([{ id: 'a', returns: wave(0.01, 1) }, { id: 'twin', returns: wave(0.02, 1) }, { id: 'b', returns: wave(0.01, 2) }])
 * Array.from(found.weights, (weight) => weight.toFixed(2)) // => ['0.40', '0.00', '0.40']
 * found.cash.toFixed(2) // => '0.20'
 * found.decisions[1].verdict // => 'correlated'
 */
export function allocate(strategies: readonly Candidate[], options: AllocateOptions = {}): StrategyAllocation {
  const settings = checkAllocate('allocate', options)
  checkCandidates('allocate', strategies, settings.missing)
  return allocateChecked(strategies, settings)
}

/** The allocation of checked strategies. */
export function allocateChecked(strategies: readonly Candidate[], settings: Settings): StrategyAllocation {
  const { choices, kept, returns } = chooseStrategies(strategies, settings)
  const weights = new Float64Array(strategies.length)
  const { method, maxWeight, maxKelly } = settings
  const max = method === 'kelly' ? Math.min(maxWeight, maxKelly) : maxWeight
  let report: AllocationReport | null = null
  if (kept.length > 0) {
    const covariance = ESTIMATES[settings.covariance](returns)
    const found = weighByName(returns, covariance, { method, max, fraction: maxKelly })
    for (const [k, i] of kept.entries()) weights[i] = found[k]
    report = reportOn(found, checkCovariance('allocate', covariance), {})
  }
  const spent = weights.reduce((all, weight) => all + weight, 0)
  return {
    weights,
    cash: spent > 1 - ROUNDING ? 0 : 1 - spent,
    decisions: choices.map((choice, i) => decide(choice, weights[i], max)),
    report,
  }
}

function decide(choice: Choice, weight: number, max: number): Decision {
  if (choice.verdict !== 'kept') return { ...choice, weight }
  const share =
    weight === 0 ? 'the rule gives it nothing' : `weight ${weight.toFixed(2)}${weight === max ? ', the cap' : ''}`
  return { ...choice, weight, reason: `${choice.reason}; ${share}.` }
}
