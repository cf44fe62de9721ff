import { canonicalJson } from '../base/canonical-json.ts'
import { OrganismError } from '../base/error.ts'
import { refuse } from '../base/guards.ts'
import { parseCheckpoint, toCheckpoint } from '../evolution/checkpoint.ts'
import type { Generation } from '../evolution/generation.ts'
import type { LedgerState } from './ledger-state.ts'
import { TrialLedger } from './trial-ledger.ts'

/** A search that stands still between two generations, with the memory of all it has tried. */
export interface RunCheckpoint {
  readonly generation: Generation
  readonly ledger: TrialLedger
}

/**
 * A generation and the ledger of its run as one text, so that neither is saved without the other: a resumed run then
 * counts on where it stopped, and its deflated Sharpe ratio is that of a run that never did. A ledger that has counted less
 * than the run has judged is refused, because it would make luck look like skill.
 *
 * @example
 * const generation = begin('nsga2', { size: 8, seed: 42 })
 * toRunCheckpoint({ generation, ledger: new TrialLedger() }).startsWith('{"generation":') // => true
 */
export function toRunCheckpoint({ generation, ledger }: RunCheckpoint): string {
  const where = 'toRunCheckpoint'
  if (!(ledger instanceof TrialLedger)) refuse(where, 'ledger', ledger, { rule: 'a TrialLedger' })
  checkCount(where, generation, ledger)
  return canonicalJson({
    generation: JSON.parse(toCheckpoint(generation)),
    ledger: ledger.toJSON(),
    version: 1,
  } as never)
}

/**
 * What `toRunCheckpoint` wrote: give the generation to `evolve` as `from`, and the ledger to the evaluation.
 *
 * @example
 * const run = { generation: begin('nsga2', { size: 8, seed: 42 }), ledger: new TrialLedger() }
 * run.ledger.add({ hash: 'a', sharpe: 0.25, path: new Float64Array(0) })
 * parseRunCheckpoint(toRunCheckpoint(run)).ledger.count // => 1
 * parseRunCheckpoint('{"version":2}') // throws 'invalid-state'
 */
export function parseRunCheckpoint(text: string): RunCheckpoint {
  const where = 'parseRunCheckpoint'
  const { version, generation, ledger, ...rest } = read(where, text)
  if (version !== 1 || Object.keys(rest).length > 0) {
    refuse(where, 'text', text, {
      rule: 'what toRunCheckpoint wrote, of version 1',
      code: 'invalid-state',
      remedy: 'A text of toCheckpoint alone has no ledger: read it with parseCheckpoint.',
    })
  }
  const run = {
    generation: parseCheckpoint(JSON.stringify(generation ?? null)),
    ledger: ledgerOf(ledger),
  }
  checkCount(where, run.generation, run.ledger)
  return run
}

function read(where: string, text: string): Readonly<Record<string, unknown>> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    refuse(where, 'text', text, {
      rule: 'JSON',
      code: 'invalid-state',
      remedy: 'The file may be cut short: use an earlier checkpoint.',
      cause,
    })
  }
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
}

/** A ledger whose every fault is one of the saved state. */
function ledgerOf(state: unknown): TrialLedger {
  try {
    // Null, because a ledger of nothing is a new one.
    return new TrialLedger((state ?? null) as LedgerState)
  } catch (cause) {
    if (!(cause instanceof OrganismError)) throw cause
    throw new OrganismError('invalid-state', cause.message, { cause, problems: cause.problems })
  }
}

function checkCount(where: string, { evaluations }: Generation, { count }: TrialLedger): void {
  if (count >= evaluations) return
  refuse(where, 'the trials of the ledger', count, {
    rule: `at least ${evaluations}, as many as the run has judged`,
    code: 'invalid-state',
    remedy: 'Give the evaluation the ledger from the first generation on.',
  })
}
