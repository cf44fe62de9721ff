import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'

/** More classes than this are a target to regress on, given to a classifier by mistake. */
const MOST = 32

/** Rows sorted into classes. */
export interface Classes {
  /** The distinct targets, smallest first. */
  readonly values: readonly number[]
  /** How many rows each class has. */
  readonly counts: readonly number[]
  /** For every row, the place of its class in `values`. */
  readonly codes: Int32Array
}

/** The classes among the targets; refuses fewer than two, because there is nothing to tell apart, and more than 32. */
export function classesOf(where: string, targets: Column, codes: Int32Array): Classes {
  const values: number[] = []
  for (const target of targets) {
    if (values.includes(target)) continue
    values.push(target + 0)
    if (values.length > MOST) break
  }
  if (values.length < 2 || values.length > MOST) {
    refuse(where, 'the number of classes among the targets', values.length > MOST ? `over ${MOST}` : values.length, {
      rule: `at least 2 and at most ${MOST}`,
      remedy: values.length < 2 ? 'Take a window that holds both outcomes.' : 'Cut the targets into classes first.',
    })
  }
  values.sort((a, b) => a - b)
  const counts = values.map(() => 0)
  for (let row = 0; row < targets.length; row++) {
    codes[row] = values.indexOf(targets[row])
    counts[codes[row]]++
  }
  return { values, counts, codes }
}

/** For every class the weight n / (k n_c), so that all classes weigh the same together; all 1 unless balanced. */
export function classWeights({ values, counts, codes }: Classes, balance: 'balanced' | 'none'): readonly number[] {
  return counts.map((count) => (balance === 'balanced' ? codes.length / (values.length * count) : 1))
}
