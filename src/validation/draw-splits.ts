import { checkInteger, checkKeys } from '../base/guards.ts'
import type { RowRange, SplitPlan } from './row-range.ts'

/** How wide a drawing is. */
export interface DrawOptions {
  /** Most characters for the rows; 60 by default. */
  readonly width?: number
}

/**
 * A split plan as text, one line per split: `=` learns, `#` is tested, `.` is neither (purge, embargo, outside the
 * window). Where several rows share a character, a tested row shows first and a row in neither second, so that a gap
 * is never hidden.
 *
 * @example
 * drawSplits(purgedKFold(10, { folds: 2, horizon: 1, embargo: 1 })) // => '0 #####..===\n1 ====.#####'
 */
export function drawSplits(plan: SplitPlan, options: DrawOptions = {}): string {
  checkKeys('drawSplits', options, ['width'])
  const { width = 60 } = options
  checkInteger('drawSplits', 'width', width, { min: 1 })
  const { rows, splits } = plan
  const digits = String(splits.length - 1).length
  const lines = splits.map(({ train, test }, i) => {
    const marks = mark(rows, train, test)
    return `${String(i).padStart(digits)} ${cells(marks, Math.min(width, rows))}`
  })
  return lines.join('\n')
}

/** 2 for a tested row, 1 for a row in neither set, 0 for a row to learn from: the larger shows. */
function mark(rows: number, train: readonly RowRange[], test: readonly RowRange[]): Uint8Array {
  const marks = new Uint8Array(rows).fill(1)
  for (const { from, to } of train) marks.fill(0, from, to)
  for (const { from, to } of test) marks.fill(2, from, to)
  return marks
}

function cells(marks: Uint8Array, width: number): string {
  let line = ''
  for (let cell = 0; cell < width; cell++) {
    const from = Math.floor((cell * marks.length) / width)
    const to = Math.floor(((cell + 1) * marks.length) / width)
    line += '=.#'[marks.subarray(from, to).reduce((most, each) => Math.max(most, each), 0)]
  }
  return line
}
