/**
 * Evolution: operators, multi-objective sorting, and searches as pure `ask` and `tell` over plain data.
 *
 * @module evolution
 */
export { archived, dominates } from './archive.ts'
export { ask } from './ask.ts'
export { type BayesianOptions, bayesianSearch } from './bayesian-search.ts'
export { type BlendOptions, blend } from './blend.ts'
export type { Variation } from './breed.ts'
export { parseCheckpoint, toCheckpoint } from './checkpoint.ts'
export { type CompromiseOptions, compromise, knee, pseudoWeights } from './choose.ts'
export { type CrowdingOptions, crowdingDistance } from './crowding-distance.ts'
export { diversity } from './diversity.ts'
export type { Evaluate, EvaluateOptions, Evaluation, Goal } from './evaluation.ts'
export { evolve, type Search } from './evolve.ts'
export type { Space } from './found.ts'
export { ancestry, type BirthRecord, type Genealogy } from './genealogy.ts'
export { type Beginning, begin, type Generation } from './generation.ts'
export type { GeneticOptions } from './genetic.ts'
export { type HallOptions, inducted } from './hall-of-fame.ts'
export { hypervolume } from './hypervolume.ts'
export { generationalDistance, igd, igdPlus, spread } from './indicators.ts'
export type { Birth, Individual } from './individual.ts'
export { type IslandOptions, islands } from './islands.ts'
export { judge } from './judge.ts'
export {
  type GoalStatistics,
  type Logbook,
  type LogEntry,
  logbookHash,
  logbookLines,
  logbookTable,
} from './logbook.ts'
export { minimised } from './minimised.ts'
export { adaptive, creep, flip, gaussian, inTurn, type MutationRate, polynomial, reset } from './mutations.ts'
export { type Fronts, nonDominatedSort } from './non-dominated-sort.ts'
export type { Bounds } from './normalise-front.ts'
export { nsga2 } from './nsga2.ts'
export { elitistSurvival, nsga2Survival } from './nsga2-survival.ts'
export { type Nsga3Options, nsga3 } from './nsga3.ts'
export { type Nsga3Scene, nsga3Survival } from './nsga3-survival.ts'
export type { Bridge, Chance, Couple, Crossover, Mutation } from './operator.ts'
export { randomSearch } from './random-search.ts'
export { type Ranking, rankingOf } from './ranking.ts'
export { referenceDirections } from './reference-directions.ts'
export { type SbxOptions, sbx } from './sbx.ts'
export { crowdedTournament, randomSelection, type Selection, tournament } from './selection.ts'
export type { Shelter } from './shelter.ts'
export { singleObjective } from './single-objective.ts'
export { onePointCrossover, type SwapOptions, twoPointCrossover, uniformCrossover } from './swap-crossover.ts'
export { type Answer, tell } from './tell.ts'
export type { Brood, Scene, Selected, Toolbox } from './toolbox.ts'
export {
  type Until,
  untilAll,
  untilAny,
  untilEvaluations,
  untilGenerations,
  untilStagnation,
  untilTarget,
  untilTime,
} from './until.ts'
