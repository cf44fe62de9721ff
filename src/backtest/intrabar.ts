import { fill } from './fill.ts'
import { setLevels } from './levels.ts'
import { FILL } from './reasons.ts'
import type { Run } from './run.ts'
import type { Prices } from './tape.ts'

/** What may happen to a position while its bar lasts, told by the finer bars inside it when they are there. */
export function liveThroughBar(run: Run): void {
  const { tape, detail } = run.setup
  const t = run.bar
  if (detail === null || detail.first[t] === detail.end[t]) {
    liveThroughRow(run, tape, t)
    return
  }
  for (let row = detail.first[t]; row < detail.end[t] && run.quantity !== 0; row++)
    liveThroughRow(run, detail.prices, row)
}

/**
 * The decision table of docs/backtest.md for one row of prices: gaps at the open, then the nearer of stop and
 * liquidation against profit, then the stops that the row's own best price moves.
 */
function liveThroughRow(run: Run, prices: Prices, row: number): void {
  const side = run.quantity > 0 ? 1 : -1
  const worst = side > 0 ? prices.low[row] : prices.high[row]
  const best = side > 0 ? prices.high[row] : prices.low[row]
  if (exitAtOpen(run, prices.open[row], side)) return
  if (exitInside(run, worst, best, side)) return
  moveStops(run, best, worst, prices.close[row])
}

/** A level that the open has already passed fills at the open. */
function exitAtOpen(run: Run, open: number, side: number): boolean {
  const isLive = run.bar >= run.liveFrom
  if (side * open <= side * run.liquidation) return exit(run, open, FILL.liquidation)
  if (isLive && side * open <= side * run.stop) return exit(run, open, run.stopReason)
  return isLive && side * open >= side * run.profitLevel && exit(run, open, FILL['take-profit'])
}

/** A level inside the range fills at the level; which of several comes first is written in the table. */
function exitInside(run: Run, worst: number, best: number, side: number): boolean {
  const { stop, liquidation, profitLevel } = run
  const { optimistic } = run.setup.terms
  const isLive = run.bar >= run.liveFrom
  const isStopped = isLive && side * worst <= side * stop
  const isBroken = side * worst <= side * liquidation
  const isPaid = isLive && side * best >= side * profitLevel
  const isHurt = isStopped || isBroken
  if (isPaid && isHurt) run.isAmbiguous = true
  if (isPaid && (optimistic || !isHurt)) return exit(run, profitLevel, FILL['take-profit'])
  const isStopNearer = !isBroken || side * stop > side * liquidation || (stop === liquidation && optimistic)
  if (isStopped && isStopNearer) return exit(run, stop, run.stopReason)
  return isBroken && exit(run, liquidation, FILL.liquidation)
}

/**
 * Lets the best price of a row move the stops. A close beyond the moved stop proves that it was crossed, because the
 * best price came before the close; a range beyond it proves nothing and leaves the position open.
 */
function moveStops(run: Run, best: number, worst: number, close: number): void {
  const side = run.quantity > 0 ? 1 : -1
  if (side * best <= side * run.peak) return
  run.peak = best
  const before = run.stop
  setLevels(run)
  if (run.stop === before || Number.isNaN(run.stop) || run.bar < run.liveFrom) return
  if (side * close <= side * run.stop) exit(run, run.stop, run.stopReason)
  else if (side * worst <= side * run.stop) run.isAmbiguous = true
}

/** Closes the whole position against its owner's will: the market is barred until the decision changes. Always true. */
export function exit(run: Run, price: number, reason: number): true {
  const { stops } = run.setup.terms
  const isAtOnce = stops !== null && stops.reentry === 'at-once'
  run.barred = isAtOnce ? Number.NaN : run.target
  run.isUnfilled = isAtOnce
  fill(run, price, -run.quantity, reason)
  return true
}
