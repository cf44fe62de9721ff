import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** Which turning points are sought. */
export interface Pivot {
  /** Rows needed on either side. */
  readonly strength: number
  /** 1 for peaks, -1 for troughs. */
  readonly sign: 1 | -1
}

/** What `runPivots` remembers: the last 2 x strength + 1 values, and where the next goes. */
export function pivotsShape(strength: number): Shape {
  return { counts: [2 * strength], values: 2 * strength + 1 }
}

/**
 * Writes the value of a turning point `strength` rows behind it, where it is known, and NaN elsewhere. Neighbours are
 * compared from the nearest outwards: rows that outlast d of them on either side are further than d apart, so all
 * comparisons together are O(n log strength). A NaN among the neighbours leaves no turning point.
 */
export function runPivots({ counts, values }: Memory, out: Column, source: Column, pivot: Pivot): void {
  const { strength, sign } = pivot
  const size = 2 * strength + 1
  const direct = source.length > size ? 2 * strength : source.length
  let at = counts[0]
  for (let t = 0; t < direct; t++) {
    values[at] = sign * source[t]
    const middle = at < strength ? at + strength + 1 : at - strength
    out[t] = isPivot(values, middle, strength) ? sign * values[middle] : Number.NaN
    at = at + 1 === size ? 0 : at + 1
  }
  if (direct < source.length) {
    pivotsWithin(out, source, pivot)
    at = (at + source.length - direct) % size
    for (let i = 1; i <= size; i++) values[(at + size - i) % size] = sign * source[source.length - i]
  }
  counts[0] = at
}

/** The same for rows whose neighbours are all in the column. */
function pivotsWithin(out: Column, source: Column, { strength, sign }: Pivot): void {
  const second = Math.min(2, strength)
  for (let t = 2 * strength; t < source.length; t++) {
    const middle = t - strength
    const value = sign * source[middle]
    // Four comparisons by one branch: each by itself goes either way, and no processor foresees which.
    const isNear =
      Number(value > sign * source[middle - 1]) &
      Number(value >= sign * source[middle + 1]) &
      Number(value > sign * source[middle - second]) &
      Number(value >= sign * source[middle + second])
    let i = isNear === 1 ? second + 1 : 0
    if (i > 0) while (i <= strength && value > sign * source[middle - i] && value >= sign * source[middle + i]) i++
    out[t] = i > strength ? source[middle] : Number.NaN
  }
}

function isPivot(ring: Column, middle: number, strength: number): boolean {
  const value = ring[middle]
  let before = middle
  let behind = middle
  for (let i = 0; i < strength; i++) {
    before = before === 0 ? ring.length - 1 : before - 1
    behind = behind === ring.length - 1 ? 0 : behind + 1
    if (!(value > ring[before] && value >= ring[behind])) return false
  }
  return true
}
