/**
 * Strategies: seeds and their contract, strategies as JSON and as genomes, and the exposure they want on a market.
 *
 * @module strategy
 */
export {
  auditLookAhead,
  type Future,
  type LookAheadFinding,
  type LookAheadOptions,
  type LookAheadReport,
} from './audit-look-ahead.ts'
export type { AuditOptions } from './audit-runs.ts'
export { auditWarmup, type LateStart, type WarmupOptions, type WarmupReport } from './audit-warmup.ts'
export { type BlueprintOptions, blueprintOf } from './blueprint-of.ts'
export { type Catalogue, catalogue } from './catalogue.ts'
export { catalogueFor } from './catalogue-for.ts'
export { type CheckSeedOptions, checkSeed } from './check-seed.ts'
export { type SeedMarketOptions, seedMarkets } from './check-seed-markets.ts'
export type { SeedCheck, SeedCheckResult, SeedFinding, SeedReport } from './check-seed-report.ts'
export { checkStrategy } from './check-strategy.ts'
export type { Coarse } from './coarse.ts'
export { describe } from './describe.ts'
export { type Difference, differenceOf, type PartChange, type ValueChange } from './difference-of.ts'
export { type Explanation, explain, type PartExplanation } from './explain.ts'
export { expose, exposeInto } from './expose.ts'
export { beyond, compareInto, holdFor, latch, type Side, stopOut, takeSide, type Watch } from './hold.ts'
export { strategyHash, strategyId } from './identity.ts'
export { parseStrategy, strategyJsonSchema, strategySchema } from './parse-strategy.ts'
export { type Chance, partOf } from './part-of.ts'
export { type PopulationOptions, populationOf } from './population-of.ts'
export { type GeneSpec, type GenesOf, type Need, type Role, type Seed, seed } from './seed.ts'
export type { Part, Strategy } from './strategy.ts'
export {
  addPart,
  dropPart,
  duplicateEntry,
  exchangeParts,
  type SearchStructureOptions,
  type StructuralCrossover,
  type StructuralMutation,
  type Structure,
  type StructureOptions,
  structureOf,
  swapSeed,
} from './structure-of.ts'
export { type GenomeOptions, toGenome } from './to-genome.ts'
export { toStrategy } from './to-strategy.ts'
export type { Tools } from './tools.ts'
export { warmupOf } from './warmup.ts'
export { Workspace, type WorkspaceOptions } from './workspace.ts'
