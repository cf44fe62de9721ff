import type { Column } from '../base/column.ts'
import { exp } from '../math/exp.ts'
import { ln } from '../math/ln.ts'

/** e to the entropy of shares that need not sum to 1: how many equal ones would be as spread out. */
export function numberOf(shares: Column): number {
  const total = shares.reduce((all, share) => all + share, 0)
  if (!(total > 0)) return Number.NaN
  let entropy = 0
  for (const share of shares) if (share > 0) entropy -= (share / total) * ln(share / total)
  return exp(entropy)
}
