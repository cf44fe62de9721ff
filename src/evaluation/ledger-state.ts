import { checkInteger, checkNumber, refuse } from '../base/guards.ts'
import { isFiniteColumn } from '../math/is-finite-column.ts'

/** The rows of a market that were opened. */
export interface OpenedRows {
  readonly symbol: string
  readonly bars: number
  /** Opening times of the first and of the last bar, in milliseconds UTC. */
  readonly from: number
  readonly to: number
}

/** A holdout that was opened, and how many trials there had been. */
export interface Opening extends OpenedRows {
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
  for (const digits of seen) if (typeof digits !== 'string') refuse(where, 'seen', digits, { rule: 'text' })
  for (const opening of openings) checkOpening(where, opening)
}

function checkOpening(where: string, opening: Opening): void {
  const { symbol, bars, from, to, trials } = opening ?? {}
  if (typeof symbol !== 'string') refuse(where, 'symbol of an opening', symbol, { rule: 'text' })
  checkInteger(where, 'bars of an opening', bars, { min: 1 })
  checkNumber(where, 'from of an opening', from)
  checkNumber(where, 'to of an opening', to, { min: from })
  checkInteger(where, 'trials of an opening', trials, { min: 0 })
}

/** Refuses what would poison every number of the ledger from then on. */
export function checkTrial(hash: string, sharpe: number, path: Float64Array): void {
  if (typeof hash !== 'string' || hash === '') refuse('TrialLedger', 'hash', hash, { rule: 'text' })
  const isRatio = typeof sharpe === 'number' && (Number.isFinite(sharpe) || Number.isNaN(sharpe))
  if (!isRatio) refuse('TrialLedger', 'sharpe', sharpe, { rule: 'finite, or NaN for a fault' })
  if (!isFiniteColumn(path)) refuse('TrialLedger', 'path', path, { rule: 'finite returns of months' })
}
