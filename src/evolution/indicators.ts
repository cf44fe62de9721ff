import { refuse } from '../base/guards.ts'
import { scoresFrom } from './scores.ts'

/** Rows to measure and rows to measure against, both row-major and to be minimised. */
interface Pair {
  readonly from: Float64Array
  readonly to: Float64Array
  readonly width: number
}

/**
 * Generational distance: how far, on average, the rows of a front are from the nearest row of the true front. 0 is best; it
 * says nothing about how much of the true front is met.
 *
 * @example
 * generationalDistance(Float64Array.of(3, 4), Float64Array.of(0, 0), 2) // => 5
 */
export function generationalDistance(front: Float64Array, truth: Float64Array, objectives: number): number {
  return meanNearest(checked('generationalDistance', front, truth, objectives), straight)
}

/**
 * Inverted generational distance: how far, on average, the rows of the true front are from the nearest row of a front. 0
 * is best; it asks for closeness and for coverage.
 *
 * @example
 * igd(Float64Array.of(0, 1), Float64Array.of(0, 1, 1, 0), 2) === Math.SQRT2 / 2 // => true
 */
export function igd(front: Float64Array, truth: Float64Array, objectives: number): number {
  return meanNearest(turned(checked('igd', front, truth, objectives)), straight)
}

/**
 * IGD+: as `igd`, but counting only by how much a front is worse than the true one, so that a dominating front never
 * scores worse (Ishibuchi et al., "Modified distance calculation", 2015).
 *
 * @example
 * igdPlus(Float64Array.of(0, 2), Float64Array.of(1, 1), 2) // => 1
 */
export function igdPlus(front: Float64Array, truth: Float64Array, objectives: number): number {
  return meanNearest(turned(checked('igdPlus', front, truth, objectives)), worse)
}

/**
 * How unevenly a front covers the true one: 0 when its rows lie equally far from their nearest neighbours and its ends
 * meet the ends of the true front. The generalised spread of Zhou et al., 2006, for any number of objectives.
 *
 * @example
 * spread(Float64Array.of(0, 2, 1, 1, 2, 0), Float64Array.of(0, 2, 2, 0), 2) // => 0
 */
export function spread(front: Float64Array, truth: Float64Array, objectives: number): number {
  const { from, to, width } = checked('spread', front, truth, objectives)
  let ends = 0
  for (let m = 0; m < width; m++) ends += nearest(to, endOf(to, width, m), { from: to, to: from, width }, straight)
  const gaps: number[] = []
  for (let at = 0; at < from.length; at += width) gaps.push(nearestOther(from, at, width))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const uneven = gaps.reduce((sum, gap) => sum + Math.abs(gap - mean), 0)
  const scale = ends + gaps.length * mean
  return scale === 0 ? 0 : (ends + uneven) / scale
}

type Gap = (reached: number, wanted: number) => number

const straight: Gap = (a, b) => a - b

/** How much worse a front is than the true row; the true row is the one that distances start from. */
const worse: Gap = (truth, front) => Math.max(0, front - truth)

/** The same rows, measured the other way. */
function turned({ from, to, width }: Pair): Pair {
  return { from: to, to: from, width }
}

function meanNearest(pair: Pair, gap: Gap): number {
  let sum = 0
  for (let at = 0; at < pair.from.length; at += pair.width) sum += nearest(pair.from, at, pair, gap)
  return sum / (pair.from.length / pair.width)
}

function nearest(rows: Float64Array, at: number, { to, width }: Pair, gap: Gap): number {
  let least = Number.POSITIVE_INFINITY
  for (let other = 0; other < to.length; other += width) {
    let square = 0
    for (let m = 0; m < width; m++) square += gap(rows[at + m], to[other + m]) ** 2
    if (square < least) least = square
  }
  return Math.sqrt(least)
}

/** Distance to the nearest other row; 0 when there is none. */
function nearestOther(rows: Float64Array, at: number, width: number): number {
  const others = new Float64Array(rows.length - width)
  others.set(rows.subarray(0, at))
  others.set(rows.subarray(at + width), at)
  return others.length === 0 ? 0 : nearest(rows, at, { from: rows, to: others, width }, straight)
}

/** The row that is worst in one objective: an end of the front. */
function endOf(rows: Float64Array, width: number, m: number): number {
  let end = 0
  for (let at = width; at < rows.length; at += width) if (rows[at + m] > rows[end + m]) end = at
  return end
}

function checked(where: string, from: Float64Array, to: Float64Array, objectives: number): Pair {
  for (const [what, rows] of [
    ['front', from],
    ['truth', to],
  ] as const) {
    const { values } = scoresFrom(where, rows, objectives)
    const isUsable = values.length > 0 && values.every(Number.isFinite)
    if (!isUsable) refuse(where, what, rows, { rule: 'at least one row of finite scores', code: 'invalid-column' })
  }
  return { from, to, width: objectives }
}
