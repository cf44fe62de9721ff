import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { dot } from '../math/sum.ts'
import { activeSet, type Task } from './active-set.ts'
import { closeWeights } from './fit-to-limits.ts'
import { type Box, capacityOf, ROUNDING as EXACT } from './limits.ts'
import { type QuadraticProgram, solveProgram } from './quadratic-program.ts'
import { times } from './times.ts'

/** What a solution may lie above the least there is, as a share of its variance. */
const TOLERANCE = 1e-9

/** A hedge can leave so little that rounding is all of it: below this share of what the parts have together. */
const HEDGED = 1e-3

/** A gap this small is rounding: of two such solutions the one with weights exactly on their bounds is kept. */
const ROUNDING = 1e-13

/**
 * The weights within limits that have the least variance, or the least of half of it less a tilt, proven by the gap to what
 * any weights within the limits can reach. An interior point finds which bounds hold; linear algebra then finds the rest exactly.
 */
export function leastVariance(where: string, given: Task): Column {
  const task = given.total === 'at-most' ? given : { ...given, box: forced(given.box) }
  const { table, count } = task
  const deviations = Float64Array.from({ length: count }, (_, i) => Math.sqrt(table[i * (count + 1)]))
  const rough = roughly(task, deviations)
  let best = tidy(rough, task)
  let gap = gapOf(best, task, deviations)
  // Where nothing is worth holding, an interior point leaves dust that is as far from it as anything.
  const nothing = task.total === 'at-most' ? [task.box.min] : []
  for (const exact of [...nothing, ...activeSet(rough, task)]) {
    const weights = tidy(exact, task)
    const better = gapOf(weights, task, deviations)
    if (!(better <= Math.max(gap, ROUNDING))) continue
    best = weights
    gap = better
  }
  if (gap <= TOLERANCE) return best
  return refuse(where, 'the gap to the least variance', gap, {
    rule: `at most ${TOLERANCE} of it`,
    code: 'no-convergence',
    remedy: 'Shrink the covariance: it is too near to singular for the arithmetic.',
  })
}

/** Limits that hold no more than 1 in all leave no choice to assets in no group, nor to a group that cannot fill its cap. */
function forced(box: Box): Box {
  if (capacityOf(box) > 1 + EXACT) return box
  const open = new Set(
    box.groups.flatMap(({ assets, max }) =>
      assets.reduce((all, i) => all + box.max[i], 0) > max + EXACT ? assets : [],
    ),
  )
  return { ...box, min: box.min.map((least, i) => (open.has(i) ? least : box.max[i])) }
}

/** Weights strictly inside their bounds. They are found in units of the assets' own deviations, caps with a slack each. */
function roughly(task: Task, deviations: Column): Column {
  const { count, table, box, tilt = new Float64Array(count) } = task
  const calmest = deviations.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  const size = deviations.map((each) => each / calmest)
  const { rows, totals, wide, isFull } = rowsOf(task, size)
  const curve = new Float64Array(wide * wide)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) curve[i * wide + j] = table[i * count + j] / (deviations[i] * deviations[j])
  }
  const slope = new Float64Array(wide)
  const min = new Float64Array(wide)
  const max = new Float64Array(wide).fill(Number.POSITIVE_INFINITY)
  // Caps that must all be full have no slack.
  if (isFull) max.fill(0, count)
  const least = box.min.reduce((all, each) => all + each, 0)
  for (let i = 0; i < count; i++) {
    slope[i] = -tilt[i] / calmest / deviations[i]
    min[i] = box.min[i] * size[i]
    // A bound that the others' least weights imply only blunts the search.
    if (box.max[i] < 1 - least + box.min[i] || box.max[i] === box.min[i]) max[i] = box.max[i] * size[i]
  }
  return solveProgram({ count: wide, curve, slope, rows, min, max, totals })
    .subarray(0, count)
    .map((value, i) => value / size[i])
}

/** The sum of all weights, and of those of every group, each with a slack where it is a cap. */
function rowsOf(
  { count, box, total }: Task,
  size: Column,
): Pick<QuadraticProgram, 'rows' | 'totals'> & { wide: number; isFull: boolean } {
  const all = { assets: Array.from(size.keys()), max: 1 }
  const caps = total === 'at-most' ? [...box.groups, all] : box.groups
  const wide = count + caps.length
  const rowOf = (assets: readonly number[], slack?: number): Column => {
    const row = new Float64Array(wide)
    for (const i of assets) row[i] = 1 / size[i]
    if (slack !== undefined) row[slack] = 1
    return row
  }
  const rows = caps.map(({ assets }, g) => rowOf(assets, count + g))
  const totals = caps.map(({ max }) => max)
  // The sum of all then follows from the caps.
  const isFull = total !== 'at-most' && box.groups.length > 0 && capacityOf(box) <= 1 + EXACT
  return total === 'at-most' || isFull
    ? { rows, totals: Float64Array.from(totals), wide, isFull }
    : { rows: [rowOf(all.assets), ...rows], totals: Float64Array.of(1, ...totals), wide, isFull }
}

function tidy(weights: Column, { box, total }: Task): Column {
  const out = weights.map((weight, i) => Math.max(box.min[i], Math.min(box.max[i], weight)))
  closeWeights(out, box, total)
  return out
}

/** How far above what the steepest weights within the limits promise, as a share of the variance: none can beat that. */
function gapOf(weights: Column, { table, box, tilt, total }: Task, deviations: Column): number {
  const pull = times(table, weights)
  const slope = tilt === undefined ? pull : pull.map((each, i) => each - tilt[i])
  const drawn = tilt === undefined ? 0 : weights.reduce((all, weight, i) => all + Math.abs(weight * tilt[i]), 0)
  const order = Array.from(slope.keys()).sort((a, b) => slope[a] - slope[b] || a - b)
  const room = box.groups.map(({ assets, max }) => max - assets.reduce((all, i) => all + box.min[i], 0))
  const groupOf = new Map(box.groups.flatMap(({ assets }, g) => assets.map((i) => [i, g] as const)))
  let left = 1 - box.min.reduce((all, least) => all + least, 0)
  let reached = dot(slope, box.min)
  for (const i of order) {
    if (total === 'at-most' && slope[i] >= 0) break
    const group = groupOf.get(i)
    const taken = Math.max(0, Math.min(left, box.max[i] - box.min[i], group === undefined ? left : room[group]))
    if (group !== undefined) room[group] -= taken
    left -= taken
    reached += taken * slope[i]
  }
  const gap = Math.max(0, dot(slope, weights) - reached)
  return gap === 0 ? 0 : gap / Math.max(dot(pull, weights), drawn, HEDGED * dot(weights, deviations) ** 2)
}
