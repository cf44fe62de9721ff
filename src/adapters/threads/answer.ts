import { type ErrorCode, OrganismError } from '../../base/error.ts'
import type { Outcome } from '../../evaluation/score-cache.ts'
import type { Strategy } from '../../strategy/strategy.ts'

/** A batch as it travels to a worker. */
export interface Batch {
  readonly strategies: readonly Strategy[]
  /** Shared by both threads, see `openProgress`. */
  readonly progress: Int32Array
}

/** What a batch came to, as it travels back. */
export interface Answer {
  /**
   * For every strategy its violation, its Sharpe ratio of one bar, the number of its monthly returns, its scores, its
   * monthly returns.
   */
  readonly numbers: Float64Array
  /** Place and reason of every fault. */
  readonly faults: readonly (readonly [number, string])[]
}

/** An error of the library: its class does not survive the way between threads. */
export interface Refused {
  readonly code: ErrorCode
  readonly message: string
}

const HEAD = 3

/** Outcomes as one flat column. */
export function packOutcomes(outcomes: readonly Outcome[]): Answer {
  const length = outcomes.reduce((sum, { scores, path }) => sum + HEAD + scores.length + path.length, 0)
  const numbers = new Float64Array(length)
  let at = 0
  for (const { violation, sharpe, scores, path } of outcomes) {
    numbers.set([violation, sharpe, path.length], at)
    numbers.set(scores, at + HEAD)
    numbers.set(path, at + HEAD + scores.length)
    at += HEAD + scores.length + path.length
  }
  const faults = outcomes.flatMap(({ fault }, place) => (fault === null ? [] : [[place, fault] as const]))
  return { numbers, faults }
}

/** The outcomes of an answer, for tasks of so many objectives. */
export function unpackOutcomes({ numbers, faults }: Answer, width: number): Outcome[] {
  const reasons = new Map(faults)
  const outcomes: Outcome[] = []
  let at = 0
  while (at < numbers.length) {
    const [violation, sharpe, months] = numbers.subarray(at, at + HEAD)
    const scores = numbers.slice(at + HEAD, at + HEAD + width)
    const path = numbers.slice(at + HEAD + width, at + HEAD + width + months)
    outcomes.push({ scores, violation, fault: reasons.get(outcomes.length) ?? null, sharpe, path })
    at += HEAD + width + months
  }
  return outcomes
}

/** An error as data. */
export function packError(error: unknown): Refused {
  const message = error instanceof Error ? error.message : String(error)
  return { code: error instanceof OrganismError ? error.code : 'invalid-state', message }
}
