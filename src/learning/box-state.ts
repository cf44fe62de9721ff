import { addTransposed, apply, type BoxProblem } from './box-problem.ts'
import type { Scratch } from './scratch.ts'

/** Everything an iteration writes, one place a row. */
export interface State {
  readonly below: Float64Array
  readonly above: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly theta: Float64Array
  readonly pull: Float64Array
  readonly step: Float64Array
  readonly lowerStep: Float64Array
  readonly upperStep: Float64Array
  readonly weightStep: Float64Array
  readonly square: Float64Array
  readonly ridges: Float64Array
  readonly bestMultipliers: Float64Array
  readonly bestWeights: Float64Array
  readonly image: Float64Array
}

/** The memory of one solution, from the scratch. */
export function stateFor({ width, gains }: BoxProblem, scratch: Scratch): State {
  const rows = gains.length
  const column = (name: string) => scratch.floats(`box ${name}`, rows)
  return {
    below: column('below'),
    above: column('above'),
    lower: column('lower'),
    upper: column('upper'),
    theta: column('theta'),
    pull: column('pull'),
    step: column('step'),
    lowerStep: column('lowerStep'),
    upperStep: column('upperStep'),
    image: column('image'),
    weightStep: scratch.floats('box weightStep', width),
    square: scratch.floats('box square', width * width),
    ridges: scratch.floats('box ridges', width),
    bestMultipliers: column('bestMultipliers'),
    bestWeights: scratch.floats('box bestWeights', width),
  }
}

/** Weights that fit the multipliers, and prices of the bounds that fit the residuals; gives the number of bounds. */
export function begin(problem: BoxProblem, { below, above, lower, upper, image }: State): number {
  const { gains, curves, least, most, multipliers, weights, ridge } = problem
  weights.fill(0)
  if (ridge === 1) addTransposed(weights, problem, multipliers)
  apply(image, problem, weights)
  let size = 0
  for (let row = 0; row < gains.length; row++) {
    image[row] = gains[row] - image[row] - curves[row] * multipliers[row]
    size += Math.abs(image[row])
  }
  const room = size / gains.length
  let bounds = 0
  for (let row = 0; row < gains.length; row++) {
    const isOpen = most[row] === Number.POSITIVE_INFINITY
    below[row] = multipliers[row] - least[row]
    above[row] = most[row] - multipliers[row]
    upper[row] = isOpen ? 0 : Math.max(image[row], 0) + room
    lower[row] = Math.max(-image[row], 0) + room
    bounds += isOpen ? 1 : 2
  }
  return bounds
}

/** Puts the best point back; sums of steps may have left a box by the last bit. */
export function restore(
  { multipliers, weights, least, most }: BoxProblem,
  { bestMultipliers, bestWeights }: State,
): void {
  weights.set(bestWeights)
  for (let row = 0; row < multipliers.length; row++) {
    multipliers[row] = Math.max(least[row], Math.min(most[row], bestMultipliers[row]))
  }
}

/** Remembers this point as the best one so far. */
export function keep({ multipliers, weights }: BoxProblem, { bestMultipliers, bestWeights }: State): void {
  bestMultipliers.set(multipliers)
  bestWeights.set(weights)
}
