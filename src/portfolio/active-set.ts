import type { Column } from '../base/column.ts'
import { dot } from '../math/sum.ts'
import { factorise, solveFactorised } from './factorise.ts'
import type { Box } from './limits.ts'

/** Minimise w'Sw / 2 - tilt'w within the limits. */
export interface Task {
  readonly count: number
  /** S, row after row. */
  readonly table: Column
  readonly box: Box
  /** What every weight is drawn by; 0 for all when left out. */
  readonly tilt?: Column
  /** `'all'` (default): weights sum to 1. `'at-most'`: to no more than 1. */
  readonly total?: 'all' | 'at-most'
}

/** Which weights are free (0), at their least (-1) or most (1), which groups are full, and whether all is spent. */
interface Guess {
  readonly side: Int8Array
  readonly full: boolean[]
  spent: boolean
}

/** A weight whose risk is this near to that at a bound, as a share of the largest, is first taken to be on it. */
const NEAR = 1e-6

/** A price of the wrong sign this small, as a share of the price of capital, is rounding. */
const ROUNDING = 1e-12

const PASSES = 40

/**
 * Better and better solutions of a portfolio problem whose bounds are nearly known: it is solved as if they were, weights that
 * leave their limits are put on them, weights with a price of the wrong sign are freed, and again (Hintermüller, Ito and
 * Kunisch 2002). Ends when nothing changes; the solutions before need not keep the limits.
 */
export function activeSet(rough: Column, task: Task): readonly Column[] {
  const { count, table, box } = task
  const size = rough.map((_, i) => Math.sqrt(table[i * (count + 1)]))
  const near = NEAR * rough.reduce((most, weight, i) => Math.max(most, weight * size[i]), 0)
  const isNear = (i: number, bound: number): boolean => Math.abs(bound - rough[i]) * size[i] < near
  const guess: Guess = {
    side: Int8Array.from(rough, (_, i) => (isNear(i, box.min[i]) ? -1 : isNear(i, box.max[i]) ? 1 : 0)),
    full: box.groups.map(({ assets, max }) => max - assets.reduce((all, i) => all + rough[i], 0) < NEAR * max),
    spent: task.total !== 'at-most' || 1 - total(rough) < NEAR,
  }
  const found: Column[] = []
  for (let pass = 0; pass < PASSES; pass++) {
    const solved = solveAs(guess, task)
    if (solved === undefined) break
    found.push(solved.weights)
    if (!revise(guess, task, solved)) break
  }
  return found
}

interface Solved {
  readonly weights: Column
  /** Price of capital, 0 when some is left; NaN when no weight is free to tell it. */
  readonly price: number
  /** Price of every group's cap, 0 when it is not full. */
  readonly caps: Column
}

/** The solution as if the guess were true; undefined when there is none. */
function solveAs({ side, full, spent }: Guess, task: Task): Solved | undefined {
  const { count, table, box } = task
  const weights = Float64Array.from(side, (each, i) => (each < 0 ? box.min[i] : each > 0 ? box.max[i] : 0))
  const caps = new Float64Array(box.groups.length)
  const free = Array.from(side.keys()).filter((i) => side[i] === 0)
  if (free.length === 0) return { weights, price: spent ? Number.NaN : 0, caps }
  const curve = new Float64Array(free.length * free.length)
  for (const [a, i] of free.entries()) {
    for (const [b, j] of free.entries()) curve[a * free.length + b] = table[i * count + j]
  }
  const capped = Array.from(full.keys()).filter((g) => full[g] && box.groups[g].assets.some((i) => side[i] === 0))
  const groups = capped.map((g) => box.groups[g])
  const all = { assets: Array.from(side.keys()), max: 1 }
  const held = (assets: readonly number[]): number => assets.reduce((sum, i) => sum + weights[i], 0)
  // Where full groups hold all that is free, the sum follows from them.
  const inside = new Set(groups.flatMap(({ assets }) => assets))
  const follows = spent && free.every((i) => inside.has(i))
  const rows = spent && !follows ? [all, ...groups] : groups
  const solved = solveOn({
    curve,
    rows: rows.map(({ assets }) => Float64Array.from(free, (i) => (assets.includes(i) ? 1 : 0))),
    totals: rows.map(({ assets, max }) => max - held(assets)),
    pull: Float64Array.from(free, (i) => pullOn(i, weights, task)),
  })
  if (solved === undefined) return undefined
  for (const [a, i] of free.entries()) weights[i] = solved.x[a]
  // Only differences of prices count then: the group that is full most gladly pays for capital alone.
  const price = follows ? Math.max(...solved.prices) : spent ? solved.prices[0] : 0
  for (const [k, g] of capped.entries())
    caps[g] = follows ? solved.prices[k] - price : solved.prices[k + (spent ? 1 : 0)]
  return { weights, price, caps }
}

/** Corrects the guess by what it led to; false when it was right. */
function revise(guess: Guess, task: Task, { weights, price, caps }: Solved): boolean {
  if (Number.isNaN(price)) return false
  const { count, box, tilt = new Float64Array(count) } = task
  const { side, full } = guess
  const small = ROUNDING * tilt.reduce((most, each) => Math.max(most, Math.abs(each)), Math.abs(price))
  const capOf = new Map(box.groups.flatMap(({ assets }, g) => assets.map((i) => [i, caps[g]] as const)))
  let changed = false
  for (let i = 0; i < count; i++) {
    if (box.min[i] === box.max[i]) continue
    const before = side[i]
    if (before === 0) side[i] = weights[i] < box.min[i] ? -1 : weights[i] > box.max[i] ? 1 : 0
    else if (before * (pullOn(i, weights, task) - price - (capOf.get(i) ?? 0)) > small) side[i] = 0
    if (side[i] !== before) changed = true
  }
  const stays = (was: boolean, worth: number, { held, max }: { held: number; max: number }): boolean =>
    was ? worth <= small : held > max * (1 + ROUNDING)
  for (const [g, { assets, max }] of box.groups.entries()) {
    const held = assets.reduce((all, i) => all + weights[i], 0)
    const next = stays(full[g], caps[g], { held, max })
    if (next !== full[g]) changed = true
    full[g] = next
  }
  if (task.total !== 'at-most') return changed
  const next = stays(guess.spent, price, { held: total(weights), max: 1 })
  if (next !== guess.spent) changed = true
  guess.spent = next
  return changed
}

/** How steeply the aim rises with a weight. */
function pullOn(i: number, weights: Column, { count, table, tilt }: Task): number {
  return dot(table.subarray(i * count, (i + 1) * count), weights) - (tilt === undefined ? 0 : tilt[i])
}

function total(column: Column): number {
  return column.reduce((all, each) => all + each, 0)
}

interface Equalities {
  /** H, not yet factorised. */
  readonly curve: Column
  readonly rows: readonly Column[]
  readonly totals: readonly number[]
  readonly pull: Column
}

/** The least x'Hx / 2 + pull'x where the rows have their totals, and the rows' prices; refined once. */
function solveOn(problem: Equalities): { x: Column; prices: Column } | undefined {
  const { curve, rows, totals, pull } = problem
  const lower = curve.slice()
  if (!factorise(lower, pull.length)) return undefined
  const images = rows.map((row) => {
    const image = row.slice()
    solveFactorised(lower, image)
    return image
  })
  const small = Float64Array.from(rows.flatMap((row) => images.map((image) => dot(row, image))))
  if (!factorise(small, rows.length)) return undefined
  const x = new Float64Array(pull.length)
  const prices = new Float64Array(rows.length)
  for (let pass = 0; pass < 2; pass++) {
    const change = x.map((_, i) => {
      const slope = dot(curve.subarray(i * x.length, (i + 1) * x.length), x) + pull[i]
      return rows.reduce((all, row, r) => all + prices[r] * row[i], 0) - slope
    })
    solveFactorised(lower, change)
    const more = prices.map((_, r) => totals[r] - dot(rows[r], x) - dot(rows[r], change))
    solveFactorised(small, more)
    for (const [r, image] of images.entries()) {
      prices[r] += more[r]
      for (let i = 0; i < x.length; i++) change[i] += more[r] * image[i]
    }
    for (let i = 0; i < x.length; i++) x[i] += change[i]
  }
  return { x, prices }
}
