import { OrganismError } from '../base/error.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { sliceBars } from '../market/slice-bars.ts'
import { checkSealable, type SealedRows, sealRows, unseal } from './sealed-rows.ts'
import { TrialLedger } from './trial-ledger.ts'

/** What is left out between the two parts. */
export interface SealOptions {
  /** Rows dropped at the end of the research part, so that nothing of the holdout shows there; 0 by default. */
  readonly embargo?: number
}

/** The two parts of a market. */
export interface SealedMarket {
  /** The older bars, to search on. */
  readonly research: Bars
  /** The newest bars, to be looked at once. */
  readonly holdout: SealedHoldout
}

/** A holdout that was opened: the whole market, of which the rows from `warmup` on are the holdout. */
export interface OpenedHoldout {
  readonly bars: Bars
  /** For the task of the last judgement: bars before the holdout warm the indicators and are not scored. */
  readonly warmup: number
}

/**
 * Bars that nobody has looked at. They open once; a second look would make them bars to search on. No evaluation takes it
 * for a market, nor a market that holds any of its rows while it is sealed.
 *
 * @example
 * const { holdout } = sealHoldout(garchMarket(randomFrom(2031), { length: 600 }), 0.25)
 * holdout.isOpen // => false
 * holdout.open(new TrialLedger()).warmup // => 450
 * holdout.open(new TrialLedger()) // throws 'invalid-state'
 */
export class SealedHoldout {
  readonly symbol: string
  /** Number of bars. */
  readonly length: number
  readonly #whole: Bars
  readonly #rows: SealedRows

  /** @internal */
  constructor(whole: Bars, rows: SealedRows, length: number) {
    this.symbol = whole.symbol
    this.length = length
    this.#whole = whole
    this.#rows = rows
  }

  get isOpen(): boolean {
    return this.#rows.isOpen
  }

  /**
   * Breaks the seal for good, of every copy too. The ledger of the run notes that it was, and after how many trials; it
   * refuses rows that the run has opened before, also in a program that ended since, as long as its ledger was kept.
   */
  open(ledger: TrialLedger): OpenedHoldout {
    if (this.#rows.isOpen) {
      throw new OrganismError(
        'invalid-state',
        `SealedHoldout: ${this.symbol} must be sealed to be opened, received one that was opened before. Keep what the ` +
          'first opening gave; for another verdict wait for new bars.',
      )
    }
    if (!(ledger instanceof TrialLedger)) {
      refuse('SealedHoldout', 'ledger', ledger, {
        rule: 'the TrialLedger of the run',
        remedy: 'An opening that nobody notes could be followed by another search.',
      })
    }
    const { time } = this.#whole
    const from = time[time.length - this.length]
    ledger.opened({ symbol: this.symbol, bars: this.length, from, to: time[time.length - 1] })
    unseal(this.#rows)
    return { bars: this.#whole, warmup: this.#whole.length - this.length }
  }
}

/**
 * Parts a market into bars to search on and the newest `fraction` of it, sealed. Until the holdout is opened, every
 * evaluation of the program refuses a market that shares memory with it, the one given here included, and one that holds a
 * copy of any of its rows, known by time, prices and volume. Bars that were made of them (resampled, adjusted) cannot be
 * known: seal first. The markets share memory with the one given; 16 bytes a sealed row are kept until the seal is broken.
 *
 * @example
 * const bars = garchMarket(randomFrom(2032), { length: 600 })
 * const { research, holdout } = sealHoldout(bars, 0.25, { embargo: 10 })
 * [research.length, holdout.length] // => [440, 150]
 * sealHoldout(bars, 0.1) // throws 'invalid-state'
 */
export function sealHoldout(bars: Bars, fraction: number, options: SealOptions = {}): SealedMarket {
  const where = 'sealHoldout'
  checkShape(where, bars)
  checkKeys(where, options, ['embargo'])
  const { embargo = 0 } = options
  checkNumber(where, 'fraction', fraction, { above: 0, below: 1 })
  const length = Math.round(bars.length * fraction)
  checkInteger(where, 'bars of the holdout', length, { min: 1, below: bars.length, remedy: 'Give more bars.' })
  checkInteger(where, 'embargo', embargo, { min: 0, below: bars.length - length })
  const from = bars.length - length
  checkSealable(where, bars, from)
  const rows = sealRows(sliceBars(bars, from))
  return { research: sliceBars(bars, 0, from - embargo), holdout: new SealedHoldout(bars, rows, length) }
}
