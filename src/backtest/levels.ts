import { FILL } from './reasons.ts'
import type { Run } from './run.ts'
import type { Reach } from './setup.ts'
import { BLOCK_BITS } from './tape.ts'

/** Bars that come this close to liquidation are lived through, so that in all others equity is surely above 0. */
const HAIR = 1e-12

/** Whether every column that a stop is measured in has a value at the bar of the decision. */
export function hasLevels({ setup, bar }: Run): boolean {
  const row = Math.max(0, bar - setup.terms.lag)
  const { loss, profit, trailing, breakEven } = setup
  return isKnown(loss, row) && isKnown(profit, row) && isKnown(trailing, row) && isKnown(breakEven, row)
}

function isKnown(reach: Reach | null, row: number): boolean {
  return reach === null || reach.column === null || reach.column[row] > 0
}

/** Sets the stops of a position that has just been opened at `price`. */
export function openLevels(run: Run, price: number, side: number): void {
  const { setup, bar } = run
  const { trailing } = setup
  const { stops, lag } = setup.terms
  run.entryBar = bar
  run.entryPrice = price
  run.peak = price
  if (stops === null) return
  const row = Math.max(0, bar - lag)
  run.liveFrom = lag === 1 && stops.onEntryBar ? bar : bar + 1
  run.deadline = bar + stops.time
  run.lossLevel = levelAt(setup.loss, row, price, -side)
  run.profitLevel = levelAt(setup.profit, row, price, side)
  run.breakEvenLevel = levelAt(setup.breakEven, row, price, side)
  run.risk = Math.abs(price - run.lossLevel)
  run.isTrailFraction = trailing === null || trailing.column === null
  run.trail = trailing === null ? Number.NaN : trailing.times * (trailing.column === null ? 1 : trailing.column[row])
}

function levelAt(reach: Reach | null, row: number, price: number, side: number): number {
  if (reach === null) return Number.NaN
  return reach.column === null ? price * (1 + side * reach.times) : price + side * reach.times * reach.column[row]
}

/**
 * Puts the levels of the run where its position, its best price and its purse say: the tightest stop, the liquidation
 * price, and the two prices between which a bar cannot concern it.
 */
export function setLevels(run: Run): void {
  const { quantity } = run
  if (quantity === 0) {
    run.stop = Number.NaN
    run.liquidation = Number.NaN
    run.lower = Number.NEGATIVE_INFINITY
    run.upper = Number.POSITIVE_INFINITY
    return
  }
  const side = quantity > 0 ? 1 : -1
  const hasStops = run.setup.terms.stops !== null
  run.liquidation = liquidationPrice(run)
  if (hasStops) setStop(run, side)
  const margin = run.liquidation * (1 + side * HAIR)
  const worse = hasStops ? tighter(run.stop, margin, side) : margin
  const better = hasStops ? betterEdge(run, side) : Number.NaN
  run.lower = orElse(side > 0 ? worse : better, Number.NEGATIVE_INFINITY)
  run.upper = orElse(side > 0 ? better : worse, Number.POSITIVE_INFINITY)
}

/** Whether bar t, or a bar of its block, has a range that reaches what may concern the position. */
export function isNear(run: Run, t: number): boolean {
  const { blockLow, blockHigh } = run.setup.tape
  const block = t >> BLOCK_BITS
  return !(blockLow[block] > run.lower && blockHigh[block] < run.upper)
}

/** The price at which equity is no more than the position must keep; not above 0, or NaN, when there is none. */
function liquidationPrice({ setup, account, quantity }: Run): number {
  const { maintenance, isCash } = setup.terms
  if (isCash && quantity > 0) return Number.NaN
  const purse = account.cash + account.rest - account.restNeeds
  return quantity > 0 ? -purse / (quantity * (1 - maintenance)) : purse / (-quantity * (1 + maintenance))
}

function setStop(run: Run, side: number): void {
  run.stop = run.lossLevel
  run.stopReason = FILL['stop-loss']
  const trailing = run.isTrailFraction ? run.peak * (1 - side * run.trail) : run.peak - side * run.trail
  if (isTighter(trailing, run.stop, side)) {
    run.stop = trailing
    run.stopReason = FILL['trailing-stop']
  }
  if (side * run.peak >= side * run.breakEvenLevel && isTighter(run.entryPrice, run.stop, side)) {
    run.stop = run.entryPrice
    run.stopReason = FILL['break-even']
  }
}

/** The nearest price on the good side at which something happens: profit, a stop that moves. */
function betterEdge(run: Run, side: number): number {
  let edge = run.profitLevel
  if (side * run.peak < side * run.breakEvenLevel) edge = tighter(edge, run.breakEvenLevel, -side)
  return Number.isNaN(run.trail) ? edge : tighter(edge, run.peak, -side)
}

function tighter(a: number, b: number, side: number): number {
  return isTighter(b, a, side) ? b : a
}

function isTighter(level: number, than: number, side: number): boolean {
  return side * level > side * than || (Number.isNaN(than) && !Number.isNaN(level))
}

function orElse(level: number, otherwise: number): number {
  return Number.isNaN(level) ? otherwise : level
}
