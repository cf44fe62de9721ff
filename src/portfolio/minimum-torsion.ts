import type { Column } from '../base/column.ts'
import { eigenSymmetric } from '../math/eigen.ts'

/** The search ends when the fit to the assets grows by less than this share. */
const DONE = 1e-14

const PASSES = 1000

/**
 * Covariances between uncorrelated variables of variance 1 and assets of a correlation C, row by row of the variables, which
 * are the ones that are most like the assets: the sum of their squared correlations with their own asset is the largest that
 * the fixed point of the paper reaches from the root of C.
 *
 * With p the diagonal of the answer G and D = diag(p): G = root(D C D) / D, so C is never inverted and may be singular.
 */
export function minimumTorsion(correlation: Column, count: number): Column {
  const lengths = new Float64Array(count).fill(1)
  let found = correlation
  let fit = 0
  for (let pass = 0; pass < PASSES; pass++) {
    const data = correlation.map((rho, at) => rho * lengths[Math.floor(at / count)] * lengths[at % count])
    found = rootOf(data, count).map((entry, at) => entry / lengths[at % count])
    const before = fit
    fit = 0
    for (let i = 0; i < count; i++) {
      // A variable without a share in its own asset would divide by 0: it stays as it is.
      const own = found[i * (count + 1)]
      if (own > 0) lengths[i] = own
      fit += own * own
    }
    if (!(fit - before > DONE * fit)) break
  }
  return found
}

/** The symmetric root of a positive semidefinite table. */
function rootOf(data: Column, count: number): Column {
  const { values, vectors } = eigenSymmetric({ rows: count, columns: count, data })
  const out = new Float64Array(count * count)
  for (const [k, vector] of vectors.entries()) {
    const length = Math.sqrt(Math.max(0, values[k]))
    if (length === 0) continue
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++) out[i * count + j] += length * vector[i] * vector[j]
    }
  }
  for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) out[j * count + i] = out[i * count + j]
  return out
}
