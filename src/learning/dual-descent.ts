import type { Random } from '../random/random.ts'
import type { Scratch } from './scratch.ts'
import { gapOf } from './svc-gap.ts'
import { curveOf, type Outcome, type SvcProblem, scoreAt } from './svc-problem.ts'

/** When to stop, and in which order to go. */
export interface DescentRules {
  /** Largest gap, as a share of the objective, that counts as solved. */
  readonly tolerance: number
  /** Most passes over the rows or columns. */
  readonly iterations: number
  /** Without it, places are visited by index. */
  readonly random: Random | undefined
}

/** How far the projected gradients of a pass reached up and down. */
interface Reach {
  up: number
  down: number
}

/** Rows in the order of their visits, and the curvature along the multiplier of each. */
interface Plan {
  readonly order: Int32Array
  readonly curvature: Float64Array
}

/** How near each other the gradients are when the gap is looked at for the first time. */
const FIRST_LOOK = 0.01

/**
 * Dual coordinate descent for the linear support vector classifier, Hsieh et al. (2008): one multiplier after the other
 * is set to its best value within its box; rows that rest at a bound are left out until the others agree.
 */
export function descendDual(problem: SvcProblem, rules: DescentRules, scratch: Scratch): Outcome {
  const { tolerance, iterations, random } = rules
  const plan = planFor(problem, scratch)
  const image = scratch.floats('svc image', problem.weights.length)
  const rows = problem.signs.length
  const before: Reach = { up: Number.POSITIVE_INFINITY, down: Number.NEGATIVE_INFINITY }
  const reach: Reach = { up: 0, down: 0 }
  let active = rows
  let near = FIRST_LOOK
  for (let pass = 1; pass <= iterations; pass++) {
    if (random !== undefined) mix(plan.order, active, random)
    const whole = active === rows
    active = sweep(problem, plan, active, { before, reach })
    const settled = reach.up - reach.down <= near
    if (settled && whole) {
      if (gapOf(problem, image) <= tolerance) return { iterations: pass, converged: true }
      near /= 10
    }
    if (settled) active = rows
    before.up = reach.up > 0 && !settled ? reach.up : Number.POSITIVE_INFINITY
    before.down = reach.down < 0 && !settled ? reach.down : Number.NEGATIVE_INFINITY
  }
  return { iterations, converged: gapOf(problem, image) <= tolerance }
}

/** Everything at 0, rows by index. */
function planFor(problem: SvcProblem, scratch: Scratch): Plan {
  const { features, columns, constant, multipliers, weights } = problem
  const rows = multipliers.length
  const order = scratch.integers('svc order', rows)
  const curvature = scratch.floats('svc curvature', rows)
  multipliers.fill(0)
  weights.fill(0)
  for (let row = 0; row < rows; row++) {
    order[row] = row
    let square = constant * constant + curveOf(problem, row)
    for (let at = row * columns; at < (row + 1) * columns; at++) square += features[at] * features[at]
    curvature[row] = square
  }
  return { order, curvature }
}

/** One pass over the active rows; gives how many stay active, the others being moved to the end. */
function sweep(
  problem: SvcProblem,
  { order, curvature }: Plan,
  active: number,
  { before, reach }: { before: Reach; reach: Reach },
): number {
  const { columns, signs, costs, loss, multipliers } = problem
  reach.up = Number.NEGATIVE_INFINITY
  reach.down = Number.POSITIVE_INFINITY
  let left = active
  for (let place = 0; place < left; place++) {
    const row = order[place]
    const old = multipliers[row]
    const most = loss === 'hinge' ? costs[row] : Number.POSITIVE_INFINITY
    const gradient = signs[row] * scoreAt(problem, row * columns) - 1 + curveOf(problem, row) * old
    if ((old === 0 && gradient > before.up) || (old === most && gradient < before.down)) {
      order[place--] = order[--left]
      order[left] = row
      continue
    }
    const isFree = (old > 0 || gradient < 0) && (old < most || gradient > 0)
    const projected = isFree ? gradient : 0
    if (projected > reach.up) reach.up = projected
    if (projected < reach.down) reach.down = projected
    if (projected === 0) continue
    const wanted = curvature[row] > 0 ? old - gradient / curvature[row] : most
    multipliers[row] = Math.max(0, Math.min(wanted, most))
    pull(problem, row, signs[row] * (multipliers[row] - old))
  }
  return left
}

function pull({ features, columns, weights, constant }: SvcProblem, row: number, step: number): void {
  const start = row * columns
  for (let j = 0; j < columns; j++) weights[j] += step * features[start + j]
  weights[columns] += step * constant
}

/** Puts the first `active` places into random order. */
export function mix(order: Int32Array, active: number, random: Random): void {
  for (let last = active - 1; last > 0; last--) {
    const chosen = random.int(0, last)
    const item = order[last]
    order[last] = order[chosen]
    order[chosen] = item
  }
}
