/**
 * How capital is spread: estimates of covariance, and rules that turn one into weights.
 *
 * Returns are one column an asset, rows oldest first, simple and per period. Covariances are per period too: nothing here
 * annualises but `volatilityTarget`, which asks for the periods of a year. Every rule takes any covariance, refuses one that
 * none of whole columns can have, and gives weights that sum to 1 with a report. Nothing is drawn, so equal input gives equal
 * weights.
 *
 * @module portfolio
 */
export { allocate, type Decision, type StrategyAllocation } from './allocate.ts'
export type { Allocation, AllocationReport, ReportOptions } from './allocation.ts'
export type { AllocateOptions, Candidate } from './candidates.ts'
export type { Missing, MissingOptions } from './check-panel.ts'
export type { Verdict } from './choose-strategies.ts'
export type { Join, Linkage } from './cluster-tree.ts'
export { correlationDistance, correlationFrom } from './correlation-distance.ts'
export {
  type ExponentialCovarianceOptions,
  exponentialCovariance,
  type SampleCovarianceOptions,
  type SemiCovarianceOptions,
  sampleCovariance,
  semiCovariance,
} from './covariance.ts'
export { type DenoisedCovariance, denoiseCovariance } from './denoise.ts'
export { type Bets, type EffectiveBetsOptions, effectiveBets } from './effective-bets.ts'
export { type ClusteredAllocation, type ClusterOptions, type HercOptions, herc } from './herc.ts'
export { type HrpAllocation, type HrpOptions, hrp, type TreeOptions } from './hrp.ts'
export {
  type BinaryBet,
  type KellyManyOptions,
  type KellyOptions,
  type KellyStakes,
  kelly,
  kellyBinary,
  kellyEmpirical,
  kellyGaussian,
} from './kelly.ts'
export { type DrawdownRisk, drawdownScale, kellyFraction } from './kelly-drawdown.ts'
export type { GroupCap, Limits } from './limits.ts'
export {
  type MaximumDiversificationOptions,
  type MinimumVarianceOptions,
  maximumDiversification,
  minimumVariance,
} from './minimum-variance.ts'
export { type NcoOptions, nco } from './nco.ts'
export { type OnlineOptions, type OnlineRule, type OnlineState, startOnline, updateOnline } from './online.ts'
export { type Rebalanced, type RebalanceOptions, rebalance } from './rebalance.ts'
export { type RepairOptions, repairCovariance } from './repair.ts'
export { type RiskParityOptions, riskParity } from './risk-parity.ts'
export { type LedoitWolfOptions, ledoitWolf, oas, type ShrunkCovariance } from './shrinkage.ts'
export { equalWeights, inverseVariance, inverseVolatility, type SimpleOptions } from './simple-weights.ts'
export type { ScoreParts, ScoreWeights } from './strategy-score.ts'
export { type VolatilityTarget, type VolatilityTargetOptions, volatilityTarget } from './volatility-target.ts'
export type { AllocationMethod, CovarianceMethod, RuleName } from './weigh-by-name.ts'
