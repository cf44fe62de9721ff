import { fill } from './fill.ts'
import { exit, liveThroughBar } from './intrabar.ts'
import { isNear, setLevels } from './levels.ts'
import { decide } from './order.ts'
import { FILL } from './reasons.ts'
import { equityAt, type Run } from './run.ts'

/** Lives one market through bar t, in the order that docs/backtest.md writes down; marking is the caller's. */
export function step(run: Run, t: number): void {
  const { tape, terms } = run.setup
  openBar(run, t)
  if (terms.lag === 1 && t > 0) decide(run, t - 1, tape.open[t])
  if (terms.lag === 1) stopByTime(run, tape.open[t])
  if (run.quantity !== 0 && isNear(run, t)) liveThroughBar(run)
  run.isAtClose = true
  if (terms.lag === 0) {
    decide(run, t, tape.close[t])
    stopByTime(run, tape.close[t])
  }
  closeBar(run, tape.close[t])
}

/** What is settled at the open before anybody trades: funding, then the liquidation of what can no longer be kept. */
function openBar(run: Run, t: number): void {
  run.bar = t
  run.isAtClose = false
  if (run.quantity === 0) return
  settleFunding(run)
  liquidateAt(run, run.setup.tape.open[t])
}

/** Pays or receives the funding of the bar on the position held into it, valued at the open. */
export function settleFunding(run: Run): void {
  const { funding, tape } = run.setup
  if (funding === null || funding[run.bar] === 0) return
  const paid = run.quantity * tape.open[run.bar] * funding[run.bar]
  run.account.cash -= paid
  run.account.funding += paid
  run.tradeFunding += paid
  setLevels(run)
}

/** Liquidates a position whose price has passed the level; the level is rounded, so a purse left empty counts too. */
export function liquidateAt(run: Run, price: number): void {
  const side = run.quantity > 0 ? 1 : -1
  const isPast = side * price <= side * run.liquidation
  if (isPast || equityAt(run, price) <= 0) exit(run, price, FILL.liquidation)
}

/** Closes a position that has been held for its time. */
export function stopByTime(run: Run, price: number): void {
  if (run.quantity !== 0 && run.bar >= run.deadline) exit(run, price, FILL['time-stop'])
}

/** What the close asks for after the last decision: a margin check, and the end of the backtest. */
export function closeBar(run: Run, close: number): void {
  if (run.quantity === 0) return
  liquidateAt(run, close)
  const { terms, tape } = run.setup
  if (terms.closeAtEnd && run.bar === tape.length - 1 && run.quantity !== 0) fill(run, close, -run.quantity, FILL.end)
}
