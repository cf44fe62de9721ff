const DIGITS = 8
const BUCKETS = 256
/** Fewer rows than this are sorted sooner by merging. */
const FEW = 1500
/** Length of the runs that merging starts from. */
const RUN = 8

/**
 * Puts `order` (places of rows) into ascending order of one column of a row-major table, equal values in the order they
 * came in: a radix sort over the bits of the numbers, O(rows), or for few rows a merge sort. NaN is not allowed.
 */
export function orderBy(order: Uint32Array, table: Float64Array, width: number, column: number): void {
  const count = order.length
  if (count < FEW) {
    mergeBy(order, table, width, column)
    return
  }
  const keys = new Float64Array(table.length / width)
  for (let row = 0; row < keys.length; row++) keys[row] = table[row * width + column] + 0
  const words = sortable(keys)
  const bytes = new Uint8Array(words.buffer)
  const counts = new Uint32Array(DIGITS * BUCKETS)
  for (let place = 0; place < count; place++) {
    const at = order[place] * DIGITS
    for (let digit = 0; digit < DIGITS; digit++) counts[digit * BUCKETS + bytes[at + digit]]++
  }
  let from: Uint32Array = order
  let to: Uint32Array = new Uint32Array(count)
  for (let digit = 0; digit < DIGITS; digit++) {
    const tally = counts.subarray(digit * BUCKETS, (digit + 1) * BUCKETS)
    if (count === 0 || tally[bytes[from[0] * DIGITS + digit]] === count) continue
    let start = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const size = tally[bucket]
      tally[bucket] = start
      start += size
    }
    for (let place = 0; place < count; place++) to[tally[bytes[from[place] * DIGITS + digit]]++] = from[place]
    const spare = from
    from = to
    to = spare
  }
  if (from !== order) order.set(from)
}

function mergeBy(order: Uint32Array, table: Float64Array, width: number, column: number): void {
  const count = order.length
  const keys = new Float64Array(count)
  for (let place = 0; place < count; place++) keys[place] = table[order[place] * width + column]
  for (let start = 0; start < count; start += RUN) insert(order, keys, start, Math.min(count, start + RUN))
  let from = { rows: order, keys }
  let to = { rows: new Uint32Array(count) as Uint32Array, keys: new Float64Array(count) }
  for (let run = RUN; run < count; run *= 2) {
    for (let start = 0; start < count; start += 2 * run) merge(to, from, start, run)
    const spare = from
    from = to
    to = spare
  }
  if (from.rows !== order) order.set(from.rows)
}

/** Rows and their keys, side by side. */
interface Keyed {
  readonly rows: Uint32Array
  readonly keys: Float64Array
}

/** Sorts one run in place. */
function insert(rows: Uint32Array, keys: Float64Array, start: number, end: number): void {
  for (let place = start + 1; place < end; place++) {
    const row = rows[place]
    const key = keys[place]
    let to = place
    while (to > start && keys[to - 1] > key) {
      rows[to] = rows[to - 1]
      keys[to] = keys[to - 1]
      to--
    }
    rows[to] = row
    keys[to] = key
  }
}

/** Merges two neighbouring runs. */
function merge(out: Keyed, { rows, keys }: Keyed, start: number, run: number): void {
  const middle = Math.min(rows.length, start + run)
  const end = Math.min(rows.length, middle + run)
  let left = start
  let right = middle
  for (let place = start; place < end; place++) {
    const isLeft = right === end || (left < middle && keys[left] <= keys[right])
    const next = isLeft ? left++ : right++
    out.rows[place] = rows[next]
    out.keys[place] = keys[next]
  }
}

/** The bits of the numbers, changed in place so that they sort as unsigned integers, low word first. */
function sortable(keys: Float64Array): Uint32Array {
  const words = new Uint32Array(keys.buffer)
  for (let low = 0; low < words.length; low += 2) {
    const isNegative = words[low + 1] >>> 31 === 1
    words[low] = isNegative ? ~words[low] : words[low]
    words[low + 1] = isNegative ? ~words[low + 1] : words[low + 1] | 0x80000000
  }
  return words
}

/** The places 0 to count - 1. */
export function inPlace(count: number): Uint32Array {
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  return order
}
