import type { Column } from '../base/column.ts'
import { dot } from '../math/sum.ts'
import { factorise, solveFactorised } from './factorise.ts'

/**
 * Minimise x'Cx / 2 + slope'x less a level times the sum of budgets times ln x, where x is within bounds and rows keep their
 * caps. The least x are 0 or more; bounds leave room between them, and caps above the least x.
 */
export interface BudgetProgram {
  readonly count: number
  /** C, row after row, positive semidefinite. */
  readonly curve: Column
  readonly slope: Column
  readonly budgets: Column
  readonly min: Column
  /** Infinity where there is no bound. */
  readonly max: Column
  readonly rows: readonly Column[]
  readonly caps: readonly number[]
  /** The row whose sum is to be the total; the level that makes it so is sought. */
  readonly whole: Column
  readonly total: number
}

/** An iterate: x and the room of every cap strictly inside, prices above 0. */
export interface BudgetState {
  readonly x: Column
  /** Price of x above 0; its product with x is the budget times the level. */
  readonly pay: Column
  /** Prices of the bounds, 0 where there is none. */
  readonly low: Column
  readonly high: Column
  readonly room: Column
  readonly prices: Column
  level: number
}

/** A level changes by no more than this factor in one step. */
const LEAP = 4

/** What the bounds' products are to become, and whether the level moves so that the whole row keeps its total. */
interface Aim {
  readonly product: number
  readonly keep: 'whole' | 'level'
}

/** Newton's step; undefined when rounding leaves no table to factorise. */
export function directionOf(program: BudgetProgram, state: BudgetState, aim: Aim): BudgetState | undefined {
  const { budgets, min, max, rows, caps, whole, total } = program
  const { x, pay, low, high, room, prices, level } = state
  const { product } = aim
  const { lower, pull: dx } = slopeOf(program, state, product)
  if (!factorise(lower, x.length)) return undefined
  solveFactorised(lower, dx)
  const hold = holder(program, state, lower)
  if (hold === undefined) return undefined
  const dPrices = hold(dx, (g) => caps[g] - dot(rows[g], x) - product / prices[g])
  let dLevel = 0
  if (aim.keep === 'whole') {
    const lift = budgets.map((budget, i) => budget / x[i])
    solveFactorised(lower, lift)
    const more = hold(lift, () => 0)
    const gain = dot(whole, lift)
    const wanted = gain > 0 ? (total - dot(whole, x) - dot(whole, dx)) / gain : 0
    dLevel = Math.max(level / LEAP - level, Math.min(level * LEAP - level, wanted))
    for (let i = 0; i < dx.length; i++) dx[i] += dLevel * lift[i]
    for (const [g, each] of more.entries()) dPrices[g] += dLevel * each
  }
  return {
    ...{ x: dx, prices: dPrices, level: dLevel },
    pay: dx.map((d, i) => (budgets[i] * (level + dLevel) - pay[i] * d) / x[i] - pay[i]),
    low: dx.map((d, i) => (low[i] > 0 ? (product - low[i] * d) / (x[i] - min[i]) - low[i] : 0)),
    high: dx.map((d, i) => (high[i] > 0 ? (product + high[i] * d) / (max[i] - x[i]) - high[i] : 0)),
    room: room.map((each, g) => caps[g] - dot(rows[g], x) - dot(rows[g], dx) - each),
  }
}

/** The curve with barriers, and how steeply the aim falls with every x. */
function slopeOf(program: BudgetProgram, state: BudgetState, product: number): { lower: Column; pull: Column } {
  const { count, curve, slope, budgets, min, max, rows } = program
  const { x, pay, low, high, prices, level } = state
  const lower = curve.slice()
  const pull = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    pull[i] = (level * budgets[i]) / x[i] - slope[i] - dot(curve.subarray(i * count, (i + 1) * count), x)
    for (const [g, row] of rows.entries()) pull[i] -= prices[g] * row[i]
    let own = pay[i] / x[i]
    if (low[i] > 0) {
      own += low[i] / (x[i] - min[i])
      pull[i] += product / (x[i] - min[i])
    }
    if (high[i] > 0) {
      own += high[i] / (max[i] - x[i])
      pull[i] -= product / (max[i] - x[i])
    }
    lower[i * (count + 1)] += own
  }
  return { lower, pull }
}

/** What takes out of a step the part that the caps hold back, and gives the change of their prices. */
function holder(
  { rows }: BudgetProgram,
  { room, prices }: BudgetState,
  lower: Column,
): ((step: Column, wanted: (g: number) => number) => Column) | undefined {
  const images = rows.map((row) => {
    const image = row.slice()
    solveFactorised(lower, image)
    return image
  })
  const small = Float64Array.from(rows.flatMap((row) => images.map((image) => dot(row, image))))
  for (const g of rows.keys()) small[g * (rows.length + 1)] += room[g] / prices[g]
  if (!factorise(small, rows.length)) return undefined
  return (step, wanted) => {
    const change = Float64Array.from(rows, (row, g) => dot(row, step) - wanted(g))
    solveFactorised(small, change)
    for (const [g, image] of images.entries()) for (let i = 0; i < step.length; i++) step[i] -= change[g] * image[i]
    return change
  }
}
