import { type BoxProblem, dropHeld } from './box-problem.ts'
import { solveBox } from './interior-point.ts'
import type { Scratch } from './scratch.ts'
import { curveOf, type Outcome, type SvcProblem } from './svc-problem.ts'

/** Far finer than any tolerance a caller asks for: the last steps cost next to nothing. */
const FINE = 1e-14
/** Where multipliers start: far from the bounds of usual costs. Smaller ones get caught at 0. */
const FIRST = 1

/**
 * The support vector classifier by the interior point method: the same optimum as coordinate descent in a time that does
 * not grow with the cost. O(n k^2) for each of some twenty iterations.
 */
export function solveInside(problem: SvcProblem, scratch: Scratch): Outcome {
  const { signs, columns, multipliers, weights } = problem
  const rows = signs.length
  const width = columns + 1
  const units = problem.penalty === 'l1' ? width : 0
  const total = rows + units
  const box: BoxProblem = {
    table: signedRows(problem, scratch),
    width,
    units,
    ridge: problem.penalty === 'l1' ? 0 : 1,
    gains: scratch.floats('svc gains', total).fill(0).fill(1, 0, rows),
    curves: scratch.floats('svc curves', total).fill(0),
    least: scratch.floats('svc least', total).fill(0).fill(-1, rows),
    most: scratch.floats('svc most', total).fill(1),
    multipliers: scratch.floats('svc inner', total),
    weights,
  }
  bound(problem, box)
  const outcome = solveBox(box, FINE, scratch)
  dropHeld(box)
  multipliers.set(box.multipliers.subarray(0, rows))
  return outcome
}

/** Every row times its sign, the constant feature last. */
function signedRows({ features, columns, signs, constant }: SvcProblem, scratch: Scratch): Float64Array {
  const width = columns + 1
  const table = scratch.floats('svc table', signs.length * width)
  for (let row = 0; row < signs.length; row++) {
    for (let j = 0; j < columns; j++) table[row * width + j] = signs[row] * features[row * columns + j]
    table[row * width + columns] = signs[row] * constant
  }
  return table
}

/** The boxes, and a start inside of them. */
function bound(problem: SvcProblem, { table, width, units, curves, most, multipliers }: BoxProblem): void {
  const { costs, loss } = problem
  const rows = costs.length
  for (let row = 0; row < rows; row++) {
    most[row] = loss === 'hinge' ? costs[row] : Number.POSITIVE_INFINITY
    curves[row] = curveOf(problem, row)
    multipliers[row] = Math.min(FIRST, most[row] / 2)
  }
  if (units === 0) return
  const image = new Float64Array(width)
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) image[j] += multipliers[row] * table[row * width + j]
  }
  const shrink = 0.5 / image.reduce((hardest, value) => Math.max(hardest, Math.abs(value)), 0.5)
  for (let row = 0; row < rows; row++) multipliers[row] *= shrink
  for (let j = 0; j < width; j++) multipliers[rows + j] = -shrink * image[j]
}
