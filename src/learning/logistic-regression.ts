import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import { ln1p } from '../math/ln.ts'
import { checkFeatures, checkModel, checkTargets, scratchFrom } from './check-rows.ts'
import { classesOf, classWeights } from './classes.ts'
import { designInto, inOwnUnits } from './design-table.ts'
import { addGram, factorInPlace, solveInPlace } from './factor.ts'
import { scoreRows } from './score-rows.ts'
import type { Scratch } from './scratch.ts'

/** How hard weights are held at 0, and when the search ends. */
export interface LogisticRegressionOptions {
  /** Strength of the l2 penalty, above 0: half of it times the sum of squared weights. Default 1. */
  readonly penalty?: number
  /** `'balanced'`: a row of class c weighs n / (2 n_c). Default `'none'`: all weigh 1. */
  readonly balance?: 'balanced' | 'none'
  /** Most Newton steps. Default 100. */
  readonly iterations?: number
  readonly scratch?: Scratch
}

/** A fitted logistic regression as plain data. */
export interface LogisticRegression {
  readonly kind: 'logistic-regression'
  readonly columns: number
  /** The two targets; the weights tell the odds of the second, larger one. */
  readonly classes: readonly number[]
  readonly weights: readonly number[]
  readonly intercept: number
  readonly iterations: number
  /** Largest slope of the objective along a weight, with columns in standard deviations, as a share of the rows' weight. */
  readonly gradient: number
  /** Whether it is at most 1e-9. */
  readonly converged: boolean
}

const SOLVED = 1e-9
/** As good as rounding allows. */
const DONE = 1e-15
/** A descent below this share of the objective is rounding error. */
const NOTHING = 1e-13
/** A Newton step that lowers the objective by less than this share of what its slope promises is halved. */
const ENOUGH = 1e-4
const MOST_HALVINGS = 40

/**
 * Logistic regression with an l2 penalty: the odds of the larger class as the exponential of a weighted sum. Newton's method
 * on the sum of log losses, which has one lowest point because the penalty is above 0, also where a plane separates the
 * classes and plain logistic regression has no answer. The intercept is not penalised. O(n k^2) a step.
 *
 * @example
 * const model = fitLogisticRegression(Float64Array.of(-1, -1, 1, 1), 1, Float64Array.of(0, 1, 1, 1), { penalty: 1e-6 })
 * predictLogistic(model, Float64Array.of(-1))[0].toFixed(4) // => '0.5000'
 * fitLogisticRegression(Float64Array.of(1, 2), 1, Float64Array.of(0, 0)) // throws 'invalid-argument'
 */
export function fitLogisticRegression(
  features: Column,
  columns: number,
  targets: Column,
  options: LogisticRegressionOptions = {},
): LogisticRegression {
  const where = 'fitLogisticRegression'
  const rows = checkFeatures(where, features, columns)
  checkTargets(where, targets, rows)
  checkOptions(where, options)
  const { penalty = 1, balance = 'none', iterations: most = 100 } = options
  const scratch = scratchFrom(where, options.scratch)
  const classes = classesOf(where, targets, scratch.integers('logistic codes', rows))
  if (classes.values.length > 2) {
    refuse(where, 'the number of classes among the targets', classes.values.length, { rule: '2' })
  }
  const shares = classWeights(classes, balance)
  const design = designInto(scratch.floats('logistic table', rows * (columns + 1)), features, columns)
  const problem: Problem = {
    ...{ table: design.table, codes: classes.codes },
    loads: scratch.floats('logistic loads', rows),
    ridge: Float64Array.from({ length: columns + 1 }, (_, j) => (j < columns ? penalty / design.scales[j] ** 2 : 0)),
  }
  for (let row = 0; row < rows; row++) problem.loads[row] = shares[classes.codes[row]]
  const { weights, ...outcome } = descend(problem, most, scratch)
  return { kind: 'logistic-regression', columns, classes: classes.values, ...inOwnUnits(weights, design), ...outcome }
}

/** The chance of the larger class for every row. NaN in rows that hold a value that is not finite. */
export function predictLogistic(model: LogisticRegression, features: Column): Column {
  checkModel('predictLogistic', model, 'logistic-regression', features)
  const { columns, weights, intercept } = model
  return scoreRows({ columns, weights, intercepts: [intercept] }, features).map((score) => 1 / (1 + exp(-score)))
}

interface Problem {
  readonly table: Column
  /** 1 for rows of the larger class. */
  readonly codes: Int32Array
  /** What every row weighs. */
  readonly loads: Column
  /** Penalty of every weight; 0 for the intercept. */
  readonly ridge: Column
}

interface Outcome {
  readonly weights: Column
  readonly iterations: number
  readonly gradient: number
  readonly converged: boolean
}

function descend(problem: Problem, most: number, scratch: Scratch): Outcome {
  const { ridge, table } = problem
  const width = ridge.length
  const bends = scratch.floats('logistic bends', problem.loads.length)
  const square = scratch.floats('logistic square', width * width)
  const slope = new Float64Array(width)
  const step = new Float64Array(width)
  let outcome = measured(problem, new Float64Array(width), slope, bends)
  for (let iterations = 0; iterations < most && outcome.gradient > DONE; iterations++) {
    square.fill(0)
    addGram(square, table, bends, width)
    for (let j = 0; j < width; j++) square[j * width + j] += ridge[j]
    factorInPlace(square, ridge)
    step.set(slope)
    solveInPlace(square, step, width)
    const next = shortened(problem, outcome.weights, step, slope)
    // Where the objective cannot tell two points apart any more, the gradient says whether the whole step helps.
    const reached = measured(problem, next ?? outcome.weights.map((weight, j) => weight - step[j]), slope, bends)
    if (next === undefined && !(reached.gradient < outcome.gradient / 2)) return outcome
    outcome = { ...reached, iterations: iterations + 1 }
  }
  return outcome
}

function measured(problem: Problem, weights: Column, slope: Column, bends: Column): Outcome {
  differentiate(problem, weights, slope, bends)
  const whole = problem.loads.reduce((sum, load) => sum + load, 0)
  const gradient = slope.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / whole
  return { weights, iterations: 0, gradient, converged: gradient <= SOLVED }
}

/** The weights after the longest step, halved as often as needed, that lowers the objective enough; or none. */
function shortened(problem: Problem, weights: Column, step: Column, slope: Column): Column | undefined {
  const now = objectiveOf(problem, weights)
  let promised = 0
  for (let j = 0; j < step.length; j++) promised += step[j] * slope[j]
  if (promised <= NOTHING * now) return undefined
  let length = 1
  for (let halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
    const next = weights.map((weight, j) => weight - length * step[j])
    if (objectiveOf(problem, next) < now - ENOUGH * length * promised) return next
  }
  return undefined
}

/** The slope of the objective along every weight, and how strongly it bends at every row. */
function differentiate({ table, codes, loads, ridge }: Problem, weights: Column, slope: Column, bends: Column): void {
  const width = weights.length
  for (let j = 0; j < width; j++) slope[j] = ridge[j] * weights[j]
  for (let row = 0; row < codes.length; row++) {
    const score = scoreOf(table, row * width, weights)
    const rest = 1 / (1 + exp(Math.abs(score)))
    const chance = score > 0 ? 1 - rest : rest
    bends[row] = loads[row] * rest * (1 - rest)
    // Where the class is right beyond doubt, 1 - chance would lose every digit of what is left.
    const missing = codes[row] === 1 ? (score > 0 ? -rest : chance - 1) : chance
    for (let j = 0; j < width; j++) slope[j] += loads[row] * missing * table[row * width + j]
  }
}

function objectiveOf({ table, codes, loads, ridge }: Problem, weights: Column): number {
  const width = weights.length
  let objective = 0
  for (let j = 0; j < width; j++) objective += 0.5 * ridge[j] * weights[j] * weights[j]
  for (let row = 0; row < codes.length; row++) {
    const score = scoreOf(table, row * width, weights)
    const margin = codes[row] === 1 ? score : -score
    objective += loads[row] * (ln1p(exp(-Math.abs(margin))) + (margin < 0 ? -margin : 0))
  }
  return objective
}

function scoreOf(table: Column, start: number, weights: Column): number {
  let score = 0
  for (let j = 0; j < weights.length; j++) score += weights[j] * table[start + j]
  return score
}

function checkOptions(where: string, options: LogisticRegressionOptions): void {
  checkKeys(where, options, ['penalty', 'balance', 'iterations', 'scratch'])
  const { penalty = 1, balance = 'none', iterations = 100 } = options
  checkNumber(where, 'penalty', penalty, { above: 0, max: 1e12, remedy: 'A tiny one, 1e-6, does all but nothing.' })
  checkOneOf(where, 'balance', balance, ['balanced', 'none'])
  checkInteger(where, 'iterations', iterations, { min: 1 })
}
