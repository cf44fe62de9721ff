import { type Curve, MARGIN } from './curve.ts'
import { quietExposure, quietUntil } from './quiet.ts'
import type { Run } from './run.ts'
import { turn } from './turn.ts'

/**
 * Marks bars from `from` to before `until` for as long as nothing but plain orders can happen in them: no funding, no
 * level within the bar's range, no deadline. Returns the first bar that `step` must live through, whose plain order may
 * have been filled already. Gives the bits that stepping gives: flat with the cost of it marked, equity cannot change.
 *
 * Over budget: the loop that runs per bar, its sums in locals from one order to the next. What falls short of 0 is kept
 * as 2 x min(change, 0), exactly, so that nothing branches and its squares are four times as large.
 */
export function hold(run: Run, curve: Curve, from: number, until: number): number {
  const { account, exposure, setup } = run
  const { close } = setup.tape
  const lag = setup.terms.lag
  const shift = +curve.shift
  let equity = +curve.equity
  let sum = +curve.sum
  let squares = +curve.squares
  let downside = 4 * curve.downside
  let peak = +curve.peak
  let worst = +curve.worst
  let floor = +curve.floor
  let held = 0
  let t = from
  let edge = quietUntil(run, t, until)
  while (t < edge) {
    const start = t
    const quiet = +quietExposure(run)
    const quantity = +run.quantity
    const cash = account.cash + account.rest
    const isFlat = quantity === 0 && equity === cash
    const stop = quantity === 0 && !isFlat ? t + 1 : edge
    if (isFlat) {
      const apart = 0 - shift
      for (; t < edge; t++) {
        if (exposure[t - lag] !== quiet) break
        sum += apart
        squares += apart * apart
      }
    } else {
      for (; t < stop; t++) {
        if (exposure[t - lag] !== quiet) break
        const next = cash + quantity * close[t]
        const change = next / equity - 1
        const apart = change - shift
        const short = change - Math.abs(change)
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
      }
      if (quantity !== 0) held += t - start
    }
    if (t < stop && !turn(run, t)) break
    edge = quietUntil(run, t, until)
  }
  curve.held += held
  curve.equity = equity
  curve.sum = sum
  curve.squares = squares
  curve.downside = 0.25 * downside
  curve.peak = peak
  curve.worst = worst
  curve.floor = floor
  return t
}
