import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { dot } from '../math/sum.ts'
import { type Free, freeOf, sizesOf, statesOf } from './budget-levels.ts'
import { polishBudgets, startBudgets } from './budget-program.ts'
import type { BudgetState } from './budget-step.ts'
import type { Assets } from './check-covariance.ts'
import { closeWeights } from './fit-to-limits.ts'
import type { Box } from './limits.ts'

/** The widest gap between a contribution and what the limits ask of it that is given back, as a share of the variance. */
const TOLERANCE = 1e-9

/** Weights this near to a bound are on it. */
const ROUNDING = 1e-12

/** Caps that hold everything between them get so little more that nobody sees it. */
const SLACK = 1e-11

interface Problem {
  readonly assets: Assets
  readonly budgets: Column
  readonly box: Box
}

/** Weights with the level of the budgets and the price of a unit of weight in every group. */
interface Found {
  readonly weights: Column
  readonly level: number
  readonly prices: Column
}

/**
 * Risk budgets within limits (Richard and Roncalli 2019): the least x'Cx / 2 less a level times the sum of budgets times ln x
 * that the limits allow, at the level where the weights sum to 1. An asset between its bounds and in no full group brings its
 * budget times the level; a full group takes one price for every unit of weight from its assets. An interior point finds
 * which limits hold; Newton's method then finds the rest exactly.
 */
export function budgetsWithin(
  assets: Assets,
  budgets: Column,
  box: Box,
): { weights: Column; notes: readonly string[] } {
  const problem = { assets, budgets, box }
  const free = freeOf(assets, budgets, { box, slack: SLACK })
  let weights: Column = box.min.slice()
  if (free.assets.length === 0) {
    closeWeights(weights, box)
    return { weights, notes: notesOn(weights, box) }
  }
  let gap = Number.POSITIVE_INFINITY
  for (const state of statesOf(free.program)) {
    const rough = foundAt(state, free, box)
    for (const found of [rough, polished(rough, problem)]) {
      closeWeights(found.weights, box)
      const own = gapOf(found, free, problem)
      if (!(own < gap)) continue
      weights = found.weights
      gap = own
    }
    if (gap <= TOLERANCE / 100) break
  }
  if (!(gap <= TOLERANCE)) {
    refuse('riskParity', 'the widest gap between contributions and what the limits ask of them', gap, {
      rule: `at most ${TOLERANCE}`,
      code: 'no-convergence',
      remedy: 'Shrink the covariance: it is too near to singular for the arithmetic.',
    })
  }
  return { weights, notes: notesOn(weights, box) }
}

/** What an iterate stands for: weights on their bounds where the bound's price outweighs the room that is left. */
function foundAt(state: BudgetState, { program, assets, size, groups }: Free, box: Box): Found {
  const { x, low, high, pay } = state
  const weights = box.min.slice()
  for (const [k, i] of assets.entries()) {
    const isMost = high[k] / pay[k] > (program.max[k] - x[k]) / x[k]
    const isLeast = low[k] / pay[k] > (x[k] - program.min[k]) / x[k]
    weights[i] = isMost ? box.max[i] : isLeast ? box.min[i] : clip(x[k] / size[k], i, box)
  }
  const prices = new Float64Array(box.groups.length)
  for (const [r, g] of groups.entries()) {
    // Against the room as a share of the cap, the price as one of the variance.
    if (state.prices[r] * program.caps[r] * program.caps[r] > state.level * state.room[r]) prices[g] = state.prices[r]
  }
  return { weights, level: state.level, prices }
}

function clip(weight: number, i: number, { min, max }: Box): number {
  return Math.max(min[i], Math.min(max[i], weight))
}

/** The same weights on bounds and groups full, the rest to the last digits. */
function polished(rough: Found, { assets, budgets, box }: Problem): Found {
  const { weights, prices } = rough
  const stands = weights.map((weight, i) => (weight === box.min[i] || weight === box.max[i] ? 1 : 0))
  const full = Array.from(prices.keys()).filter((g) => prices[g] > 0)
  const narrow: Box = {
    min: weights.map((weight, i) => (stands[i] === 1 ? weight : 0)),
    max: weights.map((weight, i) => (stands[i] === 1 ? weight : 1)),
    groups: full.map((g) => box.groups[g]),
  }
  const free = freeOf(assets, budgets, { box: narrow, slack: 0 })
  if (free.assets.length === 0) return rough
  const own = Float64Array.from(free.groups, (g) => prices[full[g]])
  const x = Float64Array.from(free.assets, (i, k) => weights[i] * free.size[k])
  const state = { ...startBudgets(free.program, rough.level), x, prices: own, room: own.map(() => 0) }
  polishBudgets({ ...free.program, max: x.map(() => Number.POSITIVE_INFINITY) }, state)
  const out = narrow.min.slice()
  for (const [k, i] of free.assets.entries()) out[i] = clip(state.x[k] / free.size[k], i, box)
  const all = new Float64Array(prices.length)
  for (const [r, g] of free.groups.entries()) all[full[g]] = state.prices[r]
  return { weights: out, level: state.level, prices: all }
}

/** How far contributions are from what the conditions ask, as a share of the variance or of the level. */
function gapOf({ weights, level, prices }: Found, free: Free, { assets, budgets, box }: Problem): number {
  const { count, correlation } = assets
  const x = sizesOf(assets).map((size, i) => size * weights[i])
  const brought = x.map((value, i) => value * dot(correlation.subarray(i * count, (i + 1) * count), x))
  const variance = brought.reduce((all, each) => all + each, 0)
  const taken = new Float64Array(count)
  let gap = 0
  for (const [g, { assets: members, max }] of box.groups.entries()) {
    const left = max - members.reduce((all, i) => all + weights[i], 0)
    gap = Math.max(gap, Math.abs(left) * prices[g], -prices[g])
    for (const i of members) taken[i] += weights[i] * prices[g]
  }
  for (const i of free.assets) {
    const off = brought[i] + taken[i] - level * budgets[i]
    // At its most an asset may bring less, at its least more.
    const [isMost, isLeast] = [weights[i] > box.max[i] - ROUNDING, weights[i] < box.min[i] + ROUNDING]
    gap = Math.max(gap, isMost ? off : isLeast ? -off : Math.abs(off))
  }
  const missing = Math.abs(1 - weights.reduce((all, weight) => all + weight, 0))
  return variance > 0 ? Math.max(missing, gap / Math.max(variance, level)) : Number.POSITIVE_INFINITY
}

function notesOn(weights: Column, { min, max, groups }: Box): readonly string[] {
  const at = (bound: Column, zero: number): number[] =>
    Array.from(weights.keys()).filter((i) => weights[i] === bound[i] && bound[i] !== zero)
  const named = (what: string, which: readonly number[]): string[] =>
    which.length === 0 ? [] : [`riskParity: ${what} ${which.join(', ')}: budgets of risk hold among the others.`]
  const full = Array.from(groups.keys()).filter((g) => {
    return groups[g].assets.reduce((all, i) => all + weights[i], 0) >= groups[g].max * (1 - ROUNDING)
  })
  return [
    ...named('at their least weight are assets', at(min, 0)),
    ...named('at their most weight are assets', at(max, 1)),
    ...full.map(
      (g) => `riskParity: group ${g} is full: one price for every unit of weight cuts what its assets bring.`,
    ),
  ]
}
