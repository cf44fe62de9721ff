import { curveOf, type SvcProblem, scoreAt } from './svc-problem.ts'

/**
 * How far the weights can be from the best ones, as a share of their objective: the objective less a bound below every
 * objective, which the dual gives. It certifies a solution, whoever found it. O(n k).
 */
export function gapOf(problem: SvcProblem, image: Float64Array): number {
  const { objective, bound } = problem.penalty === 'l2' ? bothSides(problem, image) : bothSidesSparse(problem, image)
  return Math.max(0, objective - bound) / objective
}

function bothSides(problem: SvcProblem, image: Float64Array): { objective: number; bound: number } {
  const { multipliers, weights } = problem
  let objective = 0
  let bound = 0
  image.fill(0)
  for (let row = 0; row < multipliers.length; row++) {
    const d = multipliers[row]
    objective += lossAt(problem, row, shortfall(problem, row))
    bound += d - 0.5 * curveOf(problem, row) * d * d
    if (d !== 0) addRow(image, problem, row, d)
  }
  for (let j = 0; j < weights.length; j++) {
    objective += 0.5 * weights[j] * weights[j]
    bound -= 0.5 * image[j] * image[j]
  }
  return { objective, bound }
}

/** With an l1 penalty no column may pull harder than the penalty: the multipliers are shrunk until none does. */
function bothSidesSparse(problem: SvcProblem, image: Float64Array): { objective: number; bound: number } {
  const { multipliers, weights } = problem
  let objective = 0
  let linear = 0
  let square = 0
  image.fill(0)
  for (let row = 0; row < multipliers.length; row++) {
    const d = multipliers[row]
    objective += lossAt(problem, row, shortfall(problem, row))
    linear += d
    square += 0.5 * curveOf(problem, row) * d * d
    if (d !== 0) addRow(image, problem, row, d)
  }
  let hardest = 0
  for (let j = 0; j < weights.length; j++) {
    objective += Math.abs(weights[j])
    hardest = Math.max(hardest, Math.abs(image[j]))
  }
  const shrink = square > 0 ? Math.min(1 / hardest, linear / (2 * square)) : 0
  return { objective, bound: shrink * linear - shrink * shrink * square }
}

/** How much of its margin a row lacks. */
function shortfall(problem: SvcProblem, row: number): number {
  return Math.max(0, 1 - problem.signs[row] * scoreAt(problem, row * problem.columns))
}

function lossAt({ loss, costs }: SvcProblem, row: number, missing: number): number {
  return costs[row] * (loss === 'hinge' ? missing : missing * missing)
}

function addRow(image: Float64Array, { features, columns, signs, constant }: SvcProblem, row: number, d: number): void {
  const signed = d * signs[row]
  for (let j = 0; j < columns; j++) image[j] += signed * features[row * columns + j]
  image[columns] += signed * constant
}
