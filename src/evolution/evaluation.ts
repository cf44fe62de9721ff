import type { Genome } from '../genome/genome.ts'

/** What is aimed at: a name, and whether more of it is better. */
export interface Goal {
  readonly name: string
  readonly direction: 'max' | 'min'
}

/** What a batch of genomes is worth, as plain data that a worker can send. */
export interface Evaluation {
  /** The goals, in the order of the scores; the same for every batch of a run. */
  readonly goals: readonly Goal[]
  /** One row per genome, one number per goal, in natural units. A score that is NaN makes its genome a fault. */
  readonly scores: Float64Array
  /** By how much each genome breaks the constraints, 0 where it keeps them all; Infinity still ranks before a fault. */
  readonly violations?: Float64Array
  /** Why a genome could not be judged (the text of an exception, a time-out), or null where it could. */
  readonly faults?: readonly (string | null)[]
}

/** What `evolve` passes to an evaluation besides the genomes. */
export interface EvaluateOptions {
  /** Aborted when the run is: work in progress may be dropped. */
  readonly signal?: AbortSignal
}

/** Judges a batch of genomes: at once or later, here, in threads or on other machines. */
export type Evaluate = (genomes: readonly Genome[], options: EvaluateOptions) => Evaluation | Promise<Evaluation>
