import type { Column } from '../base/column.ts'
import type { Indicator, Settings } from './indicator.ts'

type Run<Given extends Settings> = Indicator<string, string, Given>['run']

/**
 * A recurrence that gives NaN at every row where an input is not finite, and starts anew behind it with nothing
 * remembered: for chains of averages and windows, whose answer to a gap would otherwise have no simple name.
 */
export function restartAtGaps<Given extends Settings>(run: Run<Given>): Run<Given> {
  return (memory, inputs, columns, settings) => {
    const rows = inputs[0].length
    for (let start = 0; start < rows; ) {
      const gap = nextGap(inputs, start)
      if (gap > start) run(memory, cut(inputs, start, gap), cut(columns, start, gap), settings)
      if (gap < rows) {
        for (const column of columns) column[gap] = Number.NaN
        for (const { counts, values } of memory) {
          counts.fill(0)
          values.fill(Number.NaN)
        }
      }
      start = gap + 1
    }
  }
}

/** The first row from `start` on where an input is not finite; the number of rows when there is none. */
function nextGap(inputs: readonly Column[], start: number): number {
  let gap = inputs[0].length
  for (const column of inputs) {
    let t = start
    // Zero times anything finite is zero: one test for four rows.
    while (t + 3 < gap && 0 * column[t] * column[t + 1] * column[t + 2] * column[t + 3] === 0) t += 4
    while (t < gap && column[t] - column[t] === 0) t++
    gap = t
  }
  return gap
}

function cut(columns: readonly Column[], start: number, end: number): readonly Column[] {
  if (start === 0 && end === columns[0].length) return columns
  return columns.map((column) => column.subarray(start, end))
}
