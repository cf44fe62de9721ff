import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { checkReport, REPORT_KEYS, type ReportOptions, reportOn } from './allocation.ts'
import { type Assets, checkCovariance } from './check-covariance.ts'
import { leavesInOrder } from './cluster-tree.ts'
import { type ClusteredAllocation, type ClusterOptions, cutAssets } from './herc.ts'
import { checkTree, TREE_KEYS } from './hrp.ts'
import { leastVariance } from './least-variance.ts'
import { type Box, checkLimits, keepsLimits, LIMIT_KEYS, type Limits, refuseLimits } from './limits.ts'
import { byInverse } from './minimum-variance.ts'
import { times } from './times.ts'

/** A cluster with less of its variance left than this share is hedged away. */
const HEDGED = 1e-12

const NOTE =
  'nco: limits bind: these weights track the nested ones with the least variance, and are not nested themselves.'

/** How nested clustered optimisation is done. */
export interface NcoOptions extends ClusterOptions, Limits, ReportOptions {
  /** `'long-only'` (default): none below 0, and within the limits. `'unconstrained'`: any, and limits are refused. */
  readonly weights?: 'long-only' | 'unconstrained'
}

/**
 * Nested clustered optimisation (López de Prado 2019): the portfolio of least variance inside every cluster, then among the
 * clusters as if each were one asset. Errors of a cluster stay in it. The clusters are those of a tree, not of k-means as in
 * the paper, so that no draw decides them. Limits give the weights within them that track the nested ones with the least
 * variance. O(n^3).
 *
 * @example
 * const table = matrixFrom([[1, 0, 0], [0, 1, 0], [0, 0, 2]])
 * Array.from(nco(table, { clusters: 3 }).weights, (weight) => weight.toFixed(9)) // => ['0.400000000', '0.400000000', '0.200000000']
 */
export function nco(covariance: Matrix, options: NcoOptions = {}): ClusteredAllocation {
  checkKeys('nco', options, [...TREE_KEYS, ...LIMIT_KEYS, ...REPORT_KEYS, 'clusters', 'weights'])
  checkTree('nco', options)
  const { weights: sign = 'long-only' } = options
  checkOneOf('nco', 'weights', sign, ['long-only', 'unconstrained'])
  if (sign === 'unconstrained') refuseLimits('nco', options)
  const assets = checkCovariance('nco', covariance)
  checkReport('nco', options, assets.count)
  const box = checkLimits('nco', options, assets.count)
  const { tree, roots } = cutAssets('nco', assets, options)
  const clusters = roots.map((root) => leavesInOrder(tree, root))
  const nested = nest(assets, clusters, sign)
  const kept = sign === 'unconstrained' || keepsLimits(nested, box)
  const weights = kept ? nested : nearest(nested, assets, box)
  const notes = kept ? [] : [NOTE]
  return { weights, report: reportOn(weights, assets, options, notes), order: clusters.flat(), tree, clusters }
}

/** The weights within limits that track others with the least variance of the difference. */
function nearest(weights: Column, { count, covariance: table }: Assets, box: Box): Column {
  const tilt = times(table, weights)
  return leastVariance('nco', { count, table, box, tilt })
}

/** Least variance in every cluster, then among the clusters. */
function nest(assets: Assets, clusters: readonly (readonly number[])[], sign: 'long-only' | 'unconstrained'): Column {
  const { count, covariance: table } = assets
  const least = (part: Column, size: number): Column =>
    sign === 'unconstrained'
      ? byInverse(part, size)
      : leastVariance('nco', { count: size, table: part, box: checkLimits('nco', {}, size) })
  const inside = clusters.map((members) => {
    const part = Float64Array.from(members.flatMap((i) => members.map((j) => table[i * count + j])))
    const full = new Float64Array(count)
    for (const [k, weight] of least(part, members.length).entries()) full[members[k]] = weight
    return full
  })
  const outer = covarianceOf(inside, table)
  for (const [k, full] of inside.entries()) checkRisk(clusters[k], outer[k * (clusters.length + 1)], full, assets)
  const among = least(outer, clusters.length)
  const weights = new Float64Array(count)
  for (const [k, full] of inside.entries()) for (let i = 0; i < count; i++) weights[i] += among[k] * full[i]
  return weights
}

/** Refuses a cluster whose assets hedge each other away: what is left of its variance is rounding. */
function checkRisk(members: readonly number[], variance: number, weights: Column, { deviations }: Assets): void {
  const parts = weights.reduce((all, weight, i) => all + Math.abs(weight) * deviations[i], 0)
  if (variance > HEDGED * parts * parts) return
  refuse('nco', `the least variance of the cluster of asset ${members[0]}`, variance, {
    rule: `above ${HEDGED} of what its assets have together`,
    code: 'singular-matrix',
    remedy: 'Its assets hedge each other away: shrink or denoise the covariance.',
  })
}

/** Covariance of portfolios, exactly symmetric. */
function covarianceOf(portfolios: readonly Column[], table: Column): Column {
  const count = portfolios[0].length
  const images = portfolios.map((weights) =>
    weights.map((_, i) => weights.reduce((all, weight, j) => all + weight * table[i * count + j], 0)),
  )
  const out = new Float64Array(portfolios.length ** 2)
  for (const [a, weights] of portfolios.entries()) {
    for (let b = 0; b <= a; b++) {
      const entry = weights.reduce((all, weight, i) => all + weight * images[b][i], 0)
      out[a * portfolios.length + b] = out[b * portfolios.length + a] = entry
    }
  }
  return out
}
