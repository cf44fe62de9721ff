import type { Column } from '../base/column.ts'
import { dot } from '../math/sum.ts'
import { factorise, solveFactorised } from './factorise.ts'
import type { Box } from './limits.ts'

interface Task {
  readonly count: number
  readonly table: Column
  readonly box: Box
}

/** Which weights are free (0), at their least (-1) or most (1), and which groups are full. */
interface Guess {
  readonly side: Int8Array
  readonly full: boolean[]
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
  /** Price of capital. */
  readonly price: number
  /** Price of every group's cap, 0 when it is not full. */
  readonly caps: Column
}

/** The solution as if the guess were true; undefined when there is none. */
function solveAs({ side, full }: Guess, { count, table, box }: Task): Solved | undefined {
  const weights = Float64Array.from(side, (each, i) => (each < 0 ? box.min[i] : each > 0 ? box.max[i] : 0))
  const caps = new Float64Array(box.groups.length)
  const free = Array.from(side.keys()).filter((i) => side[i] === 0)
  if (free.length === 0) return { weights, price: Number.NaN, caps }
  const curve = new Float64Array(free.length * free.length)
  for (const [a, i] of free.entries()) {
    for (const [b, j] of free.entries()) curve[a * free.length + b] = table[i * count + j]
  }
  const capped = Array.from(full.keys()).filter((g) => full[g] && box.groups[g].assets.some((i) => side[i] === 0))
  const groups = capped.map((g) => box.groups[g])
  const rows = [
    new Float64Array(free.length).fill(1),
    ...groups.map(({ assets }) => Float64Array.from(free, (i) => (assets.includes(i) ? 1 : 0))),
  ]
  const totals = [1, ...groups.map(({ max }) => max)]
  const held = [weights, ...groups.map(({ assets }) => weights.map((weight, i) => (assets.includes(i) ? weight : 0)))]
  const solved = solveOn({
    ...{ curve, rows },
    totals: totals.map((total, r) => total - held[r].reduce((all, weight) => all + weight, 0)),
    pull: Float64Array.from(free, (i) => dot(table.subarray(i * count, (i + 1) * count), weights)),
  })
  if (solved === undefined) return undefined
  for (const [a, i] of free.entries()) weights[i] = solved.x[a]
  for (const [k, g] of capped.entries()) caps[g] = solved.prices[k + 1]
  return { weights, price: solved.prices[0], caps }
}

/** Corrects the guess by what it led to; false when it was right. */
function revise({ side, full }: Guess, { count, table, box }: Task, { weights, price, caps }: Solved): boolean {
  if (Number.isNaN(price)) return false
  let changed = false
  const small = ROUNDING * Math.abs(price)
  const capOf = new Map(box.groups.flatMap(({ assets }, g) => assets.map((i) => [i, caps[g]] as const)))
  const before = side.slice()
  for (let i = 0; i < count; i++) {
    if (box.min[i] === box.max[i]) continue
    if (side[i] === 0) side[i] = weights[i] < box.min[i] ? -1 : weights[i] > box.max[i] ? 1 : 0
    else {
      const pull = dot(table.subarray(i * count, (i + 1) * count), weights)
      if (side[i] * (pull - price - (capOf.get(i) ?? 0)) > small) side[i] = 0
    }
    if (side[i] !== before[i]) changed = true
  }
  for (const [g, { assets, max }] of box.groups.entries()) {
    const was = full[g]
    full[g] = was ? caps[g] <= small : assets.reduce((all, i) => all + weights[i], 0) > max * (1 + ROUNDING)
    if (full[g] !== was) changed = true
  }
  return changed
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
