import { DAY } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { WEEK } from '../market/interval.ts'
import { resample } from '../market/resample.ts'

/** A market in coarser bars, and which of them is known when. */
export interface Coarse {
  readonly bars: Bars
  /** For each row of the fine market the newest coarse bar that is complete at its close; -1 while there is none. */
  readonly latest: Int32Array
}

/** The Monday after the epoch, where whole weeks begin. */
const MONDAY = 4 * DAY

/**
 * Bars of `every` times the length, aligned as `resample` does and, where the fine bars begin off that grid, moved with
 * them. A coarse bar is known at the close of the first fine bar that ends at or behind its end.
 */
export function coarseOf(fine: Bars, every: number): Coarse {
  const interval = fine.interval * every
  const usual = interval % WEEK === 0 ? MONDAY : 0
  const anchor = usual + ((fine.time[0] - usual) % fine.interval)
  checkShifts(fine, every, anchor)
  const bars = resample(fine, interval, { anchor })
  const latest = new Int32Array(fine.length)
  let newest = -1
  for (let t = 0; t < fine.length; t++) {
    const close = fine.time[t] + fine.interval
    while (newest + 1 < bars.length && bars.time[newest + 1] + interval <= close) newest++
    latest[t] = newest
  }
  return { bars, latest }
}

/** Refuses a fine bar that outlasts its coarse one: `resample` would too, with a remedy that nobody has here. */
function checkShifts({ symbol, interval, time }: Bars, every: number, anchor: number): void {
  const span = interval * every
  for (let row = 0; row < time.length; row++) {
    const end = anchor + (Math.floor((time[row] - anchor) / span) + 1) * span
    if (time[row] + interval <= end) continue
    refuse('expose', 'bars.time', time[row], {
      rule: `whole intervals of ${interval} ms behind the first, for a part with every ${every}`,
      row,
      code: 'invalid-bars',
      remedy: `Leave every out, or give ${symbol} such times: time[0] + interval * Math.round((time[t] - time[0]) / interval).`,
    })
  }
}

/** Holds the values of coarse bars over the fine rows until the next is known; 0 before the first. */
export function holdInto(out: Column, values: Column, latest: Int32Array): Column {
  for (let t = 0; t < out.length; t++) out[t] = latest[t] < 0 ? 0 : values[latest[t]]
  return out
}

/** The row by which a part that first speaks at row `warmup` of its own bars has spoken, whatever the gaps. */
export function fineWarmup(warmup: number, every: number): number {
  return (warmup + 2) * every - 2
}
