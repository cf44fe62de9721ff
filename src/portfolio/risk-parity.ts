import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { type Allocation, checkReport, REPORT_KEYS, type ReportOptions, reportOn } from './allocation.ts'
import { refuseHedges } from './budget-levels.ts'
import { budgetsWithin } from './budgets-within.ts'
import { type Assets, checkCovariance } from './check-covariance.ts'
import { factorise, solveFactorised } from './factorise.ts'
import { isBinding } from './fit-to-limits.ts'
import { checkLimits, keepsLimits, LIMIT_KEYS, type Limits } from './limits.ts'

/** What share of the risk each asset brings. */
export interface RiskParityOptions extends Limits, ReportOptions {
  /** Shares above 0, scaled to sum to 1. Default the same for all: equal risk contributions. */
  readonly budgets?: ArrayLike<number>
}

/** The widest gap between a contribution and its budget that is given back. */
const TOLERANCE = 1e-9

/** The gap at which the search stops. */
const GOAL = 1e-13

/** Passes of coordinate descent before Newton's method takes over, and steps of that. */
const PASSES = 60
const STEPS = 200

/**
 * Risk parity, or equal risk contributions (Maillard, Roncalli and Teiletche 2010), or risk budgets: the one portfolio of
 * weights above 0 in which every asset brings its share of the variance, to 1e-9. Coordinate descent (Griveau-Billion,
 * Richard and Roncalli 2013), then Newton's method, on the correlation, so the units of the assets do not matter. Refuses
 * with `'singular-matrix'` assets that hedge each other away. O(n^3).
 *
 * Limits that bind take that from it (Richard and Roncalli 2019): contributions then keep the proportions of the budgets among
 * the assets between their bounds; an asset at its most brings less, one at its least more, and what a full group brings is cut
 * by one price for every unit of weight. A note in the report says which. Refused when what must be held leaves the rest only
 * to hedge it.
 *
 * @example
 * riskParity(matrixFrom([[4, 0], [0, 9]])).weights // => Float64Array.of(0.6, 0.4)
 * const { report } = riskParity(matrixFrom([[4, 1], [1, 9]]), { budgets: [3, 1] })
 * Array.from(report.riskContributions ?? [], (share) => share.toFixed(9)) // => ['0.750000000', '0.250000000']
 * const { weights } = riskParity(matrixFrom([[1, 0, 0], [0, 4, 0], [0, 0, 4]]), { max: 0.4 })
 * Array.from(weights, (weight) => weight.toFixed(9)) // => ['0.400000000', '0.300000000', '0.300000000']
 */
export function riskParity(covariance: Matrix, options: RiskParityOptions = {}): Allocation {
  checkKeys('riskParity', options, [...LIMIT_KEYS, ...REPORT_KEYS, 'budgets'])
  const assets = checkCovariance('riskParity', covariance)
  checkReport('riskParity', options, assets.count)
  const box = checkLimits('riskParity', options, assets.count)
  const budgets = checkBudgets(options.budgets, assets.count)
  const free = freely(assets, budgets)
  if (free !== undefined && keepsLimits(free, box)) return { weights: free, report: reportOn(free, assets, options) }
  if (!isBinding(box)) refuseHedges()
  const { weights, notes } = budgetsWithin(assets, budgets, box)
  return { weights, report: reportOn(weights, assets, options, notes) }
}

/** The weights that keep the budgets when nothing else is asked; undefined when assets hedge each other away. */
function freely(assets: Assets, budgets: Column): Column | undefined {
  const x = solveBudgets(assets, budgets)
  if (x === undefined) return undefined
  const raw = x.map((value, i) => value / assets.deviations[i])
  const total = raw.reduce((all, value) => all + value, 0)
  return raw.map((value) => value / total)
}

function checkBudgets(budgets: ArrayLike<number> | undefined, count: number): Column {
  const given = budgets === undefined ? new Float64Array(count).fill(1) : Float64Array.from(budgets)
  if (given.length !== count) {
    refuse('riskParity', 'budgets.length', given.length, {
      rule: `${count}, one for every asset`,
      code: 'length-mismatch',
    })
  }
  for (const [i, budget] of given.entries()) {
    checkNumber('riskParity', `budgets[${i}]`, budget, { above: 0, remedy: 'Leave out assets that may bring no risk.' })
  }
  const total = given.reduce((all, budget) => all + budget, 0)
  return given.map((budget) => budget / total)
}

/** The x with x_i (C x)_i = b_i: the least of x'Cx / 2 - sum of b ln x, for a correlation C. */
function solveBudgets({ count, correlation }: Assets, budgets: Column): Column | undefined {
  const x = budgets.map(Math.sqrt)
  const pull = new Float64Array(count)
  let gap = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < PASSES && gap > GOAL; pass++) {
    // Pulls are summed anew in every pass: updated ones drift.
    gap = measure(correlation, { budgets, x, pull })
    if (gap > GOAL) descend(correlation, { budgets, x, pull })
  }
  for (let step = 0; step < STEPS && gap > TOLERANCE / 1000; step++) {
    if (!improve(correlation, { budgets, x, pull })) break
    gap = measure(correlation, { budgets, x, pull })
  }
  gap = measure(correlation, { budgets, x, pull })
  return gap <= TOLERANCE ? x : undefined
}

interface State {
  readonly budgets: Column
  readonly x: Column
  /** C x. */
  readonly pull: Column
}

/** Sums the pulls anew; the widest gap between a share of the variance and its budget. */
function measure(correlation: Column, { budgets, x, pull }: State): number {
  const count = x.length
  let variance = 0
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let j = 0; j < count; j++) sum += correlation[i * count + j] * x[j]
    pull[i] = sum
    variance += sum * x[i]
  }
  let gap = 0
  for (let i = 0; i < count; i++) gap = Math.max(gap, Math.abs((x[i] * pull[i]) / variance - budgets[i]))
  return variance > 0 ? gap : Number.POSITIVE_INFINITY
}

/** One pass: every x in turn is set where its own equation, a quadratic one, holds. */
function descend(correlation: Column, { budgets, x, pull }: State): void {
  const count = x.length
  for (let i = 0; i < count; i++) {
    const others = pull[i] - x[i]
    const root = Math.sqrt(others * others + 4 * budgets[i])
    // Of the two forms of the positive root, the one that subtracts nothing.
    const next = others > 0 ? (2 * budgets[i]) / (others + root) : (root - others) / 2
    const change = next - x[i]
    x[i] = next
    for (let j = 0; j < count; j++) pull[j] += change * correlation[i * count + j]
  }
}

/** One step of Newton's method, shortened as self-concordance asks (Spinu 2013); false when it cannot be taken. */
function improve(correlation: Column, { budgets, x, pull }: State): boolean {
  const count = x.length
  const curve = correlation.slice()
  for (let i = 0; i < count; i++) curve[i * (count + 1)] += budgets[i] / (x[i] * x[i])
  if (!factorise(curve, count)) return false
  const gradient = pull.map((each, i) => each - budgets[i] / x[i])
  const step = gradient.slice()
  solveFactorised(curve, step)
  let decrement = 0
  let reach = 0
  for (let i = 0; i < count; i++) {
    decrement += gradient[i] * step[i]
    reach = Math.max(reach, Math.abs(step[i] / x[i]))
  }
  const least = budgets.reduce((all, budget) => Math.min(all, budget), 1)
  const short = Math.sqrt(Math.max(0, decrement) / least) < 0.3 ? 1 : 1 / (1 + reach)
  for (let i = 0; i < count; i++) x[i] -= short * step[i]
  return x.every((value) => value > 0 && value < Number.POSITIVE_INFINITY)
}
