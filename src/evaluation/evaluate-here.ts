import { checkKeys } from '../base/guards.ts'
import type { EvaluateOptions, Evaluation } from '../evolution/evaluation.ts'
import type { Genome } from '../genome/genome.ts'
import { everySeed } from '../seeds/catalogue.ts'
import type { Catalogue } from '../strategy/catalogue.ts'
import { Workspace } from '../strategy/workspace.ts'
import { evaluateBatch } from './evaluate-batch.ts'
import { type BookOptions, openBooks } from './open-books.ts'
import { prepare } from './prepare.ts'
import type { EvaluationTask } from './task.ts'

/** How a task is worked on. */
export interface EvaluateHereOptions extends BookOptions {
  /** The seeds that strategies may name; all of the library by default. */
  readonly catalogue?: Catalogue
  /** Bytes of indicator columns that strategies share; 128 MiB by default. */
  readonly bytes?: number
}

/** An `Evaluate` that answers at once. */
export type EvaluateHere = (genomes: readonly Genome[], options?: EvaluateOptions) => Evaluation

/**
 * The evaluation of a task in this thread, for `evolve`: genomes become strategies, strategies become scores. It works
 * through a generation before it returns, so a signal is heeded between generations.
 *
 * @example
 * const bars = showcaseMarket('rise')
 * const evaluate = evaluateHere({ markets: [bars], execution: perpetual, objectives: ['total-return', 'turnover'] })
 * const genome = clamp(blueprintOf(['ema-crossover'], { catalogue: everySeed }), [5, 15, 1])
 * const exposure = expose(toStrategy(genome), bars, new Workspace(everySeed))
 * evaluate([genome]).scores[0] === summarise(bars, exposure, perpetual).totalReturn // => true
 * evaluateHere({ markets: [bars], execution: perpetual, objectives: ['sharp'] }) // throws 'invalid-argument'
 */
export function evaluateHere(task: EvaluationTask, options: EvaluateHereOptions = {}): EvaluateHere {
  const where = 'evaluateHere'
  checkKeys(where, options, ['catalogue', 'bytes', 'cache', 'ledger'])
  const { catalogue = everySeed, bytes } = options
  const prepared = prepare(where, task)
  const book = openBooks(where, task, prepared, options)
  const workspace = new Workspace(catalogue, bytes === undefined ? {} : { bytes })
  return (genomes, { signal } = {}) => {
    signal?.throwIfAborted()
    const { fresh, settle } = book(genomes)
    return settle(evaluateBatch(fresh, { task: prepared, workspace }))
  }
}
