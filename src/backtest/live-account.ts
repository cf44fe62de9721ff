import type { Column } from '../base/column.ts'
import { checkExposure, checkWanted } from './check-exposure.ts'
import { crossMargin } from './cross-margin.ts'
import { type Curve, endMonth, mark, openCurve } from './curve.ts'
import { isolatedMargin } from './isolated-margin.ts'
import { liveTogether, type Together } from './live-together.ts'
import { type Recorder, recordClose, recordHeld } from './recorder.ts'
import { type Account, openAccount, openRun, type Run } from './run.ts'
import type { Setup } from './setup.ts'

/** What binds the markets of one account. */
export interface AccountBounds {
  /** Largest sum of |position value| over equity that orders may lead to; the leverage by default. */
  readonly gross?: number | undefined
  /** The same of each market; the leverage by default. */
  readonly cap?: number | undefined
  /** Whether the whole account answers for every position, or each only with its own collateral. */
  readonly margin: 'cross' | 'isolated'
}

/** One account that has been lived to its end. */
export interface AccountLife {
  readonly runs: readonly Run[]
  readonly account: Account
  readonly curve: Curve
  /** Lowest equity at a close, or the starting cash. */
  readonly lowest: number
}

/** What an account is to leave behind besides its sums. */
export interface Traces {
  readonly recorder?: Recorder
  /** Is given the return of every bar. */
  readonly returns?: Column
}

/**
 * All markets bar by bar from one purse, recorded or not, on setups that many strategies may share; the pass of
 * `backtestPortfolio`. O(bars x markets).
 */
export function liveAccount(
  setups: readonly Setup[],
  exposures: readonly Column[],
  bounds: AccountBounds,
  { recorder, returns }: Traces,
): AccountLife {
  const together = openTogether(setups, exposures, bounds, recorder ?? null)
  const { runs, margin } = together
  const [{ tape, terms: first }] = setups
  const { length, months } = tape
  const curve = openCurve(first.cash, months.length - 1)
  let lowest = first.cash
  for (let t = 0, month = 0; t < length; t++) {
    liveTogether(together, t)
    const before = curve.equity
    const equity = margin.equity('close')
    mark(curve, equity, runs.some(isHeld))
    if (equity < lowest) lowest = equity
    if (returns !== undefined) returns[t] = before > 0 ? equity / before - 1 : 0
    if (recorder !== undefined) {
      recordClose(recorder, t, before, curve)
      for (const run of runs) recordHeld(recorder, t, equity, run)
    }
    if (t + 1 === months[month + 1]) endMonth(curve, month, months[month + 1] - months[month++])
  }
  for (const run of runs) checkWanted(run.setup, run.exposure, length - 1)
  return { runs, account: margin.account(), curve, lowest }
}

const isHeld = ({ quantity }: Run): boolean => quantity !== 0

function openTogether(
  setups: readonly Setup[],
  exposures: readonly Column[],
  { gross, cap, margin }: AccountBounds,
  recorder: Recorder | null,
): Together {
  const [{ terms }] = setups
  const shared = openAccount(terms.cash)
  const runs = setups.map((setup, market): Run => {
    checkExposure(setup, exposures[market])
    const run = openRun(setup, exposures[market], margin === 'isolated' ? openAccount(0) : shared, recorder)
    run.market = market
    run.ceiling = Math.min(terms.leverage, cap ?? terms.leverage)
    return run
  })
  return {
    runs,
    margin: margin === 'isolated' ? isolatedMargin(runs, terms.cash) : crossMargin(runs),
    gross: gross ?? terms.leverage,
    aims: new Float64Array(runs.length),
  }
}
