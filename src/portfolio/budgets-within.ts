import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import type { Assets } from './check-covariance.ts'
import { closeWeights, partsOf, scaleWhere } from './fit-to-limits.ts'
import type { Box } from './limits.ts'

/** The widest gap between a contribution and its share that is given back. */
const TOLERANCE = 1e-9

/** The gap at which the search stops. */
const GOAL = 1e-13

/** Passes without gain after which the levels follow half as fast and the weights twice as long. */
const PATIENCE = 400
const SLOWEST = 2 ** -8

/** Most products of a correlation and an x: some seconds. */
const WORK = 4e9

/** x is the weights in units of the assets' own deviations. */
interface State {
  readonly count: number
  readonly correlation: Column
  readonly budgets: Column
  readonly box: Box
  /** What a weight of 1 is as an x. */
  readonly size: Column
  readonly x: Column
  /** C x. */
  readonly pull: Column
  /** Variance that a whole budget brings, for every asset: one number but in full groups. */
  readonly level: Column
}

/**
 * Risk budgets within limits: every x_i is the one where x_i (C x)_i is its budget times a level, cut at its bounds; the level
 * is the one at which the weights sum to 1, a smaller one in a group that would pass its cap. Coordinate descent, the levels
 * set anew after each pass.
 */
export function budgetsWithin(
  assets: Assets,
  budgets: Column,
  box: Box,
): { weights: Column; notes: readonly string[] } {
  const { count, correlation, deviations } = assets
  const calmest = deviations.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  const size = deviations.map((each) => each / calmest)
  const x = size.map((each, i) => Math.max(box.min[i], Math.min(box.max[i], 1 / count)) * each)
  const state: State = { ...{ count, correlation, budgets, box, size, x }, pull: x.slice(), level: x.slice() }
  const gap = search(state)
  if (!(gap <= TOLERANCE)) refuseGap(gap)
  const weights = x.map((value, i) => Math.max(box.min[i], Math.min(box.max[i], value / size[i])))
  closeWeights(weights, box)
  return { weights, notes: notesOn(weights, box) }
}

/** Levels that answer at once can swing where assets hedge each other; slow ones, with the weights settled, hardly can. */
function search(state: State): number {
  let gap = Number.POSITIVE_INFINITY
  let best = gap
  let speed = 1
  let work = 0
  for (let since = 0; work < WORK && gap > GOAL && speed > SLOWEST; work += state.count ** 2 / speed) {
    pullAnew(state)
    gap = Math.max(setLevels(state, speed), gapOf(state))
    since = gap < 0.9 * best ? 0 : since + 1
    best = Math.min(best, gap)
    if (since >= PATIENCE) {
      speed /= 2
      since = 0
      best = gap
    }
    for (let k = 0; k < 1 / speed && gap > GOAL; k++) descend(state)
  }
  return gap
}

function refuseGap(gap: number): never {
  refuse('riskParity', 'the widest gap between contributions and their shares within the limits', gap, {
    rule: `at most ${TOLERANCE}`,
    code: 'no-convergence',
    remedy:
      'What must be held can leave the rest only to hedge it: lower min, widen the limits or use minimumVariance.',
  })
}

/** The x at which an asset brings its budget times a level, within its bounds, when all others stand. */
function rootOf({ budgets, box, size, x, pull }: State, i: number, level: number): number {
  const others = pull[i] - x[i]
  const root = Math.sqrt(others * others + 4 * level * budgets[i])
  const free = others > 0 ? (2 * level * budgets[i]) / (others + root) : (root - others) / 2
  return Math.max(box.min[i] * size[i], Math.min(box.max[i] * size[i], free))
}

function pullAnew({ count, correlation, x, pull }: State): void {
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let j = 0; j < count; j++) sum += correlation[i * count + j] * x[j]
    pull[i] = sum
  }
}

/** Moves the levels towards those at which the weights sum to 1 as others stand; how far they were from it. */
function setLevels(state: State, speed: number): number {
  const { size, level, box, count } = state
  const parts = partsOf(box, count)
  const held = (assets: readonly number[], at: number): number => {
    let sum = 0
    for (const i of assets) sum += rootOf(state, i, at) / size[i]
    return sum
  }
  const filled = (at: number): number => {
    let sum = 0
    for (const { assets, max } of parts) sum += Math.min(max, held(assets, at))
    return sum
  }
  const all = scaleWhere((at) => filled(at) >= 1)
  let gap = 0
  for (const { assets, max } of parts) {
    const own = held(assets, all) > max ? scaleWhere((at) => held(assets, at) >= max) : all
    for (const i of assets) {
      level[i] = speed === 1 ? own : level[i] * (own / level[i]) ** speed
      gap = Math.max(gap, Math.abs(level[i] / own - 1))
    }
  }
  return gap
}

/** The widest gap of an x from where it belongs, and of the weights from 1, as a share. */
function gapOf(state: State): number {
  const { x, pull, level, size } = state
  let gap = 0
  let variance = 0
  let sum = 0
  for (let i = 0; i < x.length; i++) {
    variance += x[i] * pull[i]
    sum += rootOf(state, i, level[i]) / size[i]
  }
  for (let i = 0; i < x.length; i++) {
    const aim = rootOf(state, i, level[i])
    gap = Math.max(gap, Math.abs(aim - x[i]) / x[i], (Math.abs(aim - x[i]) * (Math.abs(pull[i]) + x[i])) / variance)
  }
  return variance > 0 ? Math.max(gap, Math.abs(sum - 1)) : Number.POSITIVE_INFINITY
}

function descend(state: State): void {
  const { count, correlation, x, pull, level } = state
  for (let i = 0; i < count; i++) {
    const next = rootOf(state, i, level[i])
    const change = next - x[i]
    x[i] = next
    if (change !== 0) for (let j = 0; j < count; j++) pull[j] += change * correlation[i * count + j]
  }
}

function notesOn(weights: Column, { min, max, groups }: Box): readonly string[] {
  const at = (bound: Column, zero: number): number[] =>
    Array.from(weights.keys()).filter((i) => weights[i] === bound[i] && bound[i] !== zero)
  const named = (what: string, which: readonly number[]): string[] =>
    which.length === 0 ? [] : [`riskParity: ${what} ${which.join(', ')}: budgets of risk hold among the others.`]
  const full = Array.from(groups.keys()).filter((g) => {
    return groups[g].assets.reduce((all, i) => all + weights[i], 0) >= groups[g].max * (1 - 1e-12)
  })
  return [
    ...named('at their least weight are assets', at(min, 0)),
    ...named('at their most weight are assets', at(max, 1)),
    ...full.map((g) => `riskParity: group ${g} is full: its assets keep their budgets among themselves.`),
  ]
}
