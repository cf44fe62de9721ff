import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, checkOneOf } from '../base/guards.ts'
import { ln } from '../math/ln.ts'
import { pow } from '../math/pow.ts'
import { deviations, dot } from '../math/sum.ts'

/** So many neighbouring lags must be insignificant before the rest is taken for noise. */
const QUIET = 5

/** How a bootstrap draws blocks of neighbouring rows. */
export type BootstrapKind = 'stationary' | 'circular' | 'moving'

/** Every kind of bootstrap by name. */
export const BOOTSTRAPS: readonly BootstrapKind[] = ['stationary', 'circular', 'moving']

/** Which bootstrap the length is for. */
export interface BlockLengthOptions {
  /** `'stationary'` by default: the mean length of its random blocks. For the others a whole number, rounded up. */
  readonly kind?: BootstrapKind
}

/**
 * The block length at which a block bootstrap of the mean is most exact, read from the autocorrelations of a column: 1
 * row for noise, longer the longer the memory, at most min(3 sqrt n, n / 3). NaN for a constant column. Politis and White
 * 2004, with the correction of Patton, Politis and White 2009.
 *
 * @example
 * const slow = Float64Array.from({ length: 400 }, (_, t) => Math.sin(t / 20))
 * blockLength(slow, { kind: 'circular' }) // => 36
 */
export function blockLength(column: Column, options: BlockLengthOptions = {}): number {
  checkKeys('blockLength', options, ['kind'])
  const { kind = 'stationary' } = options
  checkOneOf('blockLength', 'kind', kind, BOOTSTRAPS)
  checkColumn('blockLength', 'column', column)
  checkFinite('blockLength', 'column', column)
  checkInteger('blockLength', 'column.length', column.length, { min: 9 })
  const length = bestLength(column, kind)
  return kind === 'stationary' ? length : Math.ceil(length)
}

/** The length before it is rounded. */
export function bestLength(column: Column, kind: BootstrapKind): number {
  const n = column.length
  const most = Math.ceil(Math.sqrt(n)) + QUIET
  const apart = deviations(column)
  const covariances = Float64Array.from({ length: Math.min(most, n - 1) + 1 }, (_, lag) => covarianceAt(apart, lag))
  if (covariances[0] === 0) return Number.NaN
  const reach = reachOf(covariances, 2 * Math.sqrt(ln(n) / Math.LN10 / n))
  let slope = 0
  let level = covariances[0]
  for (let lag = 1; lag <= reach; lag++) {
    // The flat-top window: whole up to half of the reach, then falling to 0.
    const weight = 2 * Math.min(1, 2 * (1 - lag / reach)) * covariances[lag]
    slope += lag * weight
    level += weight
  }
  const loss = (kind === 'stationary' ? 2 : 4 / 3) * level * level
  const best = pow((2 * slope * slope * n) / loss, 1 / 3)
  return Math.max(1, Math.min(best, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))))
}

function covarianceAt(apart: Column, lag: number): number {
  return dot(apart.subarray(lag), apart.subarray(0, apart.length - lag)) / apart.length
}

/** Twice the last lag before the first run of insignificant ones; all lags when there is no such run. */
function reachOf(covariances: Column, threshold: number): number {
  const last = covariances.length - 1
  let quiet = 0
  for (let lag = 1; lag <= last; lag++) {
    quiet = Math.abs(covariances[lag] / covariances[0]) < threshold ? quiet + 1 : 0
    if (quiet === QUIET) return Math.min(last, 2 * Math.max(1, lag - QUIET))
  }
  return last
}
