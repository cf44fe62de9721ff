/**
 * What can be lost: tails of columns and portfolios, who makes them, whether forecasts of them came true, how correlation,
 * concentration and liquidity stand, and what known and invented crises do.
 *
 * Losses are positive fractions of capital, returns simple and per bar, weights shares of capital below 0 when short. A number
 * that is not defined is NaN; a moment that did not come (a liquidation, the end of a halt) is null. Nothing grows with time
 * unless the assumption is named.
 *
 * @module risk
 */
export { type Concentration, concentration } from './concentration.ts'
export {
  type Contributions,
  covarianceContributions,
  type HistoricalContributionsOptions,
  historicalContributions,
  type RiskContributions,
} from './contributions.ts'
export { type CorrelationBreak, correlationBreak } from './correlation-break.ts'
export { type AverageCorrelationOptions, averageCorrelation, correlationDifference } from './correlation-monitor.ts'
export { type CovarianceRiskOptions, covarianceRisk } from './covariance-risk.ts'
export {
  type CoverageOptions,
  type CoverageReport,
  coverageTest,
  kupiecTest,
  type LikelihoodRatio,
} from './coverage-test.ts'
export { type DrawdownRisk, type DrawdownRiskOptions, drawdownRisk } from './drawdown-risk.ts'
export {
  type Estimate,
  type FactorModel,
  type FactorModelOptions,
  factorModel,
} from './factor-model.ts'
export { type FactorNeutralOptions, factorNeutral } from './factor-neutral.ts'
export { type FactorName, type FactorOptions, type FactorReturns, factorReturns } from './factor-returns.ts'
export { type FactorPositions, type FactorRisk, factorRisk } from './factor-risk.ts'
export type { Cap, CapName, HaltName, LimitAction, LimitName, LimitRules } from './limit-rules.ts'
export type { Exposure, LimitDecision, LimitReason, LimitState, Observation } from './limit-state.ts'
export { type LiquidatedShare, type Liquidity, type LiquidityOptions, liquidity } from './liquidity.ts'
export { type ReplayOptions, type ReplayWindow, replayOf } from './replay-of.ts'
export { type RiskForecastOptions, type RiskForecasts, riskForecasts } from './risk-forecasts.ts'
export { type LimitStep, type RiskLimits, riskLimits } from './risk-limits.ts'
export { type Scenario, type ShockPath, scenarioFrom } from './scenario.ts'
export { type ScenarioName, scenarios } from './scenarios.ts'
export { type SimulatedRiskOptions, simulatedRisk } from './simulated-risk.ts'
export { type StressBarsOptions, stressBars } from './stress-bars.ts'
export { stressCovariance } from './stress-covariance.ts'
export {
  type StressedPosition,
  type StressedPositions,
  type StressPosition,
  type StressPositionsOptions,
  stressPositions,
} from './stress-positions.ts'
export { cornishFisherHolds, type TailRisk } from './tail-curves.ts'
export { type HorizonScaling, type TailRiskMethod, type TailRiskOptions, tailRisk } from './tail-risk.ts'
export { weightedReturns } from './weighted-returns.ts'
