import type { Column } from '../base/column.ts'

/** How far two groups are apart: their nearest pair, farthest pair, mean pair, or what joining them adds to the spread. */
export type Linkage = 'single' | 'complete' | 'average' | 'ward'

/** One join of a tree. Assets are groups 0 to n - 1; the i-th join makes group n + i. */
export interface Join {
  /** The child that stands left: of two groups the one made earlier. */
  readonly left: number
  readonly right: number
  /** Distance between the two. */
  readonly height: number
  /** Assets in the joined group. */
  readonly size: number
}

interface Groups {
  readonly count: number
  readonly far: Column
  /** Assets of the group in a slot, 0 when it is gone. A group lives in the slot of its first asset. */
  readonly size: Int32Array
  /** The nearest later slot. */
  readonly nearest: Int32Array
}

/**
 * Joins the two nearest groups until one is left. Of equal distances the pair with the first assets joins first. O(n^2)
 * as a rule. Lance and Williams 1967.
 */
export function clusterTree(distances: Column, count: number, linkage: Linkage): readonly Join[] {
  const groups: Groups = {
    ...{ count, far: distances.slice(), size: new Int32Array(count).fill(1), nearest: new Int32Array(count).fill(-1) },
  }
  const ids = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = 0; i < count; i++) seek(groups, i)
  const joins: Join[] = []
  while (joins.length < count - 1) {
    const a = closest(groups)
    const b = groups.nearest[a]
    const height = groups.far[a * count + b]
    join(groups, a, b, linkage)
    joins.push({ left: Math.min(ids[a], ids[b]), right: Math.max(ids[a], ids[b]), height, size: groups.size[a] })
    ids[a] = count + joins.length - 1
  }
  return joins
}

/** The assets from left to right. `leftFirst` tells whether two assets of one join stand as they are. */
export function leavesInOrder(
  tree: readonly Join[],
  root: number,
  leftFirst: (left: number, right: number) => boolean = () => true,
): readonly number[] {
  const count = tree.length + 1
  const leaves: number[] = []
  const open = [root]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at < count) {
      leaves.push(at)
      continue
    }
    const { left, right } = tree[at - count]
    const turned = right < count && !leftFirst(left, right)
    open.push(turned ? left : right, turned ? right : left)
  }
  return leaves
}

/** The groups left when the last `clusters - 1` joins are undone, in the order of the tree. */
export function cutTree(tree: readonly Join[], clusters: number): readonly number[] {
  const count = tree.length + 1
  const groups: number[] = []
  const open = [2 * count - 2]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at < 2 * count - clusters) groups.push(at)
    else open.push(tree[at - count].right, tree[at - count].left)
  }
  return groups
}

function closest({ count, far, size, nearest }: Groups): number {
  let best = -1
  for (let i = 0; i < count; i++) {
    if (size[i] === 0 || nearest[i] < 0) continue
    if (best < 0 || far[i * count + nearest[i]] < far[best * count + nearest[best]]) best = i
  }
  return best
}

function seek({ count, far, size, nearest }: Groups, slot: number): void {
  let best = -1
  for (let j = slot + 1; j < count; j++) {
    if (size[j] > 0 && (best < 0 || far[slot * count + j] < far[slot * count + best])) best = j
  }
  nearest[slot] = best
}

function join(groups: Groups, a: number, b: number, linkage: Linkage): void {
  const { count, far, size, nearest } = groups
  const height = far[a * count + b]
  for (let k = 0; k < count; k++) {
    if (size[k] === 0 || k === a || k === b) continue
    const mixed = mix(linkage, [far[k * count + a], far[k * count + b], height], [size[k], size[a], size[b]])
    far[k * count + a] = far[a * count + k] = mixed
  }
  size[a] += size[b]
  size[b] = 0
  for (let i = 0; i < count; i++) {
    if (size[i] === 0) continue
    if (i === a || nearest[i] === a || nearest[i] === b) seek(groups, i)
    else if (
      i < a &&
      far[i * count + a] <= far[i * count + nearest[i]] &&
      (far[i * count + a] < far[i * count + nearest[i]] || a < nearest[i])
    )
      nearest[i] = a
  }
}

/** Distance of a third group to two that join. */
function mix(
  linkage: Linkage,
  [toA, toB, between]: readonly [number, number, number],
  [size, a, b]: readonly [number, number, number],
): number {
  if (linkage === 'single') return Math.min(toA, toB)
  if (linkage === 'complete') return Math.max(toA, toB)
  if (linkage === 'average') return (a * toA + b * toB) / (a + b)
  const square = (size + a) * toA * toA + (size + b) * toB * toB - size * between * between
  return Math.sqrt(square / (size + a + b))
}
