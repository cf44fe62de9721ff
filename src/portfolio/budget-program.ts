import type { Column } from '../base/column.ts'
import { dot } from '../math/sum.ts'
import { type BudgetProgram, type BudgetState, directionOf } from './budget-step.ts'

const STEPS = 200
/** Products of bounds and prices below this share of the level are nothing. */
const DONE = 1e-15
/** Steps on the path after which the search ends, and a change of an iterate, as a share, that is rounding. */
const ENDS = 20
const NOTHING = 1e-15
/** How far towards the nearest bound a step goes. */
const REACH = 0.999

/**
 * Walks an iterate to the solution by an interior point method; with `'whole'` the level is moved along so that the whole row
 * sums to 1, with `'level'` it stays. It says nothing of how good it is: the caller measures that. O(n^3) a step.
 */
export function solveBudgetProgram(program: BudgetProgram, state: BudgetState, keep: 'whole' | 'level'): void {
  let product = state.level / program.count
  for (let step = 0, ends = 0; step < STEPS && ends < ENDS; step++) {
    const change = directionOf(program, state, { product, keep })
    if (change === undefined || !isWhole(change)) return
    const length = Math.min(1, REACH * reachOf(program, state, change))
    move(state, change, length)
    // Far from the path the bounds wait; on it they close in.
    if (length > 0.5) product *= length > 0.9 ? 0.05 : 0.3
    product = Math.max(product, DONE * state.level)
    if (product === DONE * state.level) ends = isSmall(change, state) ? ENDS : ends + 1
  }
}

/** Newton's method where no bound is in the way and every cap is full: x, the level and the prices to the last digits. */
export function polishBudgets(program: BudgetProgram, state: BudgetState): void {
  state.room.fill(0)
  for (let step = 0; step < ENDS; step++) {
    for (let i = 0; i < program.count; i++) state.pay[i] = (state.level * program.budgets[i]) / state.x[i]
    const change = directionOf(program, state, { product: 0, keep: 'whole' })
    if (change === undefined || !isWhole(change)) return
    if (change.x.some((dx, i) => !(state.x[i] + dx > 0))) return
    move(state, { ...change, room: state.room }, 1)
    if (isSmall(change, state)) return
  }
}

function isWhole({ x, prices, level }: BudgetState): boolean {
  return Number.isFinite(level) && x.every(Number.isFinite) && prices.every(Number.isFinite)
}

function isSmall({ x, level }: BudgetState, state: BudgetState): boolean {
  return Math.abs(level) <= NOTHING * state.level && x.every((dx, i) => Math.abs(dx) <= NOTHING * state.x[i])
}

/** An iterate to start from: the whole row sums to its total but where a cap has no room for that. */
export function startBudgets(program: BudgetProgram, level?: number): BudgetState {
  const { min, max, rows, caps, whole, total, budgets } = program
  const left = total - dot(whole, min)
  const most = max.map((bound, i) => Math.min(bound, min[i] + left / whole[i]))
  let part = left / (dot(whole, most) - dot(whole, min))
  for (const [g, row] of rows.entries()) {
    const wide = dot(row, most) - dot(row, min)
    if (wide > 0) part = Math.min(part, (caps[g] - dot(row, min)) / wide / 2)
  }
  const x = min.map((least, i) => least + Math.min(part, 1 / 2) * (most[i] - least))
  const from = level ?? levelAt(program, x)
  const product = from / program.count
  const room = Float64Array.from(rows, (row, g) => caps[g] - dot(row, x))
  return {
    ...{ x, level: from, room, prices: room.map((each) => product / each) },
    pay: x.map((value, i) => (budgets[i] * from) / value),
    low: x.map((value, i) => (min[i] > 0 ? product / (value - min[i]) : 0)),
    high: x.map((value, i) => (max[i] < Number.POSITIVE_INFINITY ? product / (max[i] - value) : 0)),
  }
}

/** The level that budgets would have if nothing held x back. */
function levelAt({ count, curve, slope }: BudgetProgram, x: Column): number {
  let level = 0
  let parts = 0
  for (let i = 0; i < count; i++) {
    level += x[i] * (slope[i] + dot(curve.subarray(i * count, (i + 1) * count), x))
    parts += x[i] * x[i]
  }
  return Math.max(level, parts * 1e-3)
}

/** The longest step, up to 1, that crosses no bound and no price. */
function reachOf({ min, max }: BudgetProgram, state: BudgetState, change: BudgetState): number {
  let reach = 1
  const stop = (room: number, speed: number): void => {
    if (speed < 0) reach = Math.min(reach, -room / speed)
  }
  for (let i = 0; i < state.x.length; i++) {
    stop(state.x[i], change.x[i])
    stop(state.pay[i], change.pay[i])
    if (state.low[i] > 0) {
      stop(state.x[i] - min[i], change.x[i])
      stop(state.low[i], change.low[i])
    }
    if (state.high[i] > 0) {
      stop(max[i] - state.x[i], -change.x[i])
      stop(state.high[i], change.high[i])
    }
  }
  for (let g = 0; g < state.room.length; g++) {
    stop(state.room[g], change.room[g])
    stop(state.prices[g], change.prices[g])
  }
  return reach
}

function move(state: BudgetState, change: BudgetState, length: number): void {
  for (const name of ['x', 'pay', 'low', 'high', 'room', 'prices'] as const) {
    for (let i = 0; i < state[name].length; i++) state[name][i] += length * change[name][i]
  }
  state.level += length * change.level
}
