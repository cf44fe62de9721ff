import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** Rows seen, up to the two that start a trend; direction, next stop, extreme and factor; last high and low. */
export const SAR_SHAPE: Shape = { counts: [2], values: 6 }

/**
 * Runs the parabolic stop and reverse. Prices are multiplied by the direction: `near` is the side of a bar that the
 * stop guards and `far` the other one, so one set of rules, that of an up trend, serves both.
 */
export function runSar(
  { counts, values }: Memory,
  [high, low]: readonly Column[],
  [line, direction]: readonly Column[],
  [step, most, reversal]: readonly [number, number, string],
): void {
  const touch = reversal === 'touch'
  let seen = counts[0]
  let [trend, stop, extreme, factor, lastHigh, lastLow] = values
  for (let t = 0; t < line.length; t++) {
    const [top, bottom] = [high[t], low[t]]
    if (seen === 1) {
      trend = firstTrend(top - lastHigh, lastLow - bottom, touch)
      stop = trend > 0 ? lastLow : -lastHigh
      if (touch) [lastHigh, lastLow] = [top, bottom]
      extreme = trend > 0 ? lastHigh : -lastLow
      factor = step
    }
    let near = trend > 0 ? bottom : -top
    const far = trend > 0 ? top : -bottom
    if (far > extreme) factor = Math.min(most, factor + step)
    extreme = Math.max(extreme, far)
    if (near < stop || (touch && near === stop)) {
      trend = -trend
      stop = -extreme
      extreme = -near
      near = -far
      factor = step
    }
    const range = top - bottom
    seen = range - range === 0 ? Math.min(2, seen + 1) : 0
    line[t] = seen === 2 ? trend * stop : Number.NaN
    direction[t] = seen === 2 ? trend : Number.NaN
    stop = Math.min(stop + factor * (extreme - stop), near, trend > 0 ? lastLow : -lastHigh)
    lastHigh = top
    lastLow = bottom
  }
  counts[0] = seen
  values.set([trend, stop, extreme, factor, lastHigh, lastLow])
}

/** By how the second bar reaches above and below the first: by touch a bar inside the first is up, not by cross. */
function firstTrend(up: number, down: number, touch: boolean): 1 | -1 {
  return up < down && (down > 0 || !touch) ? -1 : 1
}
