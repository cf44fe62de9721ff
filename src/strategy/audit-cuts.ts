import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { randomFrom } from '../random/random-from.ts'
import type { Audit } from './audit-runs.ts'
import { changesOf, someOf } from './check-seed-trial.ts'

/** Cuts that are tried before the strategy has seen the whole market. */
const EARLY = 5
/** Of ten cuts so many are behind the most extreme rows of each kind, of which there are three. */
const TENTH = 10

/** The first row that can be cut at, and others by chance, ascending: known before the strategy has said anything. */
export function earlyCuts({ bars, warmup, seed }: Audit, wanted: number): number[] {
  const [least, most] = [warmup + 1, bars.length - 1]
  const random = randomFrom(seed, 'audit', 'early')
  const cuts = new Set([least])
  const count = Math.min(EARLY, wanted - 1, most - least + 1)
  while (cuts.size < count) cuts.add(random.int(least, most))
  return [...cuts].sort((a, b) => a - b)
}

/**
 * The rows at which the future begins, ascending: the early ones, the last that can be, changes of the exposure and the rows
 * behind them, the rows behind the most extreme bars, where rules with a condition wake up, and others by chance.
 */
export function cutsOf(
  { bars, warmup, seed }: Audit,
  exposure: Column,
  early: readonly number[],
  wanted: number,
): number[] {
  const [least, most] = [warmup + 1, bars.length - 1]
  const random = randomFrom(seed, 'audit', 'cuts')
  const cuts = new Set([...early, most])
  const all = most - least + 1
  if (all <= wanted) {
    for (let cut = least; cut <= most; cut++) cuts.add(cut)
    return [...cuts].sort((a, b) => a - b)
  }
  const add = (rows: readonly number[]) => {
    for (const row of rows) if (row >= least && row <= most && cuts.size < wanted) cuts.add(row)
  }
  add(extremesOf(bars, Math.ceil(wanted / TENTH)).map((row) => row + 1))
  const changes = changesOf(exposure, least).filter((row) => row < most)
  add(someOf(changes, Math.ceil(wanted / 4), random).flatMap((row) => [row, row + 1]))
  while (cuts.size < wanted) cuts.add(random.int(least, most))
  return [...cuts].sort((a, b) => a - b)
}

/** The rows of largest volume, of widest range and of largest move, so many of each. */
function extremesOf({ volume, high, low, close }: Bars, count: number): number[] {
  const measures = [
    (row: number) => volume[row],
    (row: number) => (high[row] - low[row]) / Math.abs(close[row]),
    (row: number) => Math.abs(close[row] / close[row - 1] - 1),
  ]
  const rows = Array.from({ length: close.length - 1 }, (_, row) => row + 1)
  return measures.flatMap((size) => {
    const sized = rows.map((row) => ({ row, size: size(row) })).filter((each) => Number.isFinite(each.size))
    return sized
      .sort((a, b) => b.size - a.size || a.row - b.row)
      .slice(0, count)
      .map(({ row }) => row)
  })
}
