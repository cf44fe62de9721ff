import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { checkReport, REPORT_KEYS, type ReportOptions, reportOn } from './allocation.ts'
import { type Assets, checkCovariance } from './check-covariance.ts'
import { cutTree, type Join, leavesInOrder } from './cluster-tree.ts'
import { fitToLimits, isBinding } from './fit-to-limits.ts'
import {
  checkTree,
  clusterVariance,
  growTree,
  type HrpAllocation,
  leftShare,
  TREE_KEYS,
  type TreeOptions,
} from './hrp.ts'
import { leastVariance } from './least-variance.ts'
import { checkLimits, LIMIT_KEYS, type Limits } from './limits.ts'
import { byInverse } from './minimum-variance.ts'

/** A cluster with less of its variance left than this share is hedged away. */
const HEDGED = 1e-12

/** How hierarchical equal risk contribution is done. */
export interface HercOptions extends TreeOptions, Limits, ReportOptions {
  /** Groups the tree is cut into: 1 to the number of assets. */
  readonly clusters: number
}

/** How nested clustered optimisation is done. */
export interface NcoOptions extends TreeOptions, ReportOptions {
  /** Groups the tree is cut into: 1 to the number of assets. */
  readonly clusters: number
  /** `'long-only'` (default): none below 0. `'unconstrained'`: any. */
  readonly weights?: 'long-only' | 'unconstrained'
}

/** Weights by clusters, with the clusters. */
export interface ClusteredAllocation extends HrpAllocation {
  /** The assets of every cluster, from left to right of the tree. */
  readonly clusters: readonly (readonly number[])[]
}

/**
 * Hierarchical equal risk contribution (Raffinot 2018): the tree is cut into clusters; capital walks down the tree to them,
 * at every join by the inverse of the risk of the two sides, which is the sum of their clusters' variances; inside a cluster
 * it is spread by inverse variance. Limits are kept by cutting, in the proportions of the rest. O(n^3).
 *
 * @example
 * const table = matrixFrom([[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1]])
 * const { weights, clusters } = herc(table, { clusters: 2 })
 * clusters // => [[2], [0, 1]]
 * Array.from(weights, (weight) => weight.toFixed(6)) // => ['0.256410', '0.256410', '0.487179']
 */
export function herc(covariance: Matrix, options: HercOptions): ClusteredAllocation {
  checkKeys('herc', options, [...TREE_KEYS, ...LIMIT_KEYS, ...REPORT_KEYS, 'clusters'])
  checkTree('herc', options)
  const assets = checkCovariance('herc', covariance)
  const { count } = assets
  checkInteger('herc', 'clusters', options.clusters, { min: 1, max: count })
  checkReport('herc', options, count)
  const box = checkLimits('herc', options, count)
  const tree = growTree(assets, options)
  const roots = cutTree(tree, options.clusters)
  const clusters = roots.map((root) => leavesInOrder(tree, root))
  const capital = descend(tree, new Map(roots.map((root, k) => [root, clusterVariance(assets, clusters[k])])))
  const raw = new Float64Array(count)
  for (const [k, members] of clusters.entries()) {
    const total = members.reduce((all, i) => all + 1 / assets.covariance[i * (count + 1)], 0)
    const held = capital.get(roots[k]) ?? 0
    for (const i of members) raw[i] = held * (1 / assets.covariance[i * (count + 1)] / total)
  }
  const weights = isBinding(box) ? fitToLimits(raw, box) : raw
  return { weights, report: reportOn(weights, assets, options), order: clusters.flat(), tree, clusters }
}

/**
 * Nested clustered optimisation (López de Prado 2019): the portfolio of least variance inside every cluster, then among the
 * clusters as if each were one asset. Errors of a cluster stay in it. The clusters are those of a tree, not of k-means as in
 * the paper, so that no draw decides them. O(n^3).
 *
 * @example
 * const table = matrixFrom([[1, 0, 0], [0, 1, 0], [0, 0, 2]])
 * Array.from(nco(table, { clusters: 3 }).weights, (weight) => weight.toFixed(9)) // => ['0.400000000', '0.400000000', '0.200000000']
 */
export function nco(covariance: Matrix, options: NcoOptions): ClusteredAllocation {
  checkKeys('nco', options, [...TREE_KEYS, ...REPORT_KEYS, 'clusters', 'weights'])
  checkTree('nco', options)
  const { weights: sign = 'long-only' } = options
  checkOneOf('nco', 'weights', sign, ['long-only', 'unconstrained'])
  const assets = checkCovariance('nco', covariance)
  const { count, covariance: table } = assets
  checkInteger('nco', 'clusters', options.clusters, { min: 1, max: count })
  checkReport('nco', options, count)
  const tree = growTree(assets, options)
  const clusters = cutTree(tree, options.clusters).map((root) => leavesInOrder(tree, root))
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
  return { weights, report: reportOn(weights, assets, options), order: clusters.flat(), tree, clusters }
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

/** Capital of every cluster, walking down from the root; a group that is a cluster has a variance. */
function descend(tree: readonly Join[], variances: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const count = tree.length + 1
  const risks = new Map(variances)
  const riskOf = (group: number): number => risks.get(group) ?? 0
  for (let at = count; at < 2 * count - 1; at++) {
    const { left, right } = tree[at - count]
    // Joins below a cluster sum groups without risk, and its own variance stands.
    if (!risks.has(at) && (risks.has(left) || risks.has(right))) risks.set(at, riskOf(left) + riskOf(right))
  }
  const capital = new Map<number, number>([[2 * count - 2, 1]])
  for (let at = 2 * count - 2; at >= count; at--) {
    const held = capital.get(at)
    if (held === undefined || variances.has(at)) continue
    const { left, right } = tree[at - count]
    const share = leftShare(riskOf(left), riskOf(right))
    capital.set(left, held * share)
    capital.set(right, held * (1 - share))
  }
  return capital
}
