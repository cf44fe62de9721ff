const DIGITS = 8
const BUCKETS = 256
/** Fewer rows than this are sorted sooner by merging. */
const FEW = 1500
/** Length of the runs that merging starts from. */
const RUN = 8
/** Ends of tied runs per row above which sorting them one by one does not pay. */
const MANY_TIES = 1 / 8

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

/** Rows and their keys, side by side. */
interface Keyed {
  readonly rows: Uint32Array
  readonly keys: Float64Array
}

const keyed = (): Keyed => ({ rows: new Uint32Array(FEW), keys: new Float64Array(FEW) })
/** Where merging goes back and forth; used again for every column, as new ones cost as much as sorting so few rows. */
const HERE: Keyed = /* @__PURE__ */ keyed()
const THERE: Keyed = /* @__PURE__ */ keyed()

function mergeBy(order: Uint32Array, table: Float64Array, width: number, column: number): void {
  const count = order.length
  const { rows, keys } = HERE
  for (let place = 0; place < count; place++) {
    rows[place] = order[place]
    keys[place] = table[order[place] * width + column]
  }
  if (isSorted(order, keys)) return
  for (let start = 0; start < count; start += RUN) insert(HERE, start, Math.min(count, start + RUN))
  let from = HERE
  let to = THERE
  for (let run = RUN; run < count; run *= 2) {
    for (let start = 0; start < count; start += 2 * run) {
      merge(to, from, start, [Math.min(count, start + run), Math.min(count, start + 2 * run)])
    }
    const spare = from
    from = to
    to = spare
  }
  for (let place = 0; place < count; place++) order[place] = from.rows[place]
}

/** Whether the rows are in order, or were once turned round, as one objective of a front of two is when the other is. */
function isSorted(rows: Uint32Array, keys: Float64Array): boolean {
  const last = rows.length - 1
  let place = 0
  while (place < last && keys[place] > keys[place + 1]) place++
  if (place > 0 && place === last) {
    rows.reverse()
    return true
  }
  place = 0
  while (place < last && keys[place] <= keys[place + 1]) place++
  return place >= last
}

/** Sorts one run in place. */
function insert({ rows, keys }: Keyed, start: number, end: number): void {
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
function merge(out: Keyed, { rows, keys }: Keyed, start: number, [middle, end]: readonly [number, number]): void {
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

/**
 * The rows of a table in lexicographic order, first column first, equal rows by place. The first column decides nearly
 * always, so only runs that tie in it are sorted again; where many tie, all columns are sorted, the last one first.
 */
export function lexicographic(table: Float64Array, width: number): Uint32Array {
  const order = inPlace(table.length / width)
  orderBy(order, table, width, 0)
  if (width === 1) return order
  const ties = tiesIn(order, table, width)
  if (ties.length > order.length * MANY_TIES) ties.splice(0, ties.length, 0, order.length)
  for (let i = 0; i < ties.length; i += 2) {
    const run = order.subarray(ties[i], ties[i + 1])
    for (let column = width - 1; column >= (run.length === order.length ? 0 : 1); column--) {
      orderBy(run, table, width, column)
    }
  }
  return order
}

/** Where runs of rows that are equal in the first column start and end. */
function tiesIn(order: Uint32Array, table: Float64Array, width: number): number[] {
  const ties: number[] = []
  let start = 0
  for (let place = 1; place <= order.length; place++) {
    const isSame = place < order.length && table[order[place] * width] === table[order[start] * width]
    if (isSame) continue
    if (place - start > 1) ties.push(start, place)
    start = place
  }
  return ties
}

/** The places 0 to count - 1. */
export function inPlace(count: number): Uint32Array {
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  return order
}
