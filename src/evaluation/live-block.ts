import type { Changes } from '../backtest/changes.ts'
import { checkExposure } from '../backtest/check-exposure.ts'
import type { Curve } from '../backtest/curve.ts'
import { grossProfit } from '../backtest/fill.ts'
import { live } from '../backtest/live.ts'
import { openRecorder } from '../backtest/recorder.ts'
import type { Account } from '../backtest/run.ts'
import type { Column } from '../base/column.ts'
import type { Block } from './prepare.ts'

/** What an account leaves behind that lived through one block. */
export interface Lived {
  readonly curve: Curve
  readonly account: Account
  readonly openGross: number
  /** Lowest equity over the starting cash; NaN when the block was not recorded. */
  readonly lowest: number
  /** Returns of the bars; empty when the block was not recorded. */
  readonly returns: Column
}

const NONE = /* @__PURE__ */ new Float64Array(0)

/**
 * Lives through a block with an account of its own: it begins flat with the full cash, and its first decision is the
 * exposure that stands at the close of the block's first bar. Whoever knows the changes of the column may give them.
 */
export function liveBlock({ setup, rows }: Block, exposure: Column, isRecorded: boolean, changes?: Changes): Lived {
  const own = exposure.subarray(rows.from, rows.to)
  checkExposure(setup, own)
  const recorder = isRecorded ? openRecorder([setup.tape]) : null
  const known = changes === undefined ? undefined : { changes, first: rows.from }
  const { run, curve } = live(setup, own, recorder, known)
  const openGross = grossProfit(run, setup.tape.close[setup.tape.length - 1])
  const lowest = recorder === null ? Number.NaN : lowestOf(recorder.equity, setup.terms.cash) / setup.terms.cash
  return { curve, account: run.account, openGross, lowest, returns: recorder?.returns ?? NONE }
}

function lowestOf(equity: Column, start: number): number {
  let lowest = start
  for (let t = 0; t < equity.length; t++) if (equity[t] < lowest) lowest = equity[t]
  return lowest
}
