import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf } from '../base/guards.ts'
import { covarianceMatrix } from '../math/covariance-matrix.ts'
import type { Matrix } from '../math/matrix.ts'
import { deviations, dot } from '../math/sum.ts'
import { checkPanel, type MissingOptions, WHOLE } from './check-panel.ts'

/** What a covariance is pulled towards. */
export interface LedoitWolfOptions extends MissingOptions {
  /** `'identity'` (default): one variance for all, no correlation. `'constant-correlation'`: the mean correlation for all. */
  readonly target?: 'identity' | 'constant-correlation'
}

/** A covariance pulled towards a simple one. */
export interface ShrunkCovariance {
  readonly covariance: Matrix
  /** How much of it is the simple one, in [0, 1]. */
  readonly intensity: number
}

interface Target {
  readonly data: Column
  readonly intensity: number
}

/**
 * Ledoit and Wolf's covariance: the sample's, mixed with a simple one by the share that the data itself calls for. Towards
 * the identity: Journal of Multivariate Analysis 88, 2004. Towards constant correlation: Journal of Portfolio Management
 * 30, 2004. All moments have the divisor n, so variances are (n - 1) / n of the sample's. Fat tails and correlated
 * columns make it shrink more than it should. O(k^2 n).
 *
 * @example
 * const returns = [Float64Array.of(0.5, -0.25, 0.25, -0.5), Float64Array.of(0.25, -0.5, 0.5, -0.25)]
 * ledoitWolf(returns).intensity.toFixed(4) // => '0.1406'
 */
export function ledoitWolf(returns: readonly Column[], options: LedoitWolfOptions = {}): ShrunkCovariance {
  checkKeys('ledoitWolf', options, ['missing', 'target'])
  const { missing = 'refuse', target = 'identity' } = options
  const panel = checkPanel('ledoitWolf', returns, missing, WHOLE)
  checkOneOf('ledoitWolf', 'target', target, ['identity', 'constant-correlation'])
  const apart = panel.map(deviations)
  const sample = covarianceMatrix(panel, { ddof: 0 })
  return shrink(sample, target === 'identity' ? towardsIdentity(sample, apart) : towardsConstant(sample, apart))
}

/**
 * Oracle approximating shrinkage towards the identity (Chen, Wiesel, Eldar and Hero 2010, equation 23): better than Ledoit and
 * Wolf's when returns are gaussian and rows are few. All moments have the divisor n. scikit-learn leaves out the terms
 * 2 / k of the paper, and so has another intensity for few assets. O(k^2 n).
 *
 * @example
 * const returns = [Float64Array.of(0.5, -0.25, 0.25, -0.5), Float64Array.of(0.25, -0.5, 0.5, -0.25)]
 * oas(returns).intensity.toFixed(4) // => '0.7813'
 */
export function oas(returns: readonly Column[], options: MissingOptions = {}): ShrunkCovariance {
  checkKeys('oas', options, ['missing'])
  const panel = checkPanel('oas', returns, options.missing ?? 'refuse', WHOLE)
  const sample = covarianceMatrix(panel, { ddof: 0 })
  const count = panel.length
  const squares = dot(sample.data, sample.data)
  const trace = traceOf(sample)
  const above = (1 - 2 / count) * squares + trace * trace
  const below = (panel[0].length + 1 - 2 / count) * (squares - (trace * trace) / count)
  return shrink(sample, { data: levelOf(sample), intensity: below > 0 ? Math.min(1, above / below) : 1 })
}

function shrink(sample: Matrix, { data, intensity }: Target): ShrunkCovariance {
  const mixed = sample.data.map((entry, at) => (1 - intensity) * entry + intensity * data[at])
  return { covariance: { ...sample, data: mixed }, intensity }
}

function traceOf({ rows, data }: Matrix): number {
  let trace = 0
  for (let i = 0; i < rows; i++) trace += data[i * (rows + 1)]
  return trace
}

/** The mean variance on the diagonal. */
function levelOf(sample: Matrix): Column {
  const { rows } = sample
  const level = traceOf(sample) / rows
  return sample.data.map((_, at) => (at % (rows + 1) === 0 ? level : 0))
}

function towardsIdentity(sample: Matrix, apart: readonly Column[]): Target {
  const rows = apart[0].length
  const data = levelOf(sample)
  let far = 0
  for (let at = 0; at < data.length; at++) far += (sample.data[at] - data[at]) ** 2
  // The squared distance of each row's own table from the sample's: its fourth powers less the sample's squares.
  const lengths = new Float64Array(rows)
  for (const column of apart) for (let t = 0; t < rows; t++) lengths[t] += column[t] * column[t]
  const noise = Math.max(0, dot(lengths, lengths) / rows - dot(sample.data, sample.data)) / rows
  return { data, intensity: far > 0 ? Math.min(1, noise / far) : 0 }
}

function towardsConstant({ rows: count, data: sample }: Matrix, apart: readonly Column[]): Target {
  const spread = Float64Array.from({ length: count }, (_, i) => Math.sqrt(sample[i * (count + 1)]))
  const moving = (i: number, j: number): boolean => spread[i] > 0 && spread[j] > 0
  let sum = 0
  let pairs = 0
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      if (!moving(i, j)) continue
      sum += sample[i * count + j] / (spread[i] * spread[j])
      pairs++
    }
  }
  const common = pairs === 0 ? 0 : sum / pairs
  const data = sample.map((entry, at) => {
    const [i, j] = [Math.floor(at / count), at % count]
    return i === j ? entry : common * spread[i] * spread[j]
  })
  let far = 0
  for (let at = 0; at < data.length; at++) far += (sample[at] - data[at]) ** 2
  const wanted = noiseBeyond({ count, sample, spread, common }, apart) / far / apart[0].length
  return { data, intensity: far > 0 ? Math.max(0, Math.min(1, wanted)) : 0 }
}

interface Common {
  readonly count: number
  readonly sample: Column
  readonly spread: Column
  readonly common: number
}

/** The noise of all entries less what the target shares of it: pi - rho in the paper's letters. */
function noiseBeyond({ count, sample, spread, common }: Common, apart: readonly Column[]): number {
  const rows = apart[0].length
  const squares = apart.map((column) => column.map((value) => value * value))
  const cubes = apart.map((column, i) => column.map((value, t) => value * squares[i][t]))
  let noise = 0
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i === j) continue
      const entry = sample[i * count + j]
      noise += dot(squares[i], squares[j]) / rows - entry * entry
      if (spread[i] === 0 || spread[j] === 0) continue
      // Both halves of rho are mirror images, so one of them counts twice.
      const shared = dot(cubes[i], apart[j]) / rows - sample[i * (count + 1)] * entry
      noise -= common * (spread[j] / spread[i]) * shared
    }
  }
  return noise
}
