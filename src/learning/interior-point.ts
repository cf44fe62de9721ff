import { pow } from '../math/pow.ts'
import { addTransposed, apply, type BoxProblem, boxGap } from './box-problem.ts'
import { begin, keep, restore, type State, stateFor } from './box-state.ts'
import { addGram, factorInPlace, solveInPlace } from './factor.ts'
import type { Scratch } from './scratch.ts'

/** How a solution was reached. */
export interface Approach {
  readonly iterations: number
  readonly converged: boolean
}

const MOST_STEPS = 100
/** So many steps in a row without progress mean that rounding has the last word. */
const MOST_STALLS = 3
/** Above this gap, as a share of the objective, a step without progress is only a detour. */
const ROUGH = 1e-6
/** What a cautious step aims for, as a share of the products there are. */
const CAUTIOUS = 0.3
/** A step stops this share short of the nearest bound. */
const SHORT = 0.9995

/**
 * The primal and dual interior point method with Mehrotra's (1992) predictor and corrector: for ridge 0 the one of
 * Portnoy and Koenker (1997). Ends when the gap between both sides is at most `tolerance` times the objective, or when
 * rounding lets it fall no more, and leaves the point with the least gap. O(n k^2) an iteration.
 */
export function solveBox(problem: BoxProblem, tolerance: number, scratch: Scratch): Approach {
  const state = stateFor(problem, scratch)
  const pairs = begin(problem, state)
  let least = Number.POSITIVE_INFINITY
  let fewest = Number.POSITIVE_INFINITY
  let iterations = 0
  let converged = false
  for (let stalls = 0; iterations < MOST_STEPS && stalls < MOST_STALLS; iterations++) {
    const { gap, size } = boxGap(problem, state.image, state.weightStep)
    if (gap < least) keep(problem, state)
    converged = gap <= tolerance * size
    if (converged) break
    const now = productsOf(state)
    stalls = gap < least || now < 0.5 * fewest || gap > ROUGH * size ? 0 : stalls + 1
    // Predictor and corrector can lead each other round in a circle; a plain step towards the middle leaves it.
    const isCaught = now > 0.9 * fewest
    least = Math.min(least, gap)
    fewest = Math.min(fewest, now)
    weigh(problem, state)
    if (isCaught) direct(problem, state, (CAUTIOUS * now) / pairs, false)
    else predictAndCorrect(problem, state, now, pairs)
    if (!advance(problem, state, reachOf(problem, state))) break
  }
  restore(problem, state)
  return { iterations, converged }
}

/** A step towards products of 0 tells how far one can get, and so what to aim for; its own products are corrected for. */
function predictAndCorrect(problem: BoxProblem, state: State, now: number, pairs: number): void {
  direct(problem, state, 0, false)
  const hoped = productsAfter(state, reachOf(problem, state))
  direct(problem, state, (now / pairs) * pow(hoped / now, 3), true)
}

/** The factor of A' theta A + ridge. */
function weigh(problem: BoxProblem, { theta, square, ridges, below, above, lower, upper }: State): void {
  const { table, width, units, curves, ridge } = problem
  for (let row = 0; row < theta.length; row++) {
    theta[row] = 1 / (curves[row] + upper[row] / above[row] + lower[row] / below[row])
  }
  square.fill(0)
  addGram(square, table, theta, width)
  const rows = theta.length - units
  for (let j = 0; j < width; j++) {
    ridges[j] = ridge + (j < units ? theta[rows + j] : 0)
    square[j * width + j] += ridges[j]
  }
  factorInPlace(square, ridges)
}

/** The step towards products of `aim`; the corrector takes the products of the predictor's own step into account. */
function direct(problem: BoxProblem, state: State, aim: number, corrects: boolean): void {
  const { below, above, lower, upper, theta, pull, step, lowerStep, upperStep, weightStep, square, image } = state
  const { gains, curves, multipliers, weights, width, ridge } = problem
  if (!corrects) apply(pull, problem, weights)
  weightStep.fill(0)
  addTransposed(weightStep, problem, multipliers)
  for (let j = 0; j < width; j++) weightStep[j] -= ridge * weights[j]
  for (let row = 0; row < gains.length; row++) {
    const aimUp = (aim + (corrects ? upperStep[row] * step[row] : 0)) / above[row] - upper[row]
    const aimDown = (aim - (corrects ? lowerStep[row] * step[row] : 0)) / below[row] - lower[row]
    const rest = gains[row] - pull[row] - curves[row] * multipliers[row]
    upperStep[row] = aimUp
    lowerStep[row] = aimDown
    step[row] = theta[row] * (rest - upper[row] + lower[row] - aimUp + aimDown)
  }
  addTransposed(weightStep, problem, step)
  solveInPlace(square, weightStep, width)
  apply(image, problem, weightStep)
  for (let row = 0; row < gains.length; row++) {
    step[row] -= theta[row] * image[row]
    upperStep[row] += (upper[row] / above[row]) * step[row]
    lowerStep[row] -= (lower[row] / below[row]) * step[row]
  }
}

/** How far the multipliers and the prices can go before the first of them meets a bound, at most 1. */
function reachOf(problem: BoxProblem, state: State): { dual: number; primal: number } {
  const { below, above, lower, upper, step, lowerStep, upperStep } = state
  let dual = 1
  let primal = 1
  for (let row = 0; row < problem.gains.length; row++) {
    const room = step[row] > 0 ? above[row] : below[row]
    const size = Math.abs(step[row])
    if (size * dual > room) dual = room / size
    if (-upperStep[row] * primal > upper[row]) primal = -upper[row] / upperStep[row]
    if (-lowerStep[row] * primal > lower[row]) primal = -lower[row] / lowerStep[row]
  }
  // Weights enter both equations when there is a ridge or a curve, so both sides must move alike.
  if (problem.ridge === 1 || problem.curves[0] > 0) dual = primal = Math.min(dual, primal)
  return { dual, primal }
}

/** The sum of all prices times what is left to their bounds. */
function productsOf({ below, above, lower, upper }: State): number {
  let products = 0
  for (let row = 0; row < below.length; row++) {
    products += lower[row] * below[row] + (upper[row] > 0 ? upper[row] * above[row] : 0)
  }
  return products
}

/** The same sum after a step of that reach. */
function productsAfter(state: State, { dual, primal }: { dual: number; primal: number }): number {
  const { below, above, lower, upper, step, lowerStep, upperStep } = state
  let products = 0
  for (let row = 0; row < step.length; row++) {
    products += (lower[row] + primal * lowerStep[row]) * (below[row] + dual * step[row])
    if (upper[row] > 0) products += (upper[row] + primal * upperStep[row]) * (above[row] - dual * step[row])
  }
  return products
}

/** Takes the step; false when it leads nowhere, because rounding has the last word. */
function advance(problem: BoxProblem, state: State, reach: { dual: number; primal: number }): boolean {
  const { below, above, lower, upper, step, lowerStep, upperStep, weightStep } = state
  const dual = reach.dual < 1 ? SHORT * reach.dual : 1
  const primal = reach.primal < 1 ? SHORT * reach.primal : 1
  if (!(Math.max(dual, primal) > 1e-10) || !weightStep.every(Number.isFinite)) return false
  for (let j = 0; j < problem.width; j++) problem.weights[j] += primal * weightStep[j]
  for (let row = 0; row < problem.gains.length; row++) {
    problem.multipliers[row] += dual * step[row]
    below[row] += dual * step[row]
    above[row] -= dual * step[row]
    upper[row] += primal * upperStep[row]
    lower[row] += primal * lowerStep[row]
  }
  return true
}
