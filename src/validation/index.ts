/**
 * Is the winner luck? Sharpe ratios judged by the length of the record and the number of trials, backtest overfitting,
 * splits of rows that do not leak, tests of many rules at once, block bootstraps.
 *
 * Inference works with the Sharpe ratio of one bar: a ratio is always given with its unit, `{ perPeriod }` or
 * `{ annual, periodsPerYear }`. Kurtosis is not the excess. Undefined is NaN; what cannot be is refused.
 *
 * @module validation
 */
export { type Adjustment, type AdjustmentOptions, adjustedPValues } from './adjusted-p-values.ts'
export { assemblePaths } from './assemble-paths.ts'
export { type BlockLengthOptions, type BootstrapKind, blockLength } from './block-length.ts'
export { type BootstrapOptions, bootstrapDraws, drawRows } from './bootstrap-draws.ts'
export { bootstrapInterval, type Interval, type IntervalOptions } from './bootstrap-interval.ts'
export {
  type CombinatorialOptions,
  type CombinatorialPlan,
  type CombinatorialSplit,
  combinatorialPurged,
} from './combinatorial-purged.ts'
export { type DeflatedSharpeOptions, deflatedSharpe } from './deflated-sharpe.ts'
export type { Dominance } from './dominance.ts'
export { type DrawOptions, drawSplits } from './draw-splits.ts'
export { type EffectiveTrialsOptions, effectiveTrials } from './effective-trials.ts'
export { expectedMaxSharpe, type TrialList, type TrialSummary, type Trials } from './expected-max-sharpe.ts'
export type { PboMetric } from './half-scores.ts'
export { type MinimumTrackRecordOptions, minimumBacktestLength, minimumTrackRecord } from './minimum-track-record.ts'
export { multipleRandomised, type RandomisedOptions, type RandomisedSplit } from './multiple-randomised.ts'
export { expectedMaxNormal } from './normal-maximum.ts'
export {
  type EvidenceName,
  type OverfittingEvidence,
  type OverfittingScore,
  overfittingScore,
} from './overfitting-score.ts'
export { type Pbo, type PboOptions, pbo } from './pbo.ts'
export { type ProbabilisticSharpeOptions, probabilisticSharpe } from './probabilistic-sharpe.ts'
export type { EmbargoOptions, PurgeOptions } from './purge.ts'
export { type PurgedKFoldOptions, purgedKFold } from './purged-k-fold.ts'
export { type ResampledReturns, type ResampleReturnsOptions, resampleReturns } from './resample-returns.ts'
export type { Draws, StatisticOptions } from './resampled-means.ts'
export { romanoWolf } from './romano-wolf.ts'
export { countRows, type RowRange, type Split, type SplitPlan, takeRows } from './row-range.ts'
export { scatterStretches, stretchesOf } from './scatter-stretches.ts'
export { type Haircut, type HaircutOptions, sharpeHaircut } from './sharpe-haircut.ts'
export {
  type Annual,
  annualSharpe,
  type PerPeriod,
  perPeriodSharpe,
  type SharpeList,
  type SharpeRatio,
  type SharpeVariance,
} from './sharpe-ratio.ts'
export { type LagOptions, sharpeStandardError } from './sharpe-standard-error.ts'
export { shuffleTrades, type TradeShuffle } from './shuffle-trades.ts'
export type { SimulationOptions } from './simulation-options.ts'
export { type Standing, standingOf } from './standing.ts'
export { type RealityCheck, realityCheck, type SuperiorPredictive, superiorPredictive } from './superior-predictive.ts'
export { type TimeSeriesSplitOptions, timeSeriesSplit } from './time-series-split.ts'
export { type SharpeFigures, type TrackRecord, trackRecordOf } from './track-record.ts'
export { type WalkForwardOptions, walkForward } from './walk-forward.ts'
