/**
 * `@organism/core`: the names most programs need. Everything else lives under the subpath of its folder.
 *
 * @module core
 */
export {
  type BacktestResult,
  backtest,
  backtestMany,
  backtestPortfolio,
  type Execution,
  frictionless,
  perpetual,
  type Summary,
  signalsToExposure,
  spot,
  summarise,
  tradeRows,
} from './backtest/index.ts'
export { type Column, contentHash, type ErrorCode, OrganismError, type Problem } from './base/index.ts'
export {
  type EvaluationTask,
  evaluateHere,
  evaluateOne,
  type Objective,
  sealHoldout,
  TrialLedger,
} from './evaluation/index.ts'
export {
  ask,
  bayesianSearch,
  type Evaluate,
  evolve,
  type Generation,
  islands,
  nsga2,
  nsga3,
  parseCheckpoint,
  randomSearch,
  singleObjective,
  tell,
  toCheckpoint,
} from './evolution/index.ts'
export { type Blueprint, blueprint, flag, type Gene, type Genome, int, oneOf, real } from './genome/index.ts'
export {
  alignBars,
  type Bars,
  barsFrom,
  barsFromTrades,
  inspectBars,
  packBars,
  parseBars,
  resample,
  showcaseMarket,
  sliceBars,
  splitBars,
  unpackBars,
  writeBars,
} from './market/index.ts'
export { performance, periodsPerYear } from './metrics/index.ts'
export { type Random, randomFrom, restoreRandom } from './random/index.ts'
export { blueprintOf, everySeed, expose } from './seeds/index.ts'
export {
  type Catalogue,
  catalogue,
  checkSeed,
  type Part,
  parseStrategy,
  partOf,
  populationOf,
  type Seed,
  type Strategy,
  seed,
  strategyId,
  structureOf,
  toGenome,
  toStrategy,
  Workspace,
  warmupOf,
} from './strategy/index.ts'
