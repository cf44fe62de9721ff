import type { Column } from '../base/column.ts'
import { type Changes, changesOf } from './changes.ts'
import { checkWanted } from './check-exposure.ts'
import { type Curve, endMonth, mark, openCurve } from './curve.ts'
import { hold } from './hold.ts'
import { holdPlain, isPlain } from './hold-plain.ts'
import { holdRecorded } from './hold-recorded.ts'
import { type Recorder, recordClose, recordHeld } from './recorder.ts'
import { equityAt, openAccount, openRun, type Run } from './run.ts'
import type { Setup } from './setup.ts'
import { step } from './step.ts'

/** A backtest that has been lived to its end. */
export interface Life {
  readonly run: Run
  readonly curve: Curve
}

/** What is known beforehand of an exposure that is a stretch of a longer column: the changes of that, and its first row. */
export interface Known {
  readonly changes: Changes
  readonly first: number
}

/**
 * The kernel: one market from its first bar to its last, recorded or not. Bars in which something may happen are
 * stepped through, the quiet ones between them only marked.
 */
export function live(setup: Setup, exposure: Column, recorder: Recorder | null, known?: Known): Life {
  const { months } = setup.tape
  const run = openRun(setup, exposure, openAccount(setup.terms.cash), recorder)
  const curve = openCurve(setup.terms.cash, months.length - 1)
  const plain = isPlain(run)
    ? { run, curve, changes: known?.changes ?? changesOf(exposure), first: known?.first ?? 0 }
    : null
  stepAndMark(run, curve, 0)
  for (let month = 0, t = 1; month + 1 < months.length; month++) {
    const end = months[month + 1]
    while (t < end) {
      if (plain !== null && isPlain(run)) t = holdPlain(plain, t, end)
      else t = recorder === null ? hold(run, curve, t, end) : holdRecorded(run, curve, t, end)
      if (t < end) stepAndMark(run, curve, t++)
    }
    endMonth(curve, month, end - months[month])
  }
  checkWanted(setup, exposure, setup.tape.length - 1)
  return { run, curve }
}

function stepAndMark(run: Run, curve: Curve, t: number): void {
  step(run, t)
  const before = curve.equity
  const equity = equityAt(run, run.setup.tape.close[t])
  mark(curve, equity, run.quantity !== 0)
  if (run.recorder === null) return
  recordClose(run.recorder, t, before, curve)
  recordHeld(run.recorder, t, equity, run)
}
