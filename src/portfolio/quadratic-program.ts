import type { Column } from '../base/column.ts'
import { factorise, solveFactorised } from './factorise.ts'

/** Minimise x'Hx / 2 + c'x where A x = b and x is within bounds; H is positive semidefinite. */
export interface QuadraticProgram {
  readonly count: number
  /** H, row after row. */
  readonly curve: Column
  readonly slope: Column
  /** Rows of A. */
  readonly rows: readonly Column[]
  readonly totals: Column
  /** -Infinity where there is no bound. */
  readonly min: Column
  /** Infinity where there is no bound. */
  readonly max: Column
}

/** An iterate: x strictly inside its bounds, prices of the rows, and of the bounds. */
interface State {
  readonly x: Column
  readonly prices: Column
  readonly low: Column
  readonly high: Column
}

const STEPS = 100
/** Products of bounds and prices below this share of their start are nothing. */
const DONE = 1e-16
/** Steps after the plan is done, in which what is left of the other errors goes. */
const ENDS = 5
/** How far towards the nearest bound a step goes. */
const REACH = 0.999

/**
 * The solution by an interior point method, strictly inside its bounds but for what is fixed. The products of bounds and
 * prices shrink by a fixed plan, and only as fast as steps can follow: bolder plans save a few steps and now and then go
 * round in circles. It says nothing of how good it is: the caller measures that. O(n^3) a step, near 20 steps.
 */
export function solveProgram(program: QuadraticProgram): Column {
  const state = start(program)
  const first = productOf(program, state)
  let product = first
  for (let step = 0, ends = 0; step < STEPS; step++) {
    const system = factor(program, state)
    if (system === undefined) break
    const change = direction(program, state, { ...system, product })
    const length = Math.min(1, REACH * reachOf(program, state, change))
    const next = moved(state, change, length)
    if (!(length > 1e-12) || !next.x.every(Number.isFinite)) break
    for (const name of ['x', 'prices', 'low', 'high'] as const) state[name].set(next[name])
    if (length > 0.5) product = Math.max(DONE * first, product * (length > 0.9 ? 0.05 : 0.3))
    // Where a bound holds without a price, products follow the plan by halves.
    if (product === DONE * first && ++ends >= ENDS && productOf(program, state) <= 2 * product) break
  }
  return state.x
}

function isFixed({ min, max }: QuadraticProgram, i: number): boolean {
  return min[i] === max[i]
}

function start(program: QuadraticProgram): State {
  const { count, min, max, curve, rows, slope } = program
  const widest = (column: Column): number => column.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
  const size = Math.max(widest(curve), widest(slope)) || 1
  const x = new Float64Array(count)
  const low = new Float64Array(count)
  const high = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const [least, most] = [min[i], max[i]]
    if (isFixed(program, i)) x[i] = least
    else if (Number.isFinite(least) && Number.isFinite(most)) x[i] = least + Math.min(1 / count, (most - least) / 2)
    else if (Number.isFinite(least)) x[i] = least + 1 / count
    else if (Number.isFinite(most)) x[i] = most - 1 / count
    if (isFixed(program, i)) continue
    if (Number.isFinite(least)) low[i] = size
    if (Number.isFinite(most)) high[i] = size
  }
  return { x, prices: new Float64Array(rows.length), low, high }
}

/** Mean product of a bound's distance and its price. */
function productOf({ count, min, max }: QuadraticProgram, { x, low, high }: State): number {
  let sum = 0
  let bounds = 0
  for (let i = 0; i < count; i++) {
    if (low[i] > 0) sum += (x[i] - min[i]) * low[i]
    if (high[i] > 0) sum += (max[i] - x[i]) * high[i]
    bounds += (low[i] > 0 ? 1 : 0) + (high[i] > 0 ? 1 : 0)
  }
  return bounds === 0 ? 0 : sum / bounds
}

interface System {
  readonly lower: Column
  /** The inverse of H with barriers, times every row of A. */
  readonly images: readonly Column[]
  /** A times the images, factorised. */
  readonly small: Column
}

function factor(program: QuadraticProgram, { x, low, high }: State): System | undefined {
  const { count, curve, min, max, rows } = program
  const lower = curve.slice()
  for (let i = 0; i < count; i++) {
    const at = i * (count + 1)
    // A fixed variable stands behind a wall no step can move.
    if (isFixed(program, i)) lower[at] += 1e100
    if (low[i] > 0) lower[at] += low[i] / (x[i] - min[i])
    if (high[i] > 0) lower[at] += high[i] / (max[i] - x[i])
  }
  if (!factorise(lower, count)) return undefined
  const images = rows.map((row) => {
    const image = row.slice()
    solveFactorised(lower, image)
    return image
  })
  const small = new Float64Array(rows.length * rows.length)
  for (const [i, row] of rows.entries()) {
    for (const [j, image] of images.entries()) small[i * rows.length + j] = inner(row, image)
  }
  return factorise(small, rows.length) ? { lower, images, small } : undefined
}

function direction(
  program: QuadraticProgram,
  state: State,
  { lower, images, small, product }: System & { readonly product: number },
): State {
  const { count, curve, slope, rows, totals, min, max } = program
  const { x, prices, low, high } = state
  const dx = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let pull = slope[i]
    for (let j = 0; j < count; j++) pull += curve[i * count + j] * x[j]
    for (const [r, row] of rows.entries()) pull -= row[i] * prices[r]
    dx[i] = isFixed(program, i) ? 0 : -pull
    // The prices themselves cancel out of the right side.
    if (low[i] > 0) dx[i] += product / (x[i] - min[i])
    if (high[i] > 0) dx[i] -= product / (max[i] - x[i])
  }
  solveFactorised(lower, dx)
  const dPrices = totals.map((total, r) => total - inner(rows[r], x) - inner(rows[r], dx))
  solveFactorised(small, dPrices)
  for (const [r, image] of images.entries()) for (let i = 0; i < count; i++) dx[i] += dPrices[r] * image[i]
  const dLow = dx.map((d, i) => (low[i] > 0 ? (product - low[i] * d) / (x[i] - min[i]) - low[i] : 0))
  const dHigh = dx.map((d, i) => (high[i] > 0 ? (product + high[i] * d) / (max[i] - x[i]) - high[i] : 0))
  return { x: dx, prices: dPrices, low: dLow, high: dHigh }
}

/** The longest step, up to 1, that crosses no bound and no price. */
function reachOf({ count, min, max }: QuadraticProgram, { x, low, high }: State, change: State): number {
  let reach = 1
  const stop = (room: number, speed: number): void => {
    if (speed < 0) reach = Math.min(reach, -room / speed)
  }
  for (let i = 0; i < count; i++) {
    if (low[i] > 0) {
      stop(x[i] - min[i], change.x[i])
      stop(low[i], change.low[i])
    }
    if (high[i] > 0) {
      stop(max[i] - x[i], -change.x[i])
      stop(high[i], change.high[i])
    }
  }
  return reach
}

function moved(state: State, change: State, length: number): State {
  const step = (name: keyof State): Column => state[name].map((value, i) => value + length * change[name][i])
  return { x: step('x'), prices: step('prices'), low: step('low'), high: step('high') }
}

function inner(a: Column, b: Column): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
