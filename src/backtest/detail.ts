import { refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { type Prices, tapeOf } from './tape.ts'

/** Finer bars, and which of them lie inside each bar. */
export interface Detail {
  readonly prices: Prices
  /** Rows `first[t]` to `end[t] - 1` tell the story of bar t; none when the finer bars do not tell it whole. */
  readonly first: Int32Array
  readonly end: Int32Array
}

/**
 * Finer bars laid under a market. They tell the story of a bar when they reach its high and its low, as finer bars of
 * the same trades do; a bar whose finer bars are missing, or stop short, is judged on its own.
 */
export function detailOf(where: string, bars: Bars, detail: Bars): Detail {
  const fine = tapeOf(where, detail)
  const coarse = tapeOf(where, bars)
  if (detail.interval >= bars.interval) {
    refuse(where, 'detail.interval', detail.interval, {
      rule: `below ${bars.interval}, the interval of the bars`,
      remedy: 'Give finer bars of the same market.',
    })
  }
  const first = new Int32Array(coarse.length)
  const end = new Int32Array(coarse.length)
  let told = 0
  let row = 0
  for (let t = 0; t < coarse.length; t++) {
    const close = Math.min(coarse.time[t] + bars.interval, t + 1 < coarse.length ? coarse.time[t + 1] : Infinity)
    while (row < fine.length && fine.time[row] < coarse.time[t]) row++
    first[t] = row
    let high = -Infinity
    let low = Infinity
    for (; row < fine.length && fine.time[row] < close; row++) {
      if (fine.high[row] > high) high = fine.high[row]
      if (fine.low[row] < low) low = fine.low[row]
    }
    const isWhole = high >= coarse.high[t] && low <= coarse.low[t]
    end[t] = isWhole ? row : first[t]
    if (isWhole) told++
  }
  if (told > 0) return { prices: fine, first, end }
  return refuse(where, 'detail', detail.symbol, {
    rule: 'finer bars that reach the high and the low of at least one bar',
    remedy: 'Give the bars that this market was resampled from.',
  })
}
