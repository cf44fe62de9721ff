import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { type Allocation, checkReport, REPORT_KEYS, type ReportOptions, reportOn } from './allocation.ts'
import { type Assets, checkCovariance } from './check-covariance.ts'
import { clusterTree, type Join, type Linkage, leavesInOrder } from './cluster-tree.ts'
import { distancesBetween, distancesOf } from './correlation-distance.ts'
import { fitToLimits, isBinding } from './fit-to-limits.ts'
import { type Box, checkLimits, LIMIT_KEYS, type Limits } from './limits.ts'

/** How a tree of assets is grown. */
export interface TreeOptions {
  /**
   * What the linkage sees. `'euclidean'` (default): distances between columns of the table of correlation distances, as in the
   * paper. `'direct'`: those distances themselves, as in most packages. The trees differ, and so do the weights.
   */
  readonly distance?: 'euclidean' | 'direct'
  /** Default `'single'`, as in the paper. */
  readonly linkage?: Linkage
}

/** How hierarchical risk parity is done. */
export interface HrpOptions extends TreeOptions, Limits, ReportOptions {
  /**
   * Which of two assets that join stands left. `'index'` (default): the one given first, as in the paper, so the weights
   * depend on the order of the assets. `'variance'`: the calmer one, so they do not.
   */
  readonly pairs?: 'index' | 'variance'
}

/** Weights of hierarchical risk parity, with what is needed to draw the tree. */
export interface HrpAllocation extends Allocation {
  /** The assets from left to right of the tree: the order that brings large correlations to the diagonal. */
  readonly order: readonly number[]
  /** The joins, first to last: assets are groups 0 to n - 1, the i-th join makes group n + i. */
  readonly tree: readonly Join[]
}

/** Names of the options of a tree. */
export const TREE_KEYS: readonly string[] = ['distance', 'linkage']

/**
 * Hierarchical risk parity (López de Prado 2016): a tree of correlations puts like beside like, then capital is halved
 * again and again along that order, each half by the inverse of its variance. Needs no inverse, so a singular covariance
 * will do. A list of odd length has its smaller half left. Bounds are kept at every halving, group caps after it. With few
 * assets of one kind it can put nearly everything in a calm one: see `report.effectiveAssets`. O(n^3).
 *
 * @example
 * const { weights, order } = hrp(matrixFrom([[4, 0, 1.9], [0, 1, 0], [1.9, 0, 1]]))
 * order // => [1, 0, 2]
 * Array.from(weights, (w) => w.toFixed(4)) // => ['0.0831', '0.5847', '0.3322']
 */
export function hrp(covariance: Matrix, options: HrpOptions = {}): HrpAllocation {
  checkKeys('hrp', options, [...TREE_KEYS, ...LIMIT_KEYS, ...REPORT_KEYS, 'pairs'])
  const { pairs = 'index' } = options
  checkOneOf('hrp', 'pairs', pairs, ['index', 'variance'])
  checkTree('hrp', options)
  const assets = checkCovariance('hrp', covariance)
  checkReport('hrp', options, assets.count)
  const box = checkLimits('hrp', options, assets.count)
  const tree = growTree(assets, options)
  const { deviations, count } = assets
  const order = leavesInOrder(tree, 2 * count - 2, (a, b) => pairs === 'index' || deviations[a] <= deviations[b])
  const halved = bisect(assets, order, box)
  const weights = isBinding(box) ? fitToLimits(halved, box) : halved
  return { weights, report: reportOn(weights, assets, options), order, tree }
}

/** Refuses options that no tree can be grown by. */
export function checkTree(where: string, { distance = 'euclidean', linkage = 'single' }: TreeOptions): void {
  checkOneOf(where, 'distance', distance, ['euclidean', 'direct'])
  checkOneOf(where, 'linkage', linkage, ['single', 'complete', 'average', 'ward'])
}

/** The tree of checked assets. */
export function growTree(assets: Assets, options: TreeOptions): readonly Join[] {
  return clusterTree(treeDistances(assets, options), assets.count, options.linkage ?? 'single')
}

/** What the linkage sees. */
export function treeDistances(assets: Assets, { distance = 'euclidean' }: TreeOptions): Column {
  const near = distancesOf(assets)
  return distance === 'direct' ? near : distancesBetween(near, assets.count)
}

/** Shares of some assets by the inverse of their variances. Against the calmest one, so that no unit overflows. */
export function inverseShares({ count, covariance }: Assets, members: readonly number[]): Column {
  const varianceOf = (i: number): number => covariance[i * (count + 1)]
  const calmest = members.reduce((least, i) => Math.min(least, varianceOf(i)), Number.POSITIVE_INFINITY)
  const raw = Float64Array.from(members, (i) => calmest / varianceOf(i))
  const total = raw.reduce((all, each) => all + each, 0)
  return raw.map((each) => each / total)
}

/** Variance of some assets, each weighted by the inverse of its own. */
export function clusterVariance(assets: Assets, members: readonly number[]): number {
  const { count, covariance } = assets
  const shares = inverseShares(assets, members)
  let variance = 0
  for (const [a, i] of members.entries()) {
    let pull = 0
    for (const [b, j] of members.entries()) pull += covariance[i * count + j] * shares[b]
    variance += pull * shares[a]
  }
  return Math.max(0, variance)
}

/** The share of the left of two sides with such risks: half when neither has any. */
export function leftShare(left: number, right: number): number {
  return left + right > 0 ? 1 - left / (left + right) : 0.5
}

function bisect(assets: Assets, order: readonly number[], box: Box): Column {
  const weights = new Float64Array(assets.count)
  const held = (members: readonly number[], bound: Column): number => members.reduce((all, i) => all + bound[i], 0)
  const open: { members: readonly number[]; capital: number }[] = [{ members: order, capital: 1 }]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { members, capital } = at
    if (members.length === 1) {
      weights[members[0]] = capital
      continue
    }
    const half = Math.floor(members.length / 2)
    const [left, right] = [members.slice(0, half), members.slice(half)]
    const wanted = capital * leftShare(clusterVariance(assets, left), clusterVariance(assets, right))
    // What the right side cannot hold, and what it must, bounds the left side as much as its own limits do.
    const least = Math.max(held(left, box.min), capital - held(right, box.max))
    const most = Math.min(held(left, box.max), capital - held(right, box.min))
    const share = Math.max(least, Math.min(most, wanted))
    open.push({ members: left, capital: share }, { members: right, capital: capital - share })
  }
  return weights
}
