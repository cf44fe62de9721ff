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
 * Finer bars laid under a market. They tell the story of a bar when their range is its range, as that of finer bars of
 * the same trades is; a bar whose finer bars are missing, stop short or go beyond is judged on its own.
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
  let from = 0
  for (let t = 0; t < coarse.length; t++) {
    // The interval alone says where a bar ends: the bar after it must not, or adding it would change this one.
    const close = coarse.time[t] + bars.interval
    while (from < fine.length && fine.time[from] < coarse.time[t]) from++
    first[t] = from
    let row = from
    let high = -Infinity
    let low = Infinity
    for (; row < fine.length && fine.time[row] < close; row++) {
      if (fine.high[row] > high) high = fine.high[row]
      if (fine.low[row] < low) low = fine.low[row]
    }
    const isWhole = high === coarse.high[t] && low === coarse.low[t]
    end[t] = isWhole ? row : first[t]
    if (isWhole) told++
  }
  if (told > 0) return { prices: fine, first, end }
  return refuse(where, 'detail', detail.symbol, {
    rule: 'finer bars that reach the high and the low of at least one bar, and not beyond',
    remedy: 'Give the bars that this market was resampled from.',
  })
}
