import { checkInteger, checkKeys, checkOneOf } from '../base/guards.ts'
import { labelEndOf, PURGE_KEYS, type PurgeOptions, shadowOf } from './purge.ts'
import { checkTrain, outside, type Split, type SplitPlan } from './row-range.ts'

/** Lengths and manner of a walk forward, in rows. */
export interface WalkForwardOptions extends PurgeOptions {
  /** Rows before each test; with `anchored` windows, rows before the first test. The purge takes its rows out of them. */
  readonly train: number
  /** Rows of each test. */
  readonly test: number
  /** Rows from one test to the next; by default `test`, so that each row is tested once. */
  readonly step?: number
  /** `'rolling'` (default): the window keeps its length. `'anchored'`: it always begins at row 0 and grows. */
  readonly window?: 'rolling' | 'anchored'
  /** `'whole'` (default): rows at the end too few for a test are in no split. `'short'`: they are a shorter last test. */
  readonly last?: 'whole' | 'short'
}

/** The names of the options of a walk forward. */
export const WALK_KEYS: readonly string[] = ['train', 'test', 'step', 'window', 'last', ...PURGE_KEYS]

/**
 * Training always before testing, as a trader lives it: learn from a window, trade the rows after it, move on. Pardo,
 * "Design, Testing and Optimization of Trading Systems", 1992.
 *
 * @example
 * const plan = walkForward(10, { train: 4, test: 2, horizon: 1 })
 * plan.splits[1] // => { train: [{ from: 2, to: 5 }], test: [{ from: 6, to: 8 }] }
 * plan.splits.length // => 3
 */
export function walkForward(rows: number, options: WalkForwardOptions): SplitPlan {
  checkKeys('walkForward', options, WALK_KEYS)
  return walk('walkForward', rows, options)
}

/** `walkForward` on behalf of another door. */
export function walk(where: string, rows: number, options: WalkForwardOptions): SplitPlan {
  const { train, test, step = test, window = 'rolling', last = 'whole' } = options
  checkInteger(where, 'train', train, { min: 1 })
  checkInteger(where, 'test', test, { min: 1 })
  checkInteger(where, 'step', step, { min: 1 })
  checkOneOf(where, 'window', window, ['rolling', 'anchored'])
  checkOneOf(where, 'last', last, ['whole', 'short'])
  const fewest = train + (last === 'whole' ? test : 1)
  checkInteger(where, 'rows', rows, { min: fewest, remedy: 'One training window and one test must fit.' })
  const labelEnd = labelEndOf(where, rows, options)
  const splits: Split[] = []
  for (let start = train; start + (fewest - train) <= rows; start += step) {
    const block = { from: start, to: Math.min(start + test, rows) }
    const before = { from: window === 'anchored' ? 0 : start - train, to: start }
    const kept = outside(before, shadowOf(block, labelEnd))
    checkTrain(where, kept, splits.length)
    splits.push({ train: kept, test: [block] })
  }
  return { rows, splits }
}
