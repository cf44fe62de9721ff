import { checkInteger, checkKeys } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { checkReport, REPORT_KEYS, type ReportOptions, reportOn } from './allocation.ts'
import { type Assets, checkCovariance } from './check-covariance.ts'
import { clusterCount } from './cluster-count.ts'
import { cutTree, type Join, leavesInOrder } from './cluster-tree.ts'
import { fitToLimits, isBinding } from './fit-to-limits.ts'
import {
  checkTree,
  clusterVariance,
  growTree,
  type HrpAllocation,
  inverseShares,
  leftShare,
  TREE_KEYS,
  type TreeOptions,
  treeDistances,
} from './hrp.ts'
import { checkLimits, LIMIT_KEYS, type Limits } from './limits.ts'

/** Into how many groups a tree is cut. */
export interface ClusterOptions extends TreeOptions {
  /** 1 to the number of assets, or `'auto'` (default): where the mean silhouette of the cut is largest, near 2 s for 500 assets. */
  readonly clusters?: number | 'auto'
}

/** How hierarchical equal risk contribution is done. */
export interface HercOptions extends ClusterOptions, Limits, ReportOptions {}

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
export function herc(covariance: Matrix, options: HercOptions = {}): ClusteredAllocation {
  checkKeys('herc', options, [...TREE_KEYS, ...LIMIT_KEYS, ...REPORT_KEYS, 'clusters'])
  checkTree('herc', options)
  const assets = checkCovariance('herc', covariance)
  const { count } = assets
  checkReport('herc', options, count)
  const box = checkLimits('herc', options, count)
  const { tree, roots } = cutAssets('herc', assets, options)
  const clusters = roots.map((root) => leavesInOrder(tree, root))
  const capital = descend(tree, new Map(roots.map((root, k) => [root, clusterVariance(assets, clusters[k])])))
  const raw = new Float64Array(count)
  for (const [k, members] of clusters.entries()) {
    const held = capital.get(roots[k]) ?? 0
    for (const [m, share] of inverseShares(assets, members).entries()) raw[members[m]] = held * share
  }
  const weights = isBinding(box) ? fitToLimits(raw, box) : raw
  return { weights, report: reportOn(weights, assets, options), order: clusters.flat(), tree, clusters }
}

/** The tree of checked assets and the groups it is cut into. */
export function cutAssets(
  where: string,
  assets: Assets,
  options: ClusterOptions,
): { tree: readonly Join[]; roots: readonly number[] } {
  const { clusters = 'auto' } = options
  if (clusters !== 'auto') checkInteger(where, 'clusters', clusters, { min: 1, max: assets.count })
  const tree = growTree(assets, options)
  const count = clusters === 'auto' ? clusterCount(tree, treeDistances(assets, options)) : clusters
  return { tree, roots: cutTree(tree, count) }
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
