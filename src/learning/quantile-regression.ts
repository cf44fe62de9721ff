import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { type BoxProblem, dropHeld } from './box-problem.ts'
import { checkFeatures, checkModel, checkTargets, scratchFrom } from './check-rows.ts'
import { type DesignTable, designInto, inOwnUnits } from './design-table.ts'
import { solveBox } from './interior-point.ts'
import { scoreRows } from './score-rows.ts'
import type { Scratch } from './scratch.ts'

/** Which quantiles to fit, and how hard weights are held at 0. */
export interface QuantileRegressionOptions {
  /** Levels above 0 and below 1, rising. Default the median, [0.5]. */
  readonly levels?: readonly number[]
  /** Strength a of the l1 penalty: the mean pinball loss plus a times the sum of the sizes of weights. Default 0. */
  readonly penalty?: number
  readonly scratch?: Scratch
}

/** Fitted quantiles, one after the other, as plain data. */
export interface QuantileRegression {
  readonly kind: 'quantile-regression'
  readonly columns: number
  readonly levels: readonly number[]
  /** The weights of every level, one level after the other. */
  readonly weights: readonly number[]
  readonly intercepts: readonly number[]
  /** Steps of the interior point method, for every level. */
  readonly iterations: readonly number[]
  /** The largest gap between an objective and its lower bound, as a share of the loss of the best constant. */
  readonly gap: number
  /** Whether no gap is above 1e-7. */
  readonly converged: boolean
}

/** How fine the interior point method works, and what counts as solved. */
const FINE = 1e-11
const SOLVED = 1e-7
const MOST_LEVELS = 99

/**
 * Linear quantile regression (Koenker and Bassett 1978): the plane with a share `level` of targets below it, as the one of
 * least pinball loss, level (y - f) above and (1 - level) (f - y) below. The intercept is not penalised; standardise first
 * when there is a penalty, which compares weights. Solved as a linear programme by the interior point method, and proved
 * by the dual: the gap bounds what any other weights could gain. Where several planes are best it takes one of them. Levels
 * are fitted on their own and may cross. O(n k^2) for each of some fifteen steps.
 *
 * @example
 * const model = fitQuantileRegression(new Float64Array(5), 1, Float64Array.of(1, 2, 3, 4, 9), { levels: [0.5, 0.9] })
 * model.intercepts.map((value) => value.toFixed(6)) // => ['3.000000', '9.000000']
 * model.converged // => true
 */
export function fitQuantileRegression(
  features: Column,
  columns: number,
  targets: Column,
  options: QuantileRegressionOptions = {},
): QuantileRegression {
  const where = 'fitQuantileRegression'
  const rows = checkFeatures(where, features, columns)
  checkTargets(where, targets, rows)
  checkOptions(rows, columns, options)
  const { levels = [0.5], penalty = 0 } = options
  const scratch = scratchFrom(where, options.scratch)
  const design = designInto(scratch.floats('quantile table', rows * (columns + 1)), features, columns)
  const units = penalty > 0 ? columns : 0
  const scale = scaleOf(targets)
  const gains = scratch.floats('quantile gains', rows + units).fill(0)
  for (let row = 0; row < rows; row++) gains[row] = (targets[row] - scale.middle) / scale.spread
  const sorted = scratch.floats('quantile sorted', rows)
  sorted.set(gains.subarray(0, rows))
  sorted.sort()
  const fits = levels.map((level) => fitLevel({ design, gains, sorted, level, penalty, rows }, scratch))
  const own = fits.map(({ weights }) => inOwnUnits(weights, design))
  return {
    ...{ kind: 'quantile-regression', columns, levels: [...levels] },
    weights: own.flatMap(({ weights }) => weights.map((weight) => weight * scale.spread)),
    intercepts: own.map(({ intercept }) => intercept * scale.spread + scale.middle),
    iterations: fits.map(({ iterations }) => iterations),
    gap: Math.max(...fits.map(({ gap }) => gap)),
    converged: fits.every(({ gap }) => gap <= SOLVED),
  }
}

/**
 * The fitted quantiles of every row, row after row. `crossing: 'sort'` puts the levels of a row into rising order
 * (Chernozhukov, Fernandez-Val and Galichon 2010), which brings them nearer to the true ones; `'keep'` (default) leaves
 * them as fitted. NaN in rows that hold a value that is not finite.
 */
export function predictQuantiles(
  model: QuantileRegression,
  features: Column,
  options: { readonly crossing?: 'keep' | 'sort' } = {},
): Column {
  checkModel('predictQuantiles', model, 'quantile-regression', features)
  checkKeys('predictQuantiles', options, ['crossing'])
  const { crossing = 'keep' } = options
  checkOneOf('predictQuantiles', 'crossing', crossing, ['keep', 'sort'])
  const quantiles = scoreRows(model, features)
  if (crossing === 'keep') return quantiles
  const width = model.levels.length
  for (let at = 0; at < quantiles.length; at += width) quantiles.subarray(at, at + width).sort()
  return quantiles
}

interface LevelProblem {
  readonly design: DesignTable
  readonly gains: Column
  /** The gains of the rows, rising. */
  readonly sorted: Column
  readonly level: number
  readonly penalty: number
  readonly rows: number
}

function fitLevel(problem: LevelProblem, scratch: Scratch): { weights: Column; iterations: number; gap: number } {
  const { design, gains, sorted, level, penalty, rows } = problem
  const total = gains.length
  const width = design.scales.length + 1
  const box: BoxProblem = {
    ...{ table: design.table, width, units: total - rows, ridge: 0, gains },
    curves: scratch.floats('quantile curves', total).fill(0),
    least: scratch.floats('quantile least', total).fill(level - 1),
    most: scratch.floats('quantile most', total).fill(level),
    multipliers: scratch.floats('quantile multipliers', total).fill(0),
    weights: new Float64Array(width),
  }
  for (let j = 0; j < total - rows; j++) {
    // No column of unit spread pulls harder than 1 a row, so beyond that the penalty changes nothing more.
    box.most[rows + j] = Math.min((rows * penalty) / design.scales[j], 2 * rows)
    box.least[rows + j] = -box.most[rows + j]
  }
  const constant = sorted[Math.ceil(level * rows) - 1]
  let unit = 0
  for (let row = 0; row < rows; row++) unit += pinball(gains[row] - constant, level)
  if (unit === 0) {
    box.weights[width - 1] = constant
    return { weights: box.weights, iterations: 0, gap: 0 }
  }
  const { iterations } = solveBox(box, FINE, scratch)
  const fitted = { weights: box.weights.slice(), iterations, gap: gapOf(box, level) / unit }
  dropHeld(box)
  const gap = gapOf(box, level) / unit
  return gap <= Math.max(fitted.gap, SOLVED) ? { weights: box.weights, iterations, gap } : fitted
}

/** The loss of the weights, penalty included, less the value of the dual, below which no loss can fall. */
function gapOf({ table, width, units, gains, most, multipliers, weights }: BoxProblem, level: number): number {
  const rows = gains.length - units
  let gap = 0
  for (let row = 0; row < rows; row++) {
    let residual = gains[row]
    for (let j = 0; j < width; j++) residual -= weights[j] * table[row * width + j]
    gap += pinball(residual, level) - multipliers[row] * gains[row]
  }
  for (let j = 0; j < units; j++) gap += most[rows + j] * Math.abs(weights[j])
  return Math.max(0, gap)
}

function pinball(residual: number, level: number): number {
  return residual >= 0 ? level * residual : (level - 1) * residual
}

/** The middle and the spread of the targets; the spread of a constant is 1. */
function scaleOf(targets: Column): { middle: number; spread: number } {
  const first = targets[0]
  let sum = 0
  for (const target of targets) sum += target - first
  const middle = first + sum / targets.length
  let squares = 0
  for (const target of targets) squares += (target - middle) ** 2
  const spread = Math.sqrt(squares / targets.length)
  return { middle, spread: spread > 0 ? spread : 1 }
}

function checkOptions(rows: number, columns: number, options: QuantileRegressionOptions): void {
  const where = 'fitQuantileRegression'
  checkKeys(where, options, ['levels', 'penalty', 'scratch'])
  const { levels = [0.5], penalty = 0 } = options
  if (!Array.isArray(levels)) refuse(where, 'levels', levels, { rule: 'an array of levels' })
  checkInteger(where, 'levels.length', levels.length, { min: 1, max: MOST_LEVELS })
  for (const [i, level] of levels.entries()) {
    checkNumber(where, `levels[${i}]`, level, { above: i === 0 ? 0 : levels[i - 1], below: 1 })
  }
  checkNumber(where, 'penalty', penalty, { min: 0, max: 1e12 })
  if (penalty > 0 || rows > columns) return
  refuse(where, 'the number of rows', rows, {
    rule: `above ${columns}, the number of columns, when there is no penalty`,
    remedy: 'Give more rows or a penalty: so few rows are met by many planes.',
  })
}
