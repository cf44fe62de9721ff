/**
 * Evaluation: where strategies meet markets. Objectives by name, scores over folds and markets, every trial counted, and a
 * holdout that opens once.
 *
 * @module evaluation
 */
export { complexityOf } from './complexity.ts'
export { type EvaluateHere, type EvaluateHereOptions, evaluateHere } from './evaluate-here.ts'
export {
  type EvaluateOneOptions,
  evaluateOne,
  type FoldReport,
  type MarketReport,
  type NamedScores,
  type StrategyReport,
} from './evaluate-one.ts'
export type { LedgerState, Opening } from './ledger-state.ts'
export type {
  CappedObjective,
  CorrelationObjective,
  DeflatedSharpeObjective,
  FitnessObjective,
  Objective,
  ObjectiveSpec,
  PlainObjective,
  ShortfallObjective,
} from './objective.ts'
export { ScoreCache } from './score-cache.ts'
export { type OpenedHoldout, SealedHoldout, type SealedMarket, type SealOptions, sealHoldout } from './seal-holdout.ts'
export type { Across, Aggregation, EvaluationTask, Folds, Minimum } from './task.ts'
export { taskHash } from './task-hash.ts'
export { type Trial, TrialLedger } from './trial-ledger.ts'
