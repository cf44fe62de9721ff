import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { type RandomSeed, randomFrom } from '../random/random-from.ts'
import { checkFeatures, checkModel, checkTargets, scratchFrom } from './check-rows.ts'
import { classesOf, classWeights } from './classes.ts'
import { descendDual } from './dual-descent.ts'
import { descendPrimal } from './primal-descent.ts'
import { scoreRows } from './score-rows.ts'
import type { Scratch } from './scratch.ts'
import { gapOf } from './svc-gap.ts'
import { solveInside } from './svc-interior.ts'
import type { SvcProblem } from './svc-problem.ts'

/** What a support vector classifier trades off, and how long it may look. */
export interface LinearSvcOptions {
  /** C, what a unit of loss costs against the penalty; above 0. Default 1. */
  readonly cost?: number
  /** What a row that lacks m of its margin of 1 loses: m or m^2 (default). */
  readonly loss?: 'hinge' | 'squared-hinge'
  /** `'l2'` (default): half the sum of squared weights. `'l1'`: the sum of their sizes, which leaves columns out. */
  readonly penalty?: 'l1' | 'l2'
  /** `'balanced'`: a row of class c costs C n / (k n_c). Default `'none'`: all cost C. */
  readonly balance?: 'balanced' | 'none'
  /**
   * Value of a constant feature whose weight times this value is the intercept; default 1. The weight is penalised like
   * all others: a larger value penalises the intercept less. 0 fits without an intercept.
   */
  readonly interceptScale?: number
  /** Solved when the objective is proved to be within this share of the best one. Default 1e-6. */
  readonly tolerance?: number
  /** Most passes of coordinate descent. Default 50. */
  readonly iterations?: number
  /** After the last pass: solve by the interior point method (default), or `'none'`, keep what there is. */
  readonly fallback?: 'interior-point' | 'none'
  /** Visits rows (l1: columns) in random order, which settles sooner. Left out: by index. */
  readonly seed?: RandomSeed
  readonly scratch?: Scratch
}

/** A fitted classifier: plain data. Two classes have one score, above 0 for the larger class; more have one each. */
export interface LinearSvc {
  readonly kind: 'linear-svc'
  readonly columns: number
  /** The distinct targets, smallest first. */
  readonly classes: readonly number[]
  /** The weights of every score, one score after the other. */
  readonly weights: readonly number[]
  readonly intercepts: readonly number[]
  /** Passes of coordinate descent, for every score. */
  readonly iterations: readonly number[]
  /** Who had the last word, for every score. */
  readonly solvers: readonly ('descent' | 'interior-point')[]
  /** The largest gap between an objective and its lower bound, as a share of the objective. */
  readonly gap: number
  /** Whether no gap is above the tolerance. */
  readonly converged: boolean
}

const KEYS = ['cost', 'loss', 'penalty', 'balance', 'interceptScale', 'tolerance', 'iterations', 'fallback', 'seed']

/**
 * The linear support vector classifier: the widest margin between classes, at a cost for rows that are inside of it or on
 * the wrong side. Features are flat, row after row; targets are two to 32 different numbers, for example -1, 0 and 1, each
 * class set against all others. Standardise first: the penalty compares weights. Dual coordinate descent (Hsieh et al.
 * 2008), for l1 primal (Yuan et al. 2010); where that does not settle, as with a large cost, the interior point method.
 * The gap proves what was reached. O(n k) a pass.
 *
 * @example
 * const model = fitLinearSvc(Float64Array.of(-3, -1, 1, 3), 1, Float64Array.of(-1, -1, 1, 1), { cost: 10, loss: 'hinge' })
 * model.weights[0].toFixed(3) // => '1.000'
 * predictLinearSvc(model, Float64Array.of(-0.5, 0.5)) // => Float64Array.of(-1, 1)
 * fitLinearSvc(Float64Array.of(1, 2), 1, Float64Array.of(1, 1)) // throws 'invalid-argument'
 */
export function fitLinearSvc(
  features: Column,
  columns: number,
  targets: Column,
  options: LinearSvcOptions = {},
): LinearSvc {
  const rows = checkFeatures('fitLinearSvc', features, columns)
  checkTargets('fitLinearSvc', targets, rows)
  checkOptions(options)
  const { cost = 1, loss = 'squared-hinge', penalty = 'l2', balance = 'none', interceptScale = 1 } = options
  const scratch = scratchFrom('fitLinearSvc', options.scratch)
  const classes = classesOf('fitLinearSvc', targets, scratch.integers('svc codes', rows))
  const shares = classWeights(classes, balance)
  const problem: SvcProblem = {
    ...{ features, columns, loss, penalty, constant: interceptScale },
    signs: scratch.floats('svc signs', rows),
    costs: scratch.floats('svc costs', rows),
    multipliers: scratch.floats('svc multipliers', rows),
    weights: scratch.floats('svc weights', columns + 1),
  }
  for (let row = 0; row < rows; row++) problem.costs[row] = cost * shares[classes.codes[row]]
  const scores = classes.values.length === 2 ? [1] : classes.values.map((_, place) => place)
  const parts = scores.map((place) => {
    for (let row = 0; row < rows; row++) problem.signs[row] = classes.codes[row] === place ? 1 : -1
    return solve(problem, options, scratch)
  })
  return {
    ...{ kind: 'linear-svc', columns, classes: classes.values },
    weights: parts.flatMap(({ weights }) => weights.slice(0, columns)),
    intercepts: parts.map(({ weights }) => weights[columns] * interceptScale),
    iterations: parts.map(({ iterations }) => iterations),
    solvers: parts.map(({ solver }) => solver),
    gap: Math.max(...parts.map(({ gap }) => gap)),
    converged: parts.every(({ converged }) => converged),
  }
}

/** What one score came to. */
interface Part {
  readonly weights: number[]
  readonly iterations: number
  readonly solver: 'descent' | 'interior-point'
  readonly gap: number
  readonly converged: boolean
}

function solve(problem: SvcProblem, options: LinearSvcOptions, scratch: Scratch): Part {
  const { tolerance = 1e-6, iterations: most = 50, fallback = 'interior-point', seed } = options
  const rules = { tolerance, iterations: most, random: seed === undefined ? undefined : randomFrom(seed) }
  const descend = problem.penalty === 'l2' ? descendDual : descendPrimal
  const { iterations, converged } = descend(problem, rules, scratch)
  const isInside = !converged && fallback === 'interior-point'
  if (isInside) solveInside(problem, scratch)
  const gap = gapOf(problem, scratch.floats('svc image', problem.weights.length))
  const solver = isInside ? 'interior-point' : 'descent'
  return { weights: Array.from(problem.weights), iterations, solver, gap, converged: gap <= tolerance }
}

/**
 * The scores of every row, row after row: one for two classes, else one for each class in their order. A row on the edge
 * of the margin scores 1 or -1. NaN in rows that hold a value that is not finite.
 */
export function scoreLinearSvc(model: LinearSvc, features: Column): Column {
  checkModel('scoreLinearSvc', model, 'linear-svc', features)
  return scoreRows(model, features)
}

/** The class of every row: of the highest score, the smallest class of equals. NaN where a value is not finite. */
export function predictLinearSvc(model: LinearSvc, features: Column): Column {
  const rows = checkModel('predictLinearSvc', model, 'linear-svc', features)
  const { classes, intercepts } = model
  const scores = scoreRows(model, features)
  const width = intercepts.length
  const found = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let best = width === 1 && scores[row] > 0 ? 1 : 0
    let isNumber = true
    for (let k = 0; k < width; k++) {
      isNumber &&= !Number.isNaN(scores[row * width + k])
      if (scores[row * width + k] > scores[row * width + best]) best = k
    }
    found[row] = isNumber ? classes[best] : Number.NaN
  }
  return found
}

function checkOptions(options: LinearSvcOptions): void {
  const where = 'fitLinearSvc'
  checkKeys(where, options, [...KEYS, 'scratch'])
  const { cost = 1, loss = 'squared-hinge', penalty = 'l2', balance = 'none', interceptScale = 1 } = options
  const { tolerance = 1e-6, iterations = 50, fallback = 'interior-point' } = options
  checkNumber(where, 'cost', cost, { above: 0, max: 1e12 })
  checkOneOf(where, 'loss', loss, ['hinge', 'squared-hinge'])
  checkOneOf(where, 'penalty', penalty, ['l1', 'l2'])
  checkOneOf(where, 'balance', balance, ['balanced', 'none'])
  checkOneOf(where, 'fallback', fallback, ['interior-point', 'none'])
  checkNumber(where, 'interceptScale', interceptScale, { min: 0, max: 1e6 })
  checkNumber(where, 'tolerance', tolerance, { above: 0, below: 1 })
  checkInteger(where, 'iterations', iterations, { min: 1 })
  if (penalty === 'l2' || loss === 'squared-hinge') return
  refuse(where, 'loss', loss, { rule: `'squared-hinge' with an l1 penalty` })
}
