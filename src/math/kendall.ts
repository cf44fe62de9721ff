import type { Column } from '../base/column.ts'
import { checkPair } from './correlation.ts'
import { isFiniteColumn } from './is-finite-column.ts'

/**
 * Kendall's rank correlation, tau-b: pairs that agree less pairs that disagree, over the pairs not tied in x
 * and those not tied in y (their geometric mean). NaN when a column is constant or shorter than 2, or a value is
 * not finite. O(n log n), counting the exchanges of a merge sort (Knight 1966).
 *
 * @example
 * kendall(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 3, 2, 4)).toFixed(4) // => '0.6667'
 */
export function kendall(x: Column, y: Column): number {
  checkPair('kendall', x, y)
  if (!isFiniteColumn(x) || !isFiniteColumn(y)) return Number.NaN
  const order = Uint32Array.from(x.keys()).sort((i, j) => x[i] - x[j] || y[i] - y[j])
  const sortedX = Float64Array.from(order, (i) => x[i])
  const sortedY = Float64Array.from(order, (i) => y[i])
  const all = (x.length * (x.length - 1)) / 2
  const tiedX = tiedPairs(sortedX, sortedX)
  const tiedBoth = tiedPairs(sortedX, sortedY)
  const disagreeing = sortCounting(sortedY)
  const tiedY = tiedPairs(sortedY, sortedY)
  const lead = all - tiedX - tiedY + tiedBoth - 2 * disagreeing
  return lead / Math.sqrt((all - tiedX) * (all - tiedY))
}

/** Pairs of rows that are equal in both columns, when equal rows stand together. */
function tiedPairs(a: Column, b: Column): number {
  let tied = 0
  for (let i = 1, run = 0; i < a.length; i++) {
    run = a[i] === a[i - 1] && b[i] === b[i - 1] ? run + 1 : 0
    tied += run
  }
  return tied
}

/** Sorts a column in place and counts the pairs that stood in the wrong order. */
function sortCounting(column: Column): number {
  let exchanges = 0
  const merged = new Float64Array(column.length)
  for (let width = 1; width < column.length; width *= 2) {
    for (let start = 0; start < column.length; start += 2 * width) {
      exchanges += merge(merged, column, start, width)
    }
    column.set(merged)
  }
  return exchanges
}

/** Merges two sorted runs of up to `width` values; each value of the second passes what is left of the first. */
function merge(out: Column, source: Column, start: number, width: number): number {
  const middle = Math.min(start + width, source.length)
  const end = Math.min(start + 2 * width, source.length)
  let exchanges = 0
  let left = start
  let right = middle
  for (let k = start; k < end; k++) {
    if (left < middle && (right === end || source[left] <= source[right])) {
      out[k] = source[left++]
    } else {
      exchanges += middle - left
      out[k] = source[right++]
    }
  }
  return exchanges
}
