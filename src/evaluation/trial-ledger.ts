import { checkInteger, refuse } from '../base/guards.ts'
import type { TrialSummary } from '../validation/expected-max-sharpe.ts'
import type { PerPeriod } from '../validation/sharpe-ratio.ts'
import { checkState, checkTrial, type LedgerState, type OpenedRows, type Opening } from './ledger-state.ts'

/** What one judgement tells the ledger. */
export interface Trial {
  /** Identity of the strategy. */
  readonly hash: string
  /** Sharpe ratio of one bar, or NaN for a fault. */
  readonly sharpe: number
  /** Monthly returns of all markets, one after another. */
  readonly path: Float64Array
}

/** Fewer months than this say nothing about how alike two strategies are. */
const FEWEST_MONTHS = 12
const DIGITS = 16

/**
 * The memory of a search for what it has tried: every strategy that was judged, whether it lived, was discarded or came
 * from outside, a repeated one each time. Mean and variance are of the Sharpe ratios of one bar of the different strategies
 * (one without a trade has 0; a fault is counted and has none). `deflatedSharpe` takes it as it is.
 *
 * @example
 * const ledger = new TrialLedger()
 * const path = new Float64Array(0)
 * ledger.add({ hash: 'a', sharpe: 0.25, path })
 * ledger.add({ hash: 'b', sharpe: 0.75, path })
 * ledger.add({ hash: 'a', sharpe: 0.25, path })
 * ledger.trials() // => { count: 3, variance: { perPeriod: 0.125 } }
 * ledger.distinct // => 2
 * deflatedSharpe({ count: 1000, sharpe: { perPeriod: 0.75 } }, ledger) > 0.99 // => true
 */
export class TrialLedger {
  #count = 0
  #faults = 0
  #mean = 0
  #spread = 0
  #paths = 0
  #path: Float64Array = new Float64Array(0)
  readonly #seen = new Set<string>()
  readonly #openings: Opening[] = []

  /** A new ledger, or the one that was saved. */
  constructor(state?: LedgerState) {
    if (state === undefined) return
    checkState(state)
    this.#count = state.count
    this.#faults = state.faults
    this.#mean = state.mean
    this.#spread = state.spread
    this.#paths = state.paths
    this.#path = Float64Array.from(state.path)
    for (const hash of state.seen) this.#seen.add(hash)
    this.#openings.push(...state.openings)
  }

  /** Judgements, repeated ones and faults included. */
  get count(): number {
    return this.#count
  }

  /** Different strategies. */
  get distinct(): number {
    return this.#seen.size
  }

  /** Different strategies that could not be judged. */
  get faults(): number {
    return this.#faults
  }

  /** Mean Sharpe ratio of one bar; NaN before the first. */
  get mean(): number {
    return this.#judged === 0 ? Number.NaN : this.#mean
  }

  /** Sample variance of the Sharpe ratios of one bar: 0 for a single strategy, which is no choice; NaN before the first. */
  get variance(): PerPeriod {
    return { perPeriod: this.#judged === 0 ? Number.NaN : this.#spread / Math.max(1, this.#judged - 1) }
  }

  /** Holdouts that were opened in the run, in order. */
  get openings(): readonly Opening[] {
    return [...this.#openings]
  }

  /**
   * How many independent trials the different strategies are worth: r + (1 - r) M, M their number and r the mean
   * correlation of all pairs of monthly returns, at least 0 (Bailey and López de Prado 2014). The mean comes from one sum:
   * when every path is centred and has length 1, the squared length of their sum is M plus all correlations. Below 12
   * months it is M. A strategy that never moved is like no other.
   */
  get effective(): number {
    const all = this.distinct
    if (this.#path.length < FEWEST_MONTHS || this.#paths < 2) return all
    let squares = 0
    for (const value of this.#path) squares += value * value
    const pairs = all * (all - 1)
    const alike = Math.min(1, Math.max(0, (squares - this.#paths) / pairs))
    return alike + (1 - alike) * all
  }

  /**
   * The trials as `deflatedSharpe` takes them: counted all, the most careful number, or by `effective`.
   */
  trials(which: 'all' | 'effective' = 'all'): TrialSummary {
    if (this.#count === 0) {
      refuse('TrialLedger', 'trials', 0, {
        rule: 'at least 1',
        remedy: 'Judge something first.',
        code: 'invalid-state',
      })
    }
    const count = which === 'all' ? this.#count : this.effective
    return { count, variance: this.variance }
  }

  /** Whether the strategy of this hash was counted. */
  has(hash: string): boolean {
    return this.#seen.has(hash.slice(0, DIGITS))
  }

  /** Counts a judgement. */
  add({ hash, sharpe, path }: Trial): void {
    checkTrial(hash, sharpe, path)
    const isNew = !this.has(hash)
    if (isNew) this.#checkMonths(path.length)
    this.#count++
    if (!isNew) return
    this.#seen.add(hash.slice(0, DIGITS))
    if (Number.isNaN(sharpe)) {
      this.#faults++
      return
    }
    const apart = sharpe - this.#mean
    this.#mean += apart / this.#judged
    this.#spread += apart * (sharpe - this.#mean)
    this.#addPath(path)
  }

  /**
   * Notes that a holdout is opened. Rows that were opened before in this run, or in the one it goes on with, are refused:
   * what was looked at once is no holdout any more.
   */
  opened({ symbol, bars, from, to }: OpenedRows): void {
    const met = this.#openings.find((each) => each.symbol === symbol && each.from <= to && from <= each.to)
    if (met !== undefined) {
      refuse('TrialLedger', `the holdout of ${symbol}`, `bars that were opened after trial ${met.trials}`, {
        rule: 'opened once in a run',
        code: 'invalid-state',
        remedy: 'Wait for new bars; two markets of one name must be told apart.',
      })
    }
    this.#openings.push({ symbol, bars, from, to, trials: this.#count })
  }

  /** The ledger as plain JSON; `new TrialLedger(state)` goes on with it. */
  toJSON(): LedgerState {
    return {
      version: 1,
      count: this.#count,
      faults: this.#faults,
      mean: this.#mean,
      spread: this.#spread,
      seen: [...this.#seen],
      paths: this.#paths,
      path: Array.from(this.#path),
      openings: this.openings,
    }
  }

  get #judged(): number {
    return this.#seen.size - this.#faults
  }

  #checkMonths(months: number): void {
    const known = this.#path.length
    if (months < FEWEST_MONTHS || known === 0) return
    checkInteger('TrialLedger', 'months', months, {
      min: known,
      max: known,
      remedy: 'Trials of one ledger are judged on the same markets; begin a new ledger for others.',
    })
  }

  #addPath(path: Float64Array): void {
    if (path.length < FEWEST_MONTHS) return
    if (this.#path.length === 0) this.#path = new Float64Array(path.length)
    let mean = 0
    for (const value of path) mean += value / path.length
    let squares = 0
    for (const value of path) squares += (value - mean) ** 2
    if (!(squares > 0)) return
    this.#paths++
    const length = Math.sqrt(squares)
    for (let month = 0; month < path.length; month++) this.#path[month] += (path[month] - mean) / length
  }
}
