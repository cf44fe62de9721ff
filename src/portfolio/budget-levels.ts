import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { dot } from '../math/sum.ts'
import { solveBudgetProgram, startBudgets } from './budget-program.ts'
import type { BudgetProgram, BudgetState } from './budget-step.ts'
import type { Assets } from './check-covariance.ts'
import type { Box } from './limits.ts'

/** Bounds and caps with less room than this leave no choice. */
const ROUNDING = 1e-12

/** The widest level that is tried, above and below the first one, as a factor: beyond it budgets are rounding. */
const WIDEST = 1e10

/** Halvings of the distance between two levels. */
const HALVINGS = 100

/** The assets that have a choice. */
export interface Free {
  readonly program: BudgetProgram
  readonly assets: readonly number[]
  /** What a weight of 1 is as an x: x is the weights in units of the assets' own deviations. */
  readonly size: Column
  /** The groups behind the program's rows. */
  readonly groups: readonly number[]
}

/** The deviations of assets, the smallest as 1. */
export function sizesOf({ deviations }: Assets): Column {
  const calmest = deviations.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  return deviations.map((each) => each / calmest)
}

/** The problem of the assets that have a choice, where the others stand; every cap with some slack. */
export function freeOf(assets: Assets, budgets: Column, { box, slack }: { box: Box; slack: number }): Free {
  const { count, correlation } = assets
  const sizes = sizesOf(assets)
  const sum = (list: readonly number[]): number => list.reduce((all, i) => all + box.min[i], 0)
  const stuck = new Set(box.groups.flatMap(({ assets: own, max }) => (max - sum(own) > ROUNDING ? [] : own)))
  const all = Array.from({ length: count }, (_, i) => i)
  const room = 1 - sum(all)
  const free = all.filter((i) => room > ROUNDING && !stuck.has(i) && box.max[i] - box.min[i] > ROUNDING)
  const isFree = new Set(free)
  const stands = (list: readonly number[]): number => sum(list.filter((i) => !isFree.has(i)))
  const pulls = box.min.map((least, i) => (isFree.has(i) ? 0 : least * sizes[i]))
  const size = Float64Array.from(free, (i) => sizes[i])
  const groups = Array.from(box.groups.keys()).filter((g) => box.groups[g].assets.some((i) => isFree.has(i)))
  const program: BudgetProgram = {
    count: free.length,
    curve: Float64Array.from(free.flatMap((i) => free.map((j) => correlation[i * count + j]))),
    slope: Float64Array.from(free, (i) => dot(correlation.subarray(i * count, (i + 1) * count), pulls)),
    budgets: Float64Array.from(free, (i) => budgets[i]),
    min: Float64Array.from(free, (i, k) => box.min[i] * size[k]),
    // A bound that the others' least weights imply only blunts the search.
    max: Float64Array.from(free, (i, k) =>
      box.max[i] < box.min[i] + room ? box.max[i] * size[k] : Number.POSITIVE_INFINITY,
    ),
    rows: groups.map((g) => {
      const inside = new Set(box.groups[g].assets)
      return Float64Array.from(free, (i, k) => (inside.has(i) ? 1 / size[k] : 0))
    }),
    caps: groups.map((g) => box.groups[g].max + slack - stands(box.groups[g].assets)),
    whole: size.map((each) => 1 / each),
    total: 1 - stands(all),
  }
  return { program, assets: free, size, groups }
}

/** Solutions to choose from: the level moved along with the rest, then the two levels nearest to the one wanted. */
export function* statesOf(program: BudgetProgram): Generator<BudgetState> {
  const first = startBudgets(program)
  const begin = first.level
  solveBudgetProgram(program, first, 'whole')
  yield first
  const at = (level: number): BudgetState => {
    const state = startBudgets(program, level)
    solveBudgetProgram(program, state, 'level')
    return state
  }
  const isOver = (state: BudgetState): boolean => dot(program.whole, state.x) >= program.total
  let low = begin
  while (isOver(at(low))) {
    low /= 8
    if (!(low >= begin / WIDEST)) refuseHedge(dot(program.whole, program.min) + Math.abs(1 - program.total) > ROUNDING)
  }
  let high = low * 8
  while (!isOver(at(high))) {
    high *= 8
    if (!(high <= begin * WIDEST)) refuseNothing()
  }
  for (let k = 0; k < HALVINGS && high / low > 1 + 1e-15; k++) {
    const middle = Math.sqrt(low * high)
    if (isOver(at(middle))) high = middle
    else low = middle
  }
  yield at(low)
  yield at(high)
}

/** Refuses a covariance in which risk can be hedged down to rounding. */
export function refuseHedges(): never {
  refuse('riskParity', 'the covariance', 'assets that hedge each other away', {
    rule: 'one in which every asset can bring risk',
    code: 'singular-matrix',
    remedy: 'Some assets hedge each other away: drop one of them, or shrink the covariance.',
  })
}

function refuseHedge(isHeld: boolean): never {
  if (!isHeld) refuseHedges()
  refuse('riskParity', 'min', 'least weights whose risk the rest can only hedge', {
    rule: 'so low that every other asset can bring its share of risk',
    code: 'no-convergence',
    remedy: 'What must be held leaves the rest only to hedge it: lower min, or use minimumVariance.',
  })
}

function refuseNothing(): never {
  refuse('riskParity', 'groups', 'caps that all weights keep only with next to nothing in an asset', {
    rule: 'so wide that every asset can bring its share of risk',
    code: 'no-convergence',
    remedy: 'Raise the caps, or use minimumVariance.',
  })
}
