import type { Account, Run } from './run.ts'

/** The moments of a bar at which all markets have a price. */
export type Moment = 'open' | 'close'

/** Price of a market at a moment of the bar it lives through. */
export function priceOf(run: Run, moment: Moment): number {
  const { tape } = run.setup
  return moment === 'open' ? tape.open[run.bar] : tape.close[run.bar]
}

/** How the markets of a portfolio answer for each other: what an act upon one of them may count on, and what it moves. */
export interface Margin {
  /** Equity of the whole account. */
  equity(moment: Moment): number
  /** Shows the whole account to every market, in their order; nothing is traded. */
  value(moment: Moment, ask: (run: Run) => void): void
  /** Lets something happen to every market with a position, in their order. */
  hold(moment: Moment, act: (run: Run) => void): void
  /** Trades every market towards its aim, NaN for none: what makes room first, sales before purchases. */
  trade(moment: Moment, aims: Float64Array): void
  /** The books of the whole account. */
  account(): Account
}

/** What the other markets are worth, and what they need to be kept, when the walk comes to one of them. */
export type Visit = (run: Run, rest: number, needs: number) => void

/** A walk over markets at the prices of a moment. */
export type Walk = (runs: readonly Run[], moment: Moment, visit: Visit) => void

/**
 * A walk that tells each market what all others count for, those already visited as they stand now: the value of the
 * position, and with `ownCash` the cash of its own account. The sums on either side are kept, so that a walk costs
 * O(markets) and nothing is subtracted that was added before.
 */
export function walkOver(most: number, ownCash: boolean): Walk {
  const ahead = new Float64Array(most + 1)
  const needed = new Float64Array(most + 1)
  return (runs, moment, visit) => {
    for (let i = runs.length - 1; i >= 0; i--) {
      const run = runs[i]
      const value = run.quantity === 0 ? 0 : run.quantity * priceOf(run, moment)
      ahead[i] = ahead[i + 1] + (ownCash ? run.account.cash + value : value)
      needed[i] = needed[i + 1] + run.setup.terms.maintenance * Math.abs(value)
    }
    let behind = 0
    let needs = 0
    for (let i = 0; i < runs.length; i++) {
      const run = runs[i]
      visit(run, behind + ahead[i + 1], needs + needed[i + 1])
      const value = run.quantity === 0 ? 0 : run.quantity * priceOf(run, moment)
      behind += ownCash ? run.account.cash + value : value
      needs += run.setup.terms.maintenance * Math.abs(value)
    }
  }
}

/** The markets without an order, then those that sell, then those that buy, each in the order given. */
export function salesFirst(runs: readonly Run[], aims: Float64Array): Run[] {
  const rank = (run: Run) => (Number.isNaN(aims[run.market]) ? 0 : aims[run.market] < run.quantity ? 1 : 2)
  return [0, 1, 2].flatMap((place) => runs.filter((run) => rank(run) === place))
}
