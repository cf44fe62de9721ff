import { type DescentRules, mix } from './dual-descent.ts'
import type { Scratch } from './scratch.ts'
import { gapOf } from './svc-gap.ts'
import type { Outcome, SvcProblem } from './svc-problem.ts'

/** A line search asks for this share of the promised descent. */
const ENOUGH = 0.01
const MOST_HALVINGS = 30
/** Curvature of a column that no row short of its margin touches. */
const LEAST_CURVATURE = 1e-12

/** Columns laid out one after the other with the signs of the rows in them, and what every row lacks. */
interface Slopes {
  readonly signed: Float64Array
  readonly lacking: Float64Array
}

/**
 * Coordinate descent on the weights for squared hinge loss with an l1 penalty, Yuan et al. (2010): a Newton step along one
 * column after the other, shortened until the objective falls enough.
 */
export function descendPrimal(problem: SvcProblem, rules: DescentRules, scratch: Scratch): Outcome {
  const { tolerance, iterations, random } = rules
  const { costs, multipliers } = problem
  const width = problem.weights.length
  const slopes = slopesFor(problem, scratch)
  const order = scratch.integers('svc columns', width)
  const image = scratch.floats('svc image', width)
  problem.weights.fill(0)
  for (let j = 0; j < width; j++) order[j] = j
  for (let pass = 1; pass <= iterations; pass++) {
    if (random !== undefined) mix(order, width, random)
    for (const j of order) stepAlong(problem, slopes, j)
    // The best weights and the best multipliers belong together like this.
    for (let row = 0; row < costs.length; row++) multipliers[row] = 2 * costs[row] * Math.max(0, slopes.lacking[row])
    if (gapOf(problem, image) <= tolerance) return { iterations: pass, converged: true }
  }
  return { iterations, converged: false }
}

function slopesFor({ features, columns, signs, constant }: SvcProblem, scratch: Scratch): Slopes {
  const rows = signs.length
  const signed = scratch.floats('svc signed', rows * (columns + 1))
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) signed[j * rows + row] = signs[row] * features[row * columns + j]
    signed[columns * rows + row] = signs[row] * constant
  }
  return { signed, lacking: scratch.floats('svc lacking', rows).fill(1) }
}

function stepAlong({ costs, weights }: SvcProblem, { signed, lacking }: Slopes, j: number): void {
  const start = j * costs.length
  let slope = 0
  let curvature = 0
  for (let row = 0; row < costs.length; row++) {
    if (lacking[row] <= 0) continue
    const steep = 2 * costs[row] * signed[start + row]
    slope -= steep * lacking[row]
    curvature += steep * signed[start + row]
  }
  const old = weights[j]
  let step = newtonStep(old, slope, Math.max(curvature, LEAST_CURVATURE))
  if (step === 0) return
  const promised = slope * step + Math.abs(old + step) - Math.abs(old)
  for (let halving = 0; halving < MOST_HALVINGS; halving++, step /= 2) {
    const change = lossChange(costs, { signed, lacking }, start, step) + Math.abs(old + step) - Math.abs(old)
    if (change > ENOUGH * promised * 0.5 ** halving) continue
    weights[j] = old + step
    for (let row = 0; row < costs.length; row++) lacking[row] -= step * signed[start + row]
    return
  }
}

/** The step to the lowest point of the quadratic model plus |weight|. */
function newtonStep(old: number, slope: number, curvature: number): number {
  if (slope + 1 <= curvature * old) return -(slope + 1) / curvature
  if (slope - 1 >= curvature * old) return -(slope - 1) / curvature
  return 0 - old
}

function lossChange(costs: Float64Array, { signed, lacking }: Slopes, start: number, step: number): number {
  let change = 0
  for (let row = 0; row < costs.length; row++) {
    const now = lacking[row]
    const next = now - step * signed[start + row]
    const fewer = next > 0 ? next * next : 0
    change += costs[row] * (now > 0 ? fewer - now * now : fewer)
  }
  return change
}
