import { type Curve, MARGIN } from './curve.ts'
import { quietExposure, quietUntil } from './quiet.ts'
import type { Run } from './run.ts'
import { turn } from './turn.ts'

/**
 * `hold` for the full pass: the same bars, the same sums in the same order, and every column written on the way. The
 * drawdown of each bar is wanted, so its deepest needs no floor.
 *
 * Over budget: the loop that runs per bar, as in `hold`; a loop of its own, so that the fitness pass asks nothing about
 * columns. A property test holds the two to the same bits.
 */
export function holdRecorded(run: Run, curve: Curve, from: number, until: number): number {
  const { account, exposure, setup } = run
  const { equity: equities, returns, drawdown, quantities, exposures } = run.recorder!
  const [quantityOf, exposureOf] = [quantities[0], exposures[0]]
  const { close } = setup.tape
  const lag = setup.terms.lag
  const shift = +curve.shift
  let equity = +curve.equity
  let sum = +curve.sum
  let squares = +curve.squares
  let downside = 4 * curve.downside
  let peak = +curve.peak
  let worst = +curve.worst
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
      const fall = equity / peak - 1
      for (; t < edge; t++) {
        if (exposure[t - lag] !== quiet) break
        sum += apart
        squares += apart * apart
        equities[t] = equity
        drawdown[t] = fall
      }
    } else {
      for (; t < stop; t++) {
        if (exposure[t - lag] !== quiet) break
        const value = quantity * close[t]
        const next = cash + value
        const change = next / equity - 1
        const apart = change - shift
        const short = change - Math.abs(change)
        equity = next
        sum += apart
        squares += apart * apart
        downside += short * short
        if (equity > peak) peak = equity
        const fall = equity / peak - 1
        if (fall < worst) worst = fall
        equities[t] = equity
        returns[t] = change
        drawdown[t] = fall
        quantityOf[t] = quantity
        exposureOf[t] = value / equity
      }
      if (quantity !== 0) held += t - start
      else exposureOf[start] = 0
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
  curve.floor = peak * (1 + worst) * MARGIN
  return t
}
