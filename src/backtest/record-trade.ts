import type { Column } from '../base/column.ts'
import { type Rows, roomFor, TRADE_COLUMNS } from './recorder.ts'
import type { Run } from './run.ts'
import { WINDOW } from './windows.ts'

/** Stands for the reason of a trade that has not ended. */
export const OPEN = -1

/** Rows to look at. */
interface Span {
  readonly from: number
  readonly end: number
}

/** Writes the trade under way as a row of `TRADE_COLUMNS`; `OPEN` as a reason marks one that has not ended. */
export function recordTrade(run: Run, rows: Rows, profit: number, reason: number): void {
  const { entered, enteredValue } = run
  const at = roomFor(rows, TRADE_COLUMNS.length)
  const { data } = rows
  data[at] = run.market
  data[at + 1] = run.side
  data[at + 2] = run.entryBar
  data[at + 3] = reason === OPEN ? Number.NaN : run.bar
  data[at + 4] = enteredValue / entered
  data[at + 5] = run.leftValue / run.left
  data[at + 6] = entered
  data[at + 7] = run.tradeFees
  data[at + 8] = run.tradeSlippage
  data[at + 9] = run.tradeFunding
  data[at + 10] = profit
  data[at + 11] = profit / enteredValue
  data[at + 12] = profit / (run.risk * entered)
  data[at + 13] = reason
  data[at + 14] = run.isAmbiguous ? 1 : 0
  data[at + 15] = (reason === OPEN ? run.setup.tape.length - 1 : run.bar) - run.entryBar
  recordExcursions(run, data, at, reason === OPEN)
}

/**
 * From the bar of the entry (from the next one when it fills at the close) to the bar of the exit, whole bars count; of
 * a bar that is left before its close only the open and the exit price, because what came after is not the trade's.
 */
function recordExcursions(run: Run, data: Column, at: number, isOpen: boolean): void {
  const { setup, entryBar, bar, side } = run
  const { tape, terms } = setup
  const entry = data[at + 4]
  const from = entryBar + 1 - terms.lag
  const end = isOpen ? tape.length : run.isAtClose ? bar + 1 : bar
  data[at + 16] = entry
  data[at + 17] = entry
  widen(run, data, at, { from, end })
  if (!isOpen) {
    const open = bar > entryBar ? tape.open[bar] : entry
    const exit = data[at + 5]
    data[at + 16] = Math.min(data[at + 16], open, exit)
    data[at + 17] = Math.max(data[at + 17], open, exit)
  }
  const down = data[at + 16] / entry - 1
  const up = data[at + 17] / entry - 1
  data[at + 16] = side > 0 ? down : 0 - up
  data[at + 17] = side > 0 ? up : 0 - down
}

/** Widens the low and the high of a trade row by the rows `from` to before `end`; windows may overlap. */
function widen(run: Run, data: Column, at: number, { from, end }: Span): void {
  const { low, high } = run.setup.tape
  if (end - from < WINDOW) {
    for (let t = from; t < end; t++) {
      if (low[t] < data[at + 16]) data[at + 16] = low[t]
      if (high[t] > data[at + 17]) data[at + 17] = high[t]
    }
    return
  }
  const windows = run.recorder!.windows[run.market]
  let least = data[at + 16]
  let most = data[at + 17]
  const last = end - WINDOW
  for (let t = last; t > from - WINDOW; t -= WINDOW) {
    const place = 2 * (t > from ? t : from)
    if (windows[place] < least) least = windows[place]
    if (windows[place + 1] > most) most = windows[place + 1]
  }
  data[at + 16] = least
  data[at + 17] = most
}
