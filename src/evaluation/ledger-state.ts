import { checkInteger, checkNumber, refuse } from '../base/guards.ts'

/** A holdout that was opened, and how many trials there had been. */
export interface Opening {
  readonly symbol: string
  readonly bars: number
  readonly trials: number
}

/** A ledger as plain JSON, to be saved beside a checkpoint. */
export interface LedgerState {
  readonly version: 1
  readonly count: number
  readonly faults: number
  readonly mean: number
  /** Sum of squared differences from the mean. */
  readonly spread: number
  /** First 16 digits of the hash of every strategy that was counted. */
  readonly seen: readonly string[]
  /** Number of strategies whose monthly returns were added up, and their sum, each brought to length 1. */
  readonly paths: number
  readonly path: readonly number[]
  readonly openings: readonly Opening[]
}

/** Refuses what is no state of a ledger. */
export function checkState(state: LedgerState): void {
  const where = 'TrialLedger'
  const { version, count, faults, mean, spread, seen, paths, path, openings } = state ?? {}
  if (version !== 1 || ![seen, path, openings].every(Array.isArray)) {
    refuse(where, 'state', state, { rule: 'what toJSON of a ledger gave', code: 'invalid-state' })
  }
  checkInteger(where, 'distinct', seen.length, { min: 0 })
  checkInteger(where, 'count', count, { min: seen.length })
  checkInteger(where, 'faults', faults, { min: 0, max: seen.length })
  checkInteger(where, 'paths', paths, { min: 0, max: seen.length })
  checkNumber(where, 'mean', mean)
  checkNumber(where, 'spread', spread, { min: 0 })
  for (const value of path) checkNumber(where, 'path', value)
}
