import type { Column } from '../base/column.ts'
import { cutTree, type Join, leavesInOrder } from './cluster-tree.ts'

/** Silhouettes this near are equal: rounding does not choose a number of clusters. */
const SAME = 1e-12

/**
 * Into how many groups a tree is best cut: where the mean silhouette (Rousseeuw 1987) of 2 to n - 1 groups is largest, the
 * fewest of equals; 1 when none is above 0, or below three assets. Nothing is drawn, unlike the gap statistic. O(n^3).
 */
export function clusterCount(tree: readonly Join[], distances: Column): number {
  const count = tree.length + 1
  let best = 1
  let highest = SAME
  for (let clusters = 2; clusters < count; clusters++) {
    const groups = cutTree(tree, clusters).map((root) => leavesInOrder(tree, root))
    const mean = meanSilhouette(groups, distances, count)
    if (mean <= highest + SAME) continue
    best = clusters
    highest = mean
  }
  return best
}

/**
 * The mean over assets of (b - a) / max(a, b): a the mean distance to the others of its group, b that to the nearest other
 * group; 0 for an asset alone.
 */
export function meanSilhouette(groups: readonly (readonly number[])[], distances: Column, count: number): number {
  let sum = 0
  for (const [g, members] of groups.entries()) {
    if (members.length === 1) continue
    for (const i of members) {
      let own = 0
      let other = Number.POSITIVE_INFINITY
      for (const [h, others] of groups.entries()) {
        let far = 0
        for (const j of others) far += distances[i * count + j]
        if (h === g) own = far / (others.length - 1)
        else other = Math.min(other, far / others.length)
      }
      const widest = Math.max(own, other)
      if (widest > 0) sum += (other - own) / widest
    }
  }
  return sum / count
}
