/**
 * Evaluation: where strategies meet markets. Objectives by name, scores over folds and markets, every trial counted, and a
 * holdout that opens once.
 *
 * @module evaluation
 */
export { complexityOf } from './complexity.ts'
export { type EvaluateHere, type EvaluateHereOptions, evaluateHere } from './evaluate-here.ts'
export { type EvaluateOneOptions, evaluateOne, type StrategyReport } from './evaluate-one.ts'
export { type ExposeMarketsOptions, exposeMarkets } from './expose-markets.ts'
export type { LedgerState, OpenedRows, Opening } from './ledger-state.ts'
export { accountSeeds, marketWeights } from './market-weights.ts'
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
export type { BookOptions } from './open-books.ts'
export type { AccountReport, FoldReport, MarketReport, NamedScores } from './report.ts'
export { parseRunCheckpoint, type RunCheckpoint, toRunCheckpoint } from './run-checkpoint.ts'
export { ScoreCache, type ScoreCacheOptions } from './score-cache.ts'
export { type OpenedHoldout, SealedHoldout, type SealedMarket, type SealOptions, sealHoldout } from './seal-holdout.ts'
export type { AccountOptions, Across, Aggregation, EvaluationTask, Folds, Minimum } from './task.ts'
export { taskHash } from './task-hash.ts'
export { type Trial, TrialLedger } from './trial-ledger.ts'
