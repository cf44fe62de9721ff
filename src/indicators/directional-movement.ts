import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/**
 * Below this the sums would lose the digits of their ratios. Bars without a range shrink them all alike, so then they are
 * raised together, by a power of two: the ratios are what they were.
 */
const LEAST = 2 ** -1010
const RAISE = 1024
const RANGE = 7

/** Reads each bar against the last one, adds it to three decaying sums, and averages what they say. */
export function runAdx(memory: Memory, bars: readonly Column[], lines: readonly Column[], period: number): void {
  const { counts, values } = memory
  for (let t = 0; t < bars[0].length; t++) {
    t = runBars(memory, bars, lines, [t, period])
    const rests = t < bars[0].length && counts[0] >= period && values[RANGE] === 0
    if (rests) for (let i = 3; i < 6; i++) values[i] *= RAISE
  }
}

/** Up to and with a bar that leaves the ranges below the least; returns its row. */
// Over budget: three sums, two lines and their average are one recurrence.
function runBars(
  { counts, values }: Memory,
  bars: readonly Column[],
  lines: readonly Column[],
  [start, period]: readonly [number, number],
): number {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const adx = lines[0]
  const plus = lines[1]
  const minus = lines[2]
  const whole = 2 * period - 1
  const weight = 1 / period
  let seen = counts[0]
  let lastHigh = values[0]
  let lastLow = values[1]
  let lastClose = values[2]
  let ups = values[3]
  let downs = values[4]
  let ranges = values[5]
  let average = values[6]
  let t = start
  for (; t < adx.length; t++) {
    const up = high[t] - lastHigh
    const down = lastLow - low[t]
    const range = Math.max(high[t], lastClose) - Math.min(low[t], lastClose)
    lastHigh = high[t]
    lastLow = low[t]
    lastClose = close[t]
    const sound = up + down + range
    if (sound - sound !== 0) {
      seen = ups = downs = ranges = average = 0
      adx[t] = plus[t] = minus[t] = Number.NaN
      continue
    }
    const isWhole = seen === whole
    if (!isWhole) seen++
    const keep = seen < period ? 1 : (period - 1) / period
    // Flags by arithmetic: a branch on which side of a bar moved more is mispredicted half of the time.
    ups = keep * ups + Number(up > down) * Number(up > 0) * up
    downs = keep * downs + Number(down > up) * Number(down > 0) * down
    ranges = keep * ranges + range
    const unit = seen < period ? Number.NaN : ranges === 0 ? 0 : 100 / ranges
    plus[t] = Math.min(100, unit * ups)
    minus[t] = Math.min(100, unit * downs)
    if (seen >= period) {
      const index = ups + downs < LEAST ? (isWhole ? average : 0) : 100 * (Math.abs(ups - downs) / (ups + downs))
      average += (index - average) * (isWhole ? weight : 1 / (seen - period + 1))
    }
    adx[t] = seen === whole ? average : Number.NaN
    if (ranges < LEAST) break
  }
  const before = t === start ? values[2] : close[t - 1]
  const range = Math.max(high[t], before) - Math.min(low[t], before)
  counts[0] = seen
  values.set([lastHigh, lastLow, lastClose, ups, downs, ranges, average, t < adx.length ? range : Number.NaN])
  return t
}
