import type { Column } from '../base/column.ts'

/** The gap between line and signal, four rows at a time; seeded `together`, the line is not shown without a signal. */
export function writeHistogram([line, signal, out]: readonly Column[], together: boolean): void {
  for (let t = 0; t < out.length; t++) {
    for (; t + 4 <= out.length; t += 4) {
      const a = line[t] - signal[t]
      const b = line[t + 1] - signal[t + 1]
      const c = line[t + 2] - signal[t + 2]
      const d = line[t + 3] - signal[t + 3]
      // Zero times anything finite is zero: one test for the four.
      if (0 * a * b * c * d !== 0) break
      out[t] = a
      out[t + 1] = b
      out[t + 2] = c
      out[t + 3] = d
    }
    if (t === out.length) return
    out[t] = line[t] - signal[t]
    if (together && Number.isNaN(out[t])) line[t] = Number.NaN
  }
}
