import type { Column } from '../base/column.ts'
import type { Matrix } from '../math/matrix.ts'

/**
 * The average correlations at which things join, nearest first, when two groups are as near as the mean correlation of
 * their pairs: one height per join, in no order. Each chain of nearest neighbours is followed to its end, so it is
 * O(n^2). Müllner, "Modern hierarchical, agglomerative clustering algorithms", 2011.
 */
export function averageLinkage({ rows: count, data }: Matrix): Column {
  const near = data.slice()
  const size = new Float64Array(count).fill(1)
  const heights = new Float64Array(count - 1)
  const chain: number[] = []
  for (let join = 0; join < heights.length; ) {
    if (chain.length === 0) chain.push(size.findIndex((each) => each > 0))
    const last = chain[chain.length - 1]
    const before = chain.length > 1 ? chain[chain.length - 2] : -1
    const next = nearestTo(last, before, near, size)
    if (next !== before) {
      chain.push(next)
      continue
    }
    heights[join++] = near[last * count + next]
    merge(last, next, near, size)
    chain.length -= 2
  }
  return heights
}

/** The group nearest to one; of equals the one before it in the chain, so that the chain ends. */
function nearestTo(group: number, before: number, near: Column, size: Column): number {
  let best = before
  for (let other = 0; other < size.length; other++) {
    if (other === group || size[other] === 0) continue
    if (best < 0 || near[group * size.length + other] > near[group * size.length + best]) best = other
  }
  return best
}

function merge(into: number, from: number, near: Column, size: Column): void {
  const count = size.length
  const total = size[into] + size[from]
  for (let other = 0; other < count; other++) {
    const mixed = (size[into] * near[into * count + other] + size[from] * near[from * count + other]) / total
    near[into * count + other] = near[other * count + into] = mixed
  }
  size[into] = total
  size[from] = 0
}
