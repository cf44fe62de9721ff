/**
 * The life of a strategy after its search: how far its result hangs on luck, costs, delay and its very genes; what it must
 * come through before money follows it; and the certificate of how it did.
 *
 * @module lifecycle
 */

export { bootstrapBars } from './bootstrap-bars.ts'
export type {
  Certificate,
  CertificateBody,
  CertificateFigures,
  Check,
  CheckName,
  PopulationFigures,
  StageFigures,
  TrialFigures,
} from './certificate.ts'
export { type CertifiedSubject, checkCertificate, parseCertificate } from './certificate-check.ts'
export { type CostStress, type CostStressOptions, costStress } from './cost-stress.ts'
export { type DelayStressOptions, delayStress } from './delay-stress.ts'
export type { Figure } from './figure.ts'
export { fitBrownian, fitGarch } from './fit-market.ts'
export { gauntlet } from './gauntlet.ts'
export { GATES, type Gates } from './gauntlet-gates.ts'
export type { GauntletOptions } from './gauntlet-options.ts'
export type { GauntletPopulation } from './gauntlet-population.ts'
export type { GeneFlip } from './gene-neighbours.ts'
export { type Jitter, type JitterOptions, jitter, type NeighbourScore } from './jitter.ts'
export { LIBRARY_VERSION } from './library-version.ts'
export { type RandomEntries, type RandomEntriesOptions, randomEntries } from './random-entries.ts'
export type { Scene, SceneOptions } from './scene.ts'
export type { Score } from './score.ts'
export { gauntletStages, type StageOptions, type Stages } from './stages.ts'
export {
  type MarketModel,
  type SyntheticRerun,
  type SyntheticRerunOptions,
  syntheticRerun,
} from './synthetic-rerun.ts'
