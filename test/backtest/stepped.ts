import { checkWanted } from '../../src/backtest/check-exposure.ts'
import { endMonth, mark, openCurve } from '../../src/backtest/curve.ts'
import type { Life } from '../../src/backtest/live.ts'
import { equityAt, openAccount, openRun } from '../../src/backtest/run.ts'
import type { Setup } from '../../src/backtest/setup.ts'
import { step } from '../../src/backtest/step.ts'

/** A backtest that takes every bar by `step` and marks it: what all that goes faster is measured against. */
export function stepped(setup: Setup, exposure: Float64Array): Life {
  const { terms, tape } = setup
  const { months, close, length } = tape
  const run = openRun(setup, exposure, openAccount(terms.cash), null)
  const curve = openCurve(terms.cash, months.length - 1)
  for (let month = 0; month + 1 < months.length; month++) {
    for (let t = months[month]; t < months[month + 1]; t++) {
      step(run, t)
      mark(curve, equityAt(run, close[t]), run.quantity !== 0)
    }
    endMonth(curve, month, months[month + 1] - months[month])
  }
  checkWanted(setup, exposure, length - 1)
  return { run, curve }
}
