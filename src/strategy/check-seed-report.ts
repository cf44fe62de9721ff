import type { GeneValue } from '../genome/gene.ts'

/** What the contract asks of every seed, in the order it is asked. */
export const SEED_CHECKS = [
  'pure',
  'can-fire',
  'no-dead-genes',
  'no-look-ahead',
  'honest-warm-up',
  'scale-free',
  'never-breaks',
  'keeps-role',
  'travels',
  'explains',
] as const

/** Name of a demand of the seed contract. */
export type SeedCheck = (typeof SEED_CHECKS)[number]

/** What a check found wrong first, as plain data. */
export interface SeedFinding {
  /** The gene draw that fails. */
  readonly genes: Readonly<Record<string, GeneValue>>
  /** The market it fails on, with what was done to it, or `'all'`. */
  readonly market: string
  /** The bar at which it shows, where there is one. */
  readonly bar?: number
  /** What was expected there. */
  readonly expected: string
  /** Names the fault, and says what to do. */
  readonly sentence: string
}

/** One demand of the contract and whether the seed keeps it. */
export interface SeedCheckResult {
  readonly name: SeedCheck
  readonly passed: boolean
  /** There when the check did not pass. */
  readonly finding?: SeedFinding
}

/** What the contract says of a seed. */
export interface SeedReport {
  readonly seed: string
  readonly version: number
  readonly passed: boolean
  /** All checks; `pure` alone for a seed that is not, because its other answers would mean nothing. */
  readonly checks: readonly SeedCheckResult[]
}
