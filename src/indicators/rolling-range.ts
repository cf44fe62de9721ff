import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { larger } from './larger.ts'
import { rollingExtreme, rollingExtremeShape, TAILS } from './rolling-extremes.ts'

/** What `rollingRange` remembers of the highest and of the lowest values. */
export function rollingRangeShapes(period: number): Shape[] {
  return [rollingExtremeShape(period), rollingExtremeShape(period)]
}

/**
 * Runs the highest of the last `period` values of one column and the lowest of another; no output may be an input.
 * Bit for bit two runs of `rollingExtreme`, but whole blocks of both are taken together, so that none of their four
 * chains of comparisons waits for another.
 */
export function rollingRange(
  memory: readonly Memory[],
  outs: readonly Column[],
  sources: readonly Column[],
  period: number,
): void {
  const rows = sources[0].length
  const begun = memory[0].counts[0]
  const first = begun === 0 ? 0 : period - begun
  const last = rows - ((rows - first) % period)
  if (last - first <= 1) {
    apart(memory, outs, sources, period)
    return
  }
  const part = (columns: readonly Column[], from: number, to: number): Column[] =>
    columns.map((column) => column.subarray(from, to))
  if (first > 0) apart(memory, part(outs, 0, first), part(sources, 0, first), period)
  together(memory, part(outs, first, last), part(sources, first, last), period)
  if (last < rows) apart(memory, part(outs, last, rows), part(sources, last, rows), period)
}

function apart(
  [highs, lows]: readonly Memory[],
  [upper, lower]: readonly Column[],
  [high, low]: readonly Column[],
  period: number,
): void {
  rollingExtreme(highs, upper, high, { period, sign: 1 })
  rollingExtreme(lows, lower, low, { period, sign: -1 })
}

/**
 * Whole blocks. As in `rollingExtreme`, heads and the tails for the next block are made in one loop. Adding zero, or
 * subtracting from it, turns a -0 into 0.
 */
function together(
  [highs, lows]: readonly Memory[],
  [upper, lower]: readonly Column[],
  [high, low]: readonly Column[],
  period: number,
): void {
  let tops = highs.values.slice(TAILS, TAILS + period + 1)
  let bottoms = lows.values.slice(TAILS, TAILS + period + 1)
  let nextTops = new Float64Array(period + 1)
  let nextBottoms = new Float64Array(period + 1)
  for (let start = 0; start < high.length; start += period) {
    let back = period - 1
    let top = high[start]
    let bottom = -low[start]
    let lastTop = high[start + back]
    let lastBottom = -low[start + back]
    tops[period] = top
    bottoms[period] = bottom
    for (let i = 0; i < period; i++) {
      const t = start + i
      top = larger(top, high[t])
      bottom = larger(bottom, -low[t])
      upper[t] = larger(top, tops[i + 1]) + 0
      lower[t] = 0 - larger(bottom, bottoms[i + 1])
      lastTop = larger(lastTop, high[start + back])
      lastBottom = larger(lastBottom, -low[start + back])
      nextTops[back] = lastTop
      nextBottoms[back] = lastBottom
      back--
    }
    const spentTops = tops
    const spentBottoms = bottoms
    tops = nextTops
    bottoms = nextBottoms
    nextTops = spentTops
    nextBottoms = spentBottoms
  }
  highs.values.set(tops, TAILS)
  lows.values.set(bottoms, TAILS)
}
