import { bestGiniSplit, bestVarianceSplit, type Soil, type Span, type Split } from './best-split.ts'

/** When a node stays a leaf. */
export interface GrowthRules {
  readonly depth: number
  readonly minSplit: number
}

/** Nodes in the order a reader meets them: a node, its left side, its right side. */
export interface Nodes {
  /** Column that the node asks for; -1 in a leaf. */
  readonly feature: number[]
  readonly threshold: number[]
  readonly left: number[]
  readonly right: number[]
  /** Mean target, or place of the most frequent class. */
  readonly value: number[]
  /** Rows that reached the node. */
  readonly count: number[]
  /** Share of every class, node after node; empty when numbers are predicted. */
  readonly shares: number[]
}

/** Grows a tree from sorted columns. O(k n) for every level. */
export function growTree(soil: Soil, rules: GrowthRules): Nodes {
  const nodes: Nodes = { feature: [], threshold: [], left: [], right: [], value: [], count: [], shares: [] }
  grow(nodes, soil, rules, { start: 0, end: soil.rows, depth: 0 })
  return nodes
}

function grow(nodes: Nodes, soil: Soil, rules: GrowthRules, span: Span & { readonly depth: number }): number {
  const { start, end, depth } = span
  const node = nodes.feature.length
  const split = describe(nodes, soil, span, depth < rules.depth && end - start >= rules.minSplit)
  nodes.feature.push(split.column)
  nodes.threshold.push(split.threshold)
  nodes.count.push(end - start)
  nodes.left.push(-1)
  nodes.right.push(-1)
  if (split.column < 0) return node
  const middle = divide(soil, span, split)
  nodes.left[node] = grow(nodes, soil, rules, { start, end: middle, depth: depth + 1 })
  nodes.right[node] = grow(nodes, soil, rules, { start: middle, end, depth: depth + 1 })
  return node
}

/** Writes down what a node predicts, and finds where to cut it if it may be cut. */
function describe(nodes: Nodes, soil: Soil, span: Span, mayCut: boolean): Split {
  const { rows, columns, order, targets, classes, counts } = soil
  const { start, end } = span
  const none: Split = { column: -1, threshold: 0, gain: 0 }
  const byIndex = columns * rows
  if (classes === 0) {
    let sum = 0
    for (let place = start; place < end; place++) sum += targets[order[byIndex + place]]
    let rest = 0
    for (let place = start; place < end; place++) rest += targets[order[byIndex + place]] - sum / (end - start)
    const centre = sum / (end - start) + rest / (end - start)
    let squares = 0
    for (let place = start; place < end; place++) squares += (targets[order[byIndex + place]] - centre) ** 2
    nodes.value.push(centre)
    return mayCut && squares > 0 ? bestVarianceSplit(soil, span, centre, squares) : none
  }
  counts.fill(0)
  for (let place = start; place < end; place++) counts[targets[order[byIndex + place]]]++
  let most = 0
  let squares = 0
  for (let code = 0; code < classes; code++) {
    if (counts[code] > counts[most]) most = code
    squares += counts[code] * counts[code]
    nodes.shares.push(counts[code] / (end - start))
  }
  nodes.value.push(most)
  return mayCut && counts[most] < end - start ? bestGiniSplit(soil, span, squares) : none
}

/** Cuts the span of every column in two, each side in its old order; gives the place of the cut. */
function divide(soil: Soil, { start, end }: Span, { column, threshold }: Split): number {
  const { rows, columns, keys, order, spare, isLeft } = soil
  const base = column * rows
  let middle = start
  for (let place = start; place < end; place++) {
    const row = order[base + place]
    isLeft[row] = keys[base + row] <= threshold ? 1 : 0
    middle += isLeft[row]
  }
  for (let other = 0; other <= columns; other++) {
    if (other === column) continue
    let to = other * rows + start
    let kept = 0
    for (let at = to, last = other * rows + end; at < last; at++) {
      const row = order[at]
      if (isLeft[row] === 1) order[to++] = row
      else spare[kept++] = row
    }
    for (let k = 0; k < kept; k++) order[to + k] = spare[k]
  }
  return middle
}
