import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const PRICE = 0
const TOTAL = 1

/** What `runSignedVolume` remembers: the last close, and the sum. */
export const SIGNED_VOLUME_SHAPE: Shape = { counts: [], values: 2 }

/** Runs the volume summed with the sign of the change of the close. Rows go in groups of four while all is finite. */
export function runSignedVolume({ values }: Memory, out: Column, inputs: readonly Column[]): void {
  const [close, volume] = inputs
  for (let t = 0; t < out.length; t++) {
    t = sumGroups(values, out, inputs, t)
    if (t === out.length) return
    const total = values[TOTAL]
    const next = total + side(close[t], values[PRICE]) * volume[t]
    const isSum = next - next === 0 && close[t] - close[t] === 0
    out[t] = values[TOTAL] = isSum ? next : restart(total, next, close[t], volume[t])
    values[PRICE] = close[t]
  }
}

/** Four rows at a time from a row on, up to four with something in them that is not finite; returns the first row left. */
function sumGroups(values: Column, out: Column, [close, volume]: readonly Column[], start: number): number {
  let last = values[PRICE]
  let total = values[TOTAL]
  let t = start
  for (const end = out.length - 4; t <= end; t += 4) {
    const a = close[t]
    const b = close[t + 1]
    const c = close[t + 2]
    const d = close[t + 3]
    const first = total + side(a, last) * volume[t]
    const second = first + side(b, a) * volume[t + 1]
    const third = second + side(c, b) * volume[t + 2]
    const fourth = third + side(d, c) * volume[t + 3]
    // Zero times anything finite is zero: one test for all. A gap in the volume stays in the sum.
    if (0 * a * b * c * d * fourth !== 0) break
    out[t] = first
    out[t + 1] = second
    out[t + 2] = third
    out[t + 3] = fourth
    total = fourth
    last = d
  }
  values[PRICE] = last
  values[TOTAL] = total
  return t
}

/** 1 for a rise, -1 for a fall, by arithmetic: a branch on the change of a price is mispredicted half of the time. */
function side(price: number, before: number): number {
  return Number(price > before) - Number(price < before)
}

/** Behind a gap the sum starts at the volume; beyond the largest number it is infinite. */
function restart(total: number, next: number, price: number, traded: number): number {
  if (price - price + (traded - traded) !== 0) return Number.NaN
  return Number.isNaN(total) ? traded : next
}
