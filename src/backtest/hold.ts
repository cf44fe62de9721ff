import type { Column } from '../base/column.ts'
import { type Curve, MARGIN } from './curve.ts'
import { isNear } from './levels.ts'
import { turn } from './order.ts'
import type { Run } from './run.ts'
import { BLOCK_BITS } from './tape.ts'

/**
 * Marks bars from `from` to before `until` for as long as nothing but plain orders can happen in them: no funding, no
 * level within the bar's range, no deadline. Returns the first bar that `step` must live through, whose plain order may
 * have been filled already. Gives the bits that stepping gives.
 */
export function hold(run: Run, curve: Curve, from: number, until: number): number {
  let t = from
  let edge = quietUntil(run, t, until)
  while (t < edge) {
    t = isStill(run, curve) ? markNothing(run, curve, t, edge) : markPosition(run, curve, t, edge)
    if (t < edge && !turn(run, t)) return t
    edge = quietUntil(run, t, until)
  }
  return t
}

/** Whether equity cannot change before the next order: flat, and the cost of becoming flat is marked already. */
function isStill({ quantity, account }: Run, curve: Curve): boolean {
  return quantity === 0 && curve.equity === account.cash + account.rest
}

function markNothing(run: Run, curve: Curve, from: number, end: number): number {
  const { recorder, exposure, setup } = run
  const { lag } = setup.terms
  const quiet = +quietExposure(run)
  const apart = 0 - curve.shift
  let t = from
  for (; t < end && exposure[t - lag] === quiet; t++) {
    curve.sum += apart
    curve.squares += apart * apart
  }
  if (recorder !== null) recorder.equity.fill(curve.equity, from, t)
  return t
}

/** Over budget: the loop that runs per bar, its sums in locals; min(change, 0) is written so that nothing branches. */
function markPosition(run: Run, curve: Curve, from: number, end: number): number {
  const { recorder, account, exposure, setup } = run
  const { close } = setup.tape
  const { lag } = setup.terms
  const quiet = +quietExposure(run)
  const quantity = +run.quantity
  const cash = +account.cash + +account.rest
  const shift = +curve.shift
  let equity = +curve.equity
  let sum = +curve.sum
  let squares = +curve.squares
  let downside = +curve.downside
  let peak = +curve.peak
  let worst = +curve.worst
  let floor = +curve.floor
  let t = from
  for (; t < end; t++) {
    if (exposure[t - lag] !== quiet) break
    const next = cash + quantity * close[t]
    const change = next / equity - 1
    const apart = change - shift
    const short = 0.5 * (change - Math.abs(change))
    equity = next
    sum += apart
    squares += apart * apart
    downside += short * short
    if (equity > peak) {
      peak = equity
      floor = equity * (1 + worst) * MARGIN
    } else if (equity < floor) {
      const fall = equity / peak - 1
      if (fall < worst) {
        worst = fall
        floor = peak * (1 + fall) * MARGIN
      }
    }
    if (recorder !== null) recorder.equity[t] = equity
  }
  if (recorder !== null) recorder.quantities[0].fill(quantity, from, t)
  if (quantity !== 0) curve.held += t - from
  curve.equity = equity
  curve.sum = sum
  curve.squares = squares
  curve.downside = downside
  curve.peak = peak
  curve.worst = worst
  curve.floor = floor
  return t
}

/** The exposure that asks for nothing; NaN when every bar must be looked at. */
function quietExposure(run: Run): number {
  if (run.isUnfilled) return Number.NaN
  if (run.setup.terms.rebalance === 'on-change') return run.target
  return run.quantity === 0 && run.target === 0 ? 0 : Number.NaN
}

/** The first bar, at most to the end of the block, in which a range reaches a level, funding is due or time is over. */
function quietUntil(run: Run, from: number, until: number): number {
  const { terms, tape, funding } = run.setup
  const last = terms.closeAtEnd ? tape.length - 1 : tape.length
  let end = Math.min(until, last, ((from >> BLOCK_BITS) + 1) << BLOCK_BITS) | 0
  if (run.quantity === 0) return end
  if (run.deadline < end) end = Math.max(from, run.deadline) | 0
  if (isNear(run, from)) end = untilReached(run, from, end)
  return funding === null ? end : untilFunding(funding, from, end)
}

function untilReached(run: Run, from: number, end: number): number {
  const { low, high } = run.setup.tape
  const lower = +run.lower
  const upper = +run.upper
  let t = from
  while (t < end && low[t] > lower && high[t] < upper) t++
  return t
}

function untilFunding(funding: Column, from: number, end: number): number {
  let t = from
  while (t < end && funding[t] === 0) t++
  return t
}
