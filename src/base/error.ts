/** Stable names of everything that can go wrong; adding one is a feature, renaming one is a breaking change. */
export type ErrorCode =
  | 'invalid-argument'
  | 'unknown-option'
  | 'invalid-column'
  | 'length-mismatch'
  | 'invalid-json'
  | 'invalid-bars'
  | 'invalid-csv'
  | 'invalid-pack'
  | 'invalid-state'
  | 'singular-matrix'
  | 'no-convergence'
  | 'failed-generation'
  | 'storage-failed'

/** One thing wrong with one place of an input, as data: a program can act on it, a person can read it. */
export interface Problem {
  /** Row of the input, counted as the message counts it (column index, or line number of a file). */
  readonly row?: number
  /** Column, key or parameter that is wrong. */
  readonly field?: string
  /** What was found there. */
  readonly value?: unknown
  /** The rule that does not hold, in words. */
  readonly message: string
}

/** What an error carries besides its text. */
export interface ErrorDetails {
  /** The error or value that led to this one. */
  readonly cause?: unknown
  /** Everything that was wrong, when a door collects problems before it refuses. */
  readonly problems?: readonly Problem[]
}

/**
 * The one error class of the library. Programs branch on `code`, people read `message`, and a door that
 * collects (a file, a proposal) lists every finding in `problems`.
 *
 * @example
 * const error = new OrganismError('invalid-argument', 'ema: period must be an integer of at least 1, received 0.')
 * error.code // => 'invalid-argument'
 * error.problems // => []
 */
export class OrganismError extends Error {
  override readonly name = 'OrganismError'
  /** Stable name of what went wrong. */
  readonly code: ErrorCode
  /** Every finding, in input order; empty when the message says it all. */
  readonly problems: readonly Problem[]

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.problems = details.problems ?? []
  }
}
