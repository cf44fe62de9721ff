import type { Column } from '../base/column.ts'

/**
 * The lower triangle L with L L' equal to a positive definite table, in place of its lower half; false when a pivot is not
 * above 0. For loops behind a door: `cholesky` of math checks and explains, this one is for tables that were checked.
 */
export function factorise(table: Column, count: number): boolean {
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = table[i * count + j]
      for (let k = 0; k < j; k++) rest -= table[i * count + k] * table[j * count + k]
      if (j < i) table[i * count + j] = rest / table[j * count + j]
      else if (rest > 0) table[i * count + i] = Math.sqrt(rest)
      else return false
    }
  }
  return true
}

/** Solves L L' x = b in place of b. */
export function solveFactorised(lower: Column, x: Column): void {
  const count = x.length
  for (let i = 0; i < count; i++) {
    let rest = x[i]
    for (let k = 0; k < i; k++) rest -= lower[i * count + k] * x[k]
    x[i] = rest / lower[i * count + i]
  }
  for (let i = count - 1; i >= 0; i--) {
    const value = x[i] / lower[i * count + i]
    x[i] = value
    for (let k = 0; k < i; k++) x[k] -= lower[i * count + k] * value
  }
}
