/**
 * The rows of every column from its smallest value to its largest, equal values by row; `keys` holds one column after the
 * other. A merge sort on plain integers: it needs no comparison function, and no memory of its own. O(k n log n).
 */
export function sortColumnsInto(order: Int32Array, keys: Float64Array, rows: number, spare: Int32Array): void {
  for (let start = 0; start < keys.length; start += rows) {
    for (let row = 0; row < rows; row++) order[start + row] = row
    for (let run = 1; run < rows; run *= 2) {
      for (let left = 0; left + run < rows; left += 2 * run) {
        merge({ order, keys, start, spare }, left, left + run, Math.min(left + 2 * run, rows))
      }
    }
  }
}

interface Sorting {
  readonly order: Int32Array
  readonly keys: Float64Array
  readonly start: number
  readonly spare: Int32Array
}

/** Joins two sorted runs that lie side by side; only the first is copied away. */
function merge({ order, keys, start, spare }: Sorting, left: number, middle: number, right: number): void {
  if (keys[start + order[start + middle - 1]] <= keys[start + order[start + middle]]) return
  for (let place = left; place < middle; place++) spare[place] = order[start + place]
  let a = left
  let b = middle
  for (let place = left; a < middle; place++) {
    const isFirst = b === right || keys[start + spare[a]] <= keys[start + order[start + b]]
    order[start + place] = isFirst ? spare[a++] : order[start + b++]
  }
}
