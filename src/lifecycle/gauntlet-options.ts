import { checkExecution } from '../backtest/check-execution.ts'
import type { Execution } from '../backtest/execution.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { TrialLedger } from '../evaluation/trial-ledger.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { everySeed } from '../seeds/catalogue.ts'
import type { Catalogue } from '../strategy/catalogue.ts'
import { checkStrategy } from '../strategy/check-strategy.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { warmupOf } from '../strategy/warmup.ts'
import type { Trials } from '../validation/expected-max-sharpe.ts'
import { type Gates, gatesOf } from './gauntlet-gates.ts'
import type { GauntletPopulation } from './gauntlet-population.ts'
import { STAGE_KEYS, type StageOptions, type Stages, stagesOf } from './stages.ts'

/** What a strategy is judged by, and what it was chosen from. */
export interface GauntletOptions extends StageOptions {
  readonly execution: Execution
  /**
   * Every trial of the search, on the in-sample rows: its ledger, or number and variance, or their Sharpe ratios. A single
   * trial must be said to be one.
   */
  readonly trials: TrialLedger | Trials
  /** What the strategy was chosen from: every strategy of the run, losers included, or their returns over all scored rows. */
  readonly population: GauntletPopulation
  /** Gates that differ from `GATES`. */
  readonly gates?: Partial<Gates>
  /** How many candidates have been judged on these unseen rows, this one included; 1 by default. */
  readonly looks?: number
  /** The seeds that strategies may name; all of the library by default. */
  readonly catalogue?: Catalogue
  /** Bars per year; by default what the bars show. */
  readonly periodsPerYear?: number
  /** Blocks of the probability of backtest overfitting; 12 by default, 924 halvings. */
  readonly blocks?: number
  /** Groups of the combinatorial paths, and how many a split tests; 10 by 2 by default, 9 paths. */
  readonly groups?: number
  readonly tested?: number
  /** Times that fees and slippage are taken; 2 and 3 by default. The largest is the gate. */
  readonly costs?: readonly number[]
  /** Bars that it acts late under stress; 1 by default. */
  readonly delay?: number
}

/** A gauntlet with everything decided. */
export interface Plan {
  readonly strategy: Strategy
  readonly bars: Bars
  readonly execution: Execution
  readonly catalogue: Catalogue
  readonly stages: Stages
  readonly gates: Gates
  readonly looks: number
  readonly blocks: number
  readonly groups: number
  readonly tested: number
  readonly costs: readonly number[]
  readonly delay: number
  /** Empty, or the bars of a year that the caller gave. */
  readonly year: { readonly periodsPerYear?: number }
}

/** Beyond it the confidence of the track record is 1 to all its digits. */
const MOST_LOOKS = 1_000_000

const KEYS: readonly string[] = [
  ...['execution', 'trials', 'population', 'gates', 'looks', 'catalogue', 'periodsPerYear'],
  ...['blocks', 'groups', 'tested', 'costs', 'delay', ...STAGE_KEYS],
]

/** Checks the options at the door and decides what they leave open. */
export function planOf(where: string, strategy: Strategy, bars: Bars, options: GauntletOptions): Plan {
  checkKeys(where, options, KEYS)
  const { execution, catalogue = everySeed, looks = 1, blocks = 12, groups = 10, tested = 2, delay = 1 } = options
  const { costs = [2, 3], gates, periodsPerYear } = options
  checkShape(where, bars)
  checkStrategy(strategy, catalogue)
  if (execution === undefined) {
    refuse(where, 'execution', execution, { rule: 'given', remedy: 'Say what trading costs, for example perpetual.' })
  }
  checkExecution(where, execution)
  const { warmup = warmupOf(strategy, catalogue) } = options
  const plan: Plan = {
    ...{ strategy, bars, execution, catalogue, looks, blocks, groups, tested, costs, delay },
    stages: stagesOf(where, bars.length, { ...options, warmup }),
    gates: gatesOf(where, gates),
    year: periodsPerYear === undefined ? {} : { periodsPerYear },
  }
  checkCounts(where, plan)
  return plan
}

/** Refuses counts that cannot be, also where a small population means that nobody asks for them. */
function checkCounts(where: string, { looks, delay, costs, blocks, groups, tested, stages, bars }: Plan): void {
  checkInteger(where, 'looks', looks, { min: 1, max: MOST_LOOKS })
  checkInteger(where, 'delay', delay, { min: 1, below: bars.length - stages.outOfSample.from })
  if (!Array.isArray(costs) || costs.length === 0) refuse(where, 'costs', costs, { rule: 'an array of factors' })
  for (const factor of costs) checkNumber(where, 'costs', factor, { above: 1 })
  checkInteger(where, 'blocks', blocks, { min: 2, max: 20 })
  if (blocks % 2 !== 0)
    refuse(where, 'blocks', blocks, { rule: 'even', remedy: 'Half of them are compared with half.' })
  checkInteger(where, 'groups', groups, { min: 2 })
  checkInteger(where, 'tested', tested, { min: 1, below: groups })
}
