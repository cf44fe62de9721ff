import { setLevels } from './levels.ts'
import { tradeTo } from './order.ts'
import type { Account, Run } from './run.ts'
import { type Margin, type Moment, priceOf, salesFirst, type Visit, walkOver } from './share.ts'

/**
 * Margin that all markets share: one purse pays for everything, and a market is liquidated when the purse, with the
 * values of the others in it, no longer covers what they and it must keep.
 */
export function crossMargin(runs: readonly Run[]): Margin {
  const { account } = runs[0]
  const walk = walkOver(runs.length, false)
  const levels = runs.map(() => ({ bar: -1, rest: 0, needs: 0, cash: 0 }))
  let act: (run: Run) => void = () => undefined
  // One visitor for all acts, and levels set anew only where what they rest on has moved: every stage of a bar walks.
  const hold: Visit = (run, rest, needs) => {
    if (run.quantity === 0) return
    const last = levels[run.market]
    turnTo(account, rest, needs)
    if (last.bar !== run.bar || last.rest !== rest || last.needs !== needs || last.cash !== account.cash) setLevels(run)
    act(run)
    last.bar = run.bar
    last.rest = rest
    last.needs = needs
    last.cash = account.cash
  }
  return {
    equity: (moment) => equityOf(runs, moment),
    value: (moment, ask) =>
      walk(runs, moment, (run, rest, needs) => {
        turnTo(account, rest, needs)
        ask(run)
      }),
    hold(moment, happens) {
      act = happens
      walk(runs, moment, hold)
    },
    trade: (moment, aims) =>
      walk(salesFirst(runs, aims), moment, (run, rest, needs) => {
        if (Number.isNaN(aims[run.market])) return
        turnTo(account, rest, needs)
        tradeTo(run, aims[run.market], priceOf(run, moment))
        levels[run.market].bar = -1
      }),
    account: () => account,
  }
}

/** Turns the purse towards one market: what the others count for in it. */
function turnTo(account: Account, rest: number, needs: number): void {
  account.rest = rest
  account.restNeeds = needs
}

/** The first market last, so that of one market this is `equityAt`, bit for bit. */
function equityOf(runs: readonly Run[], moment: Moment): number {
  let rest = 0
  for (let i = 1; i < runs.length; i++) rest += runs[i].quantity * priceOf(runs[i], moment)
  return runs[0].account.cash + rest + runs[0].quantity * priceOf(runs[0], moment)
}
