import type { Execution } from '../backtest/execution.ts'
import { contentHash } from '../base/content-hash.ts'
import type { Strategy } from '../strategy/strategy.ts'
import type { Figure } from './figure.ts'
import type { Gates } from './gauntlet-gates.ts'

/** The gates in the order that a certificate lists them. */
export const CHECK_NAMES = [
  'in-sample',
  'out-of-sample',
  'walk-forward',
  'windows',
  'retention',
  'drawdown',
  'trades',
  'deflated-sharpe',
  'pbo',
  'paths',
  'cost-stress',
  'delay-stress',
  'track-record',
] as const

/** Name of a gate. */
export type CheckName = (typeof CHECK_NAMES)[number]

/** One gate: what was found, what had to hold, and both in words. */
export interface Check {
  readonly name: CheckName
  /** null: not defined, which never passes. */
  readonly figure: Figure
  readonly rule: 'above' | 'at least' | 'at most'
  readonly gate: number
  readonly passed: boolean
  readonly reason: string
}

/** What a strategy did on the rows of a stage, with an account of its own. */
export interface StageFigures {
  /** Rows of the bars from `from` up to, but not including, `to`, and the times at which the first and the last open. */
  readonly from: number
  readonly to: number
  readonly begins: number
  readonly ends: number
  /** Sharpe ratio of a year. */
  readonly sharpe: Figure
  readonly totalReturn: Figure
  /** Deepest fall of equity below its peak, a fraction of at least 0. */
  readonly drawdown: Figure
  readonly trades: number
}

/** The trials behind the strategy. */
export interface TrialFigures {
  readonly source: 'ledger' | 'summary' | 'list'
  readonly count: number
  /** Sharpe ratio of one bar that luck gives the best of so many. */
  readonly luck: Figure
}

/** The strategies that it was chosen from. */
export interface PopulationFigures {
  readonly source: 'strategies' | 'returns'
  /** Different records of returns, its own included: strategies that did the same in every row are one. */
  readonly count: number
  /** Strategies that could not be run. */
  readonly faults: number
  readonly hash: string
}

/** The figures behind the gates. */
export interface CertificateFigures {
  readonly periodsPerYear: number
  readonly inSample: StageFigures
  readonly outOfSample: StageFigures
  readonly walkForward: StageFigures
  readonly windows: readonly StageFigures[]
  /** All scored rows as one account, the embargoes included. */
  readonly whole: StageFigures
  readonly retention: Figure
  readonly deflatedSharpe: Figure
  readonly pbo: {
    readonly blocks: number
    readonly probability: Figure
    readonly probabilityOfLoss: Figure
    readonly slope: Figure
  }
  /** Sharpe ratios of a year, ascending. */
  readonly paths: { readonly groups: number; readonly tested: number; readonly sharpes: readonly Figure[] }
  /** Sharpe ratios of a year over the unseen rows. */
  readonly costStress: readonly { readonly factor: number; readonly sharpe: Figure }[]
  readonly delayStress: { readonly bars: number; readonly sharpe: Figure }
  /** Bars of the unseen rows, and those that their Sharpe ratio needs. */
  readonly trackRecord: { readonly bars: number; readonly needed: Figure; readonly confidence: number }
  readonly overfitting: { readonly score: Figure; readonly verdict: string }
}

/** All of a certificate that its hash is formed of. */
export interface CertificateBody {
  readonly kind: 'gauntlet'
  readonly version: 1
  readonly passed: boolean
  /** The verdict in one sentence. */
  readonly verdict: string
  /** Why it failed, gate by gate; empty when it passed. */
  readonly reasons: readonly string[]
  readonly checks: readonly Check[]
  readonly figures: CertificateFigures
  readonly gates: Gates
  /** How many candidates were judged on these unseen rows, this one included. */
  readonly looks: number
  readonly trials: TrialFigures
  readonly population: PopulationFigures
  readonly strategy: { readonly hash: string; readonly json: Strategy }
  readonly data: { readonly symbol: string; readonly interval: number; readonly bars: number; readonly hash: string }
  readonly execution: { readonly hash: string; readonly json: Execution }
  /** Stages, embargo and warm-up, in rows of the bars. */
  readonly plan: { readonly warmup: number; readonly embargo: number }
  readonly code: { readonly name: '@organism/core'; readonly version: string }
}

/**
 * What a gauntlet found, as plain JSON: every figure, every gate, the verdict in words, and what it speaks of. The hash
 * tells a certificate that was changed; it is no signature, so keep certificates where strangers cannot write.
 */
export interface Certificate extends CertificateBody {
  /** Content hash of all the rest. */
  readonly hash: string
}

/** Whether a figure keeps a rule; one that is not a finite number keeps none. */
export function keeps(figure: Figure, rule: Check['rule'], gate: number): boolean {
  if (typeof figure !== 'number') return false
  return rule === 'above' ? figure > gate : rule === 'at least' ? figure >= gate : figure <= gate
}

/** A body with its hash. */
export function sealed(body: CertificateBody): Certificate {
  return { ...body, hash: contentHash(body) }
}
