import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { dot } from '../math/sum.ts'
import { activeSet } from './active-set.ts'
import { closeWeights } from './fit-to-limits.ts'
import type { Box } from './limits.ts'
import { type QuadraticProgram, solveProgram } from './quadratic-program.ts'

/** A covariance and the limits of weights. */
export interface Task {
  readonly count: number
  readonly table: Column
  readonly box: Box
}

/** What a solution may lie above the least variance there is, as a share of it. */
const TOLERANCE = 1e-9

/** A hedge can leave so little that rounding is all of it: below this share of what the parts have together. */
const HEDGED = 1e-3

/** A gap this small is rounding: of two such solutions the one with weights exactly on their bounds is kept. */
const ROUNDING = 1e-13

/**
 * The weights within limits that sum to 1 and have the least variance, proven by the gap to what any weights within the
 * limits can reach. An interior point finds which bounds hold; linear algebra then finds the rest exactly.
 */
export function leastVariance(where: string, task: Task): Column {
  const { table, count } = task
  const deviations = Float64Array.from({ length: count }, (_, i) => Math.sqrt(table[i * (count + 1)]))
  const rough = roughly(task, deviations)
  let best = tidy(rough, task.box)
  let gap = gapOf(best, task, deviations)
  for (const exact of activeSet(rough, task)) {
    const weights = tidy(exact, task.box)
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

/** Weights strictly inside their bounds. They are found in units of the assets' own deviations, groups with a slack each. */
function roughly({ count, table, box }: Task, deviations: Column): Column {
  const calmest = deviations.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  const size = deviations.map((each) => each / calmest)
  const wide = count + box.groups.length
  const curve = new Float64Array(wide * wide)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) curve[i * wide + j] = table[i * count + j] / (deviations[i] * deviations[j])
  }
  const rowOf = (assets: Iterable<number>): Column => {
    const row = new Float64Array(wide)
    for (const i of assets) row[i] = 1 / size[i]
    return row
  }
  const groups = box.groups.map(({ assets }, g) => {
    const row = rowOf(assets)
    row[count + g] = 1
    return row
  })
  const min = new Float64Array(wide)
  const max = new Float64Array(wide).fill(Number.POSITIVE_INFINITY)
  const least = box.min.reduce((all, each) => all + each, 0)
  for (let i = 0; i < count; i++) {
    min[i] = box.min[i] * size[i]
    // A bound that the others' least weights imply only blunts the search.
    if (box.max[i] < 1 - least + box.min[i] || box.max[i] === box.min[i]) max[i] = box.max[i] * size[i]
  }
  const program: QuadraticProgram = {
    ...{ count: wide, curve, slope: new Float64Array(wide), rows: [rowOf(size.keys()), ...groups], min, max },
    totals: Float64Array.of(1, ...box.groups.map((group) => group.max)),
  }
  return solveProgram(program)
    .subarray(0, count)
    .map((value, i) => value / size[i])
}

function tidy(weights: Column, box: Box): Column {
  const out = weights.map((weight, i) => Math.max(box.min[i], Math.min(box.max[i], weight)))
  closeWeights(out, box)
  return out
}

/** Variance above what the steepest weights within the limits promise, as a share of it: no weights can beat that. */
function gapOf(weights: Column, { count, table, box }: Task, deviations: Column): number {
  const slope = weights.map((_, i) => dot(table.subarray(i * count, (i + 1) * count), weights))
  const variance = dot(slope, weights)
  const order = Array.from(slope.keys()).sort((a, b) => slope[a] - slope[b] || a - b)
  const room = box.groups.map(({ assets, max }) => max - assets.reduce((all, i) => all + box.min[i], 0))
  const groupOf = new Map(box.groups.flatMap(({ assets }, g) => assets.map((i) => [i, g] as const)))
  let left = 1 - box.min.reduce((all, least) => all + least, 0)
  let reached = dot(slope, box.min)
  for (const i of order) {
    const group = groupOf.get(i)
    const taken = Math.max(0, Math.min(left, box.max[i] - box.min[i], group === undefined ? left : room[group]))
    if (group !== undefined) room[group] -= taken
    left -= taken
    reached += taken * slope[i]
  }
  return Math.max(0, variance - reached) / Math.max(variance, HEDGED * dot(weights, deviations) ** 2)
}
