import { checkFinite, refuse } from '../base/guards.ts'
import { frontsOf } from './non-dominated-sort.ts'
import { scoresFrom } from './scores.ts'

/** More objectives than this take too long to be exact. */
export const MOST_OBJECTIVES = 5

/**
 * The volume that rows of scores (row-major, to be minimised) dominate up to a reference point: the larger the better,
 * and the only common indicator that never rewards a dominated front. Exact, for 1 to 5 objectives, one per number of
 * the reference. Rows that are not below the reference everywhere count nothing.
 *
 * Two and three objectives by a sweep; more by exclusive volumes (While, Bradstreet and Barone, "A fast way of calculating
 * exact hypervolumes", 2012), exponential in the objectives at worst.
 *
 * @example
 * hypervolume(Float64Array.of(1, 3, 2, 2, 3, 1), [4, 4]) // => 6
 */
export function hypervolume(scores: Float64Array, reference: ArrayLike<number>): number {
  const objectives = reference.length
  if (!(objectives >= 1 && objectives <= MOST_OBJECTIVES)) {
    refuse('hypervolume', 'reference.length', objectives, {
      rule: `1 to ${MOST_OBJECTIVES}`,
      remedy: 'Leave out objectives, or compare fronts with igdPlus.',
    })
  }
  const point = Float64Array.from(reference)
  checkFinite('hypervolume', 'reference', point)
  const { values } = scoresFrom('hypervolume', scores, objectives)
  return volume(front(inside(values, point), objectives), point)
}

/** The rows that are below the reference everywhere. */
function inside(values: Float64Array, reference: Float64Array): Float64Array {
  const width = reference.length
  const rows = new Float64Array(values.length)
  let length = 0
  for (let at = 0; at < values.length; at += width) {
    let m = 0
    while (m < width && values[at + m] < reference[m]) m++
    if (m < width) continue
    for (let k = 0; k < width; k++) rows[length + k] = values[at + k]
    length += width
  }
  return rows.slice(0, length)
}

/** The non-dominated rows, each once, in ascending order of the last objective. */
function front(values: Float64Array, width: number): Float64Array {
  const turned = reversed(values, width)
  const { order, starts } = frontsOf({ count: values.length / width, objectives: width, values: turned })
  const rows = new Float64Array(values.length)
  let length = 0
  for (let place = 0; place < (starts[1] ?? 0); place++) {
    const at = order[place] * width
    if (length > 0 && isEqual(rows, length - width, values, at, width)) continue
    for (let k = 0; k < width; k++) rows[length + k] = values[at + k]
    length += width
  }
  return rows.slice(0, length)
}

// Over budget: five parameters compare rows of two tables without a copy.
function isEqual(a: Float64Array, from: number, b: Float64Array, at: number, width: number): boolean {
  for (let k = 0; k < width; k++) if (a[from + k] !== b[at + k]) return false
  return true
}

/** Rows with their columns turned round, so that sorting them sorts by the last column first. */
function reversed(values: Float64Array, width: number): Float64Array {
  const turned = new Float64Array(values.length)
  for (let at = 0; at < values.length; at += width) {
    for (let k = 0; k < width; k++) turned[at + k] = values[at + width - 1 - k]
  }
  return turned
}

/** Volume of a front in ascending order of the last objective. */
function volume(rows: Float64Array, reference: Float64Array): number {
  const width = reference.length
  if (rows.length === 0) return 0
  if (width === 1) return reference[0] - rows[0]
  if (width === 2) return area(rows, reference)
  if (width === 3) return sweep(rows, reference)
  let total = 0
  // Worst in the last objective first, so that each row is limited by few others in it.
  for (let at = rows.length - width; at >= 0; at -= width) total += exclusive(rows, at, reference)
  return total
}

/** Second score ascending means first descending: every row adds a strip. */
function area(rows: Float64Array, [right, top]: Float64Array): number {
  let total = 0
  let edge = right
  for (let at = 0; at < rows.length; at += 2) {
    total += (edge - rows[at]) * (top - rows[at + 1])
    edge = rows[at]
  }
  return total
}

/** What a row dominates and no row before it does. Nothing before it is above it in the last objective. */
function exclusive(rows: Float64Array, at: number, reference: Float64Array): number {
  const width = reference.length
  const low = width - 1
  const others = new Float64Array((at / width) * low)
  for (let row = 0; row * width < at; row++) {
    for (let k = 0; k < low; k++) others[row * low + k] = Math.max(rows[row * width + k], rows[at + k])
  }
  let alone = 1
  for (let k = 0; k < low; k++) alone *= reference[k] - rows[at + k]
  const shared = volume(front(others, low), reference.subarray(0, low))
  return (reference[low] - rows[at + low]) * (alone - shared)
}

/** Three objectives: the third is swept upwards while the stairs of the first two grow. */
function sweep(rows: Float64Array, reference: Float64Array): number {
  const xs = [Number.NEGATIVE_INFINITY, reference[0]]
  const ys = [reference[1], Number.NEGATIVE_INFINITY]
  let total = 0
  let covered = 0
  for (let at = 0; at < rows.length; at += 3) {
    covered += step(xs, ys, rows[at], rows[at + 1])
    const next = at + 3 < rows.length ? rows[at + 5] : reference[2]
    total += covered * (next - rows[at + 2])
  }
  return total
}

/** Adds a step to stairs that descend from the first to the last, and gives the area it adds. */
function step(xs: number[], ys: number[], x: number, y: number): number {
  let from = 1
  while (xs[from] < x) from++
  if (ys[from - 1] <= y) return 0
  let added = 0
  let edge = x
  let height = ys[from - 1]
  let to = from
  while (ys[to] >= y) {
    added += (xs[to] - edge) * (height - y)
    edge = xs[to]
    height = ys[to]
    to++
  }
  added += (xs[to] - edge) * (height - y)
  xs.splice(from, to - from, x)
  ys.splice(from, to - from, y)
  return added
}
