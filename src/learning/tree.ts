import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import type { Soil } from './best-split.ts'
import { checkFeatures, checkModel, checkTargets, isWholeRow, scratchFrom } from './check-rows.ts'
import { classesOf } from './classes.ts'
import { growTree, type Nodes } from './grow-tree.ts'
import type { Scratch } from './scratch.ts'
import { sortColumnsInto } from './sort-columns.ts'

/** How far a tree may grow. */
export interface TreeOptions {
  /** Most questions from the root to a leaf, 1 to 64. Default 6. */
  readonly depth?: number
  /** Fewest rows of a node that is cut. Default 2. */
  readonly minSplit?: number
  /** Fewest rows of a leaf. Default 1. */
  readonly minLeaf?: number
  readonly scratch?: Scratch
}

/** A fitted tree: plain data, one entry per node in every list; node 0 is the root and children follow their parent. */
export interface Tree {
  readonly kind: 'tree'
  readonly columns: number
  /** The distinct targets, smallest first; empty when numbers are predicted. */
  readonly classes: readonly number[]
  /** Column that a node asks for; -1 in a leaf. */
  readonly feature: readonly number[]
  /** A row goes left when its value is at most this. */
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** Mean target of the node's rows, or its most frequent class, the smallest of equals. */
  readonly value: readonly number[]
  /** How many rows of the fit reached the node. */
  readonly count: readonly number[]
  /** Share of every class among them, node after node; empty when numbers are predicted. */
  readonly shares: readonly number[]
}

/**
 * A regression tree: cuts rows in two, and the parts again, where the sum of squared deviations falls most (CART, Breiman
 * et al. 1984). Of equal cuts it takes that of the first column, then of the lowest threshold; half way between two
 * neighbouring values. A node stays a leaf when no cut lowers the sum. Columns are sorted once: O(k n (log n + depth)).
 *
 * @example
 * const tree = fitRegressionTree(Float64Array.of(1, 2, 3, 4), 1, Float64Array.of(5, 5, 8, 8))
 * tree.threshold[0] // => 2.5
 * predictTree(tree, Float64Array.of(0, 9)) // => Float64Array.of(5, 8)
 */
export function fitRegressionTree(features: Column, columns: number, targets: Column, options: TreeOptions = {}): Tree {
  const where = 'fitRegressionTree'
  const rows = checkFeatures(where, features, columns)
  checkTargets(where, targets, rows)
  checkOptions(where, options)
  const scratch = scratchFrom(where, options.scratch)
  const nodes = grown({ features, columns, targets, classes: 0 }, options, scratch)
  return { kind: 'tree', columns, classes: [], ...nodes }
}

/**
 * A classification tree: the same cuts, made where Gini's impurity falls most. Targets are two to 32 different numbers.
 *
 * @example
 * const tree = fitClassificationTree(Float64Array.of(1, 2, 3, 4), 1, Float64Array.of(-1, -1, 1, -1), { depth: 1 })
 * tree.threshold[0] // => 2.5
 * tree.shares.slice(-2) // => [0.5, 0.5]
 * predictTree(tree, Float64Array.of(0, 9)) // => Float64Array.of(-1, -1)
 */
export function fitClassificationTree(
  features: Column,
  columns: number,
  targets: Column,
  options: TreeOptions = {},
): Tree {
  const where = 'fitClassificationTree'
  const rows = checkFeatures(where, features, columns)
  checkTargets(where, targets, rows)
  checkOptions(where, options)
  const scratch = scratchFrom(where, options.scratch)
  const { values, codes } = classesOf(where, targets, scratch.integers('tree codes', rows))
  const places = scratch.floats('tree classes', rows)
  places.set(codes)
  const nodes = grown({ features, columns, targets: places, classes: values.length }, options, scratch)
  return { kind: 'tree', columns, classes: values, ...nodes, value: nodes.value.map((place) => values[place]) }
}

/** What the tree says of every row: a number, or a class. NaN in rows that hold a value that is not finite. */
export function predictTree(tree: Tree, features: Column): Column {
  return Float64Array.from(leavesOf(tree, features), (leaf) => (leaf < 0 ? Number.NaN : tree.value[leaf]))
}

/**
 * The leaf that every row ends in, as a place in the lists of the tree: what its `count` and `shares` are read by. -1 for
 * rows that hold a value that is not finite.
 */
export function leavesOf(tree: Tree, features: Column): Int32Array {
  const rows = checkModel('leavesOf', tree, 'tree', features)
  checkNodes(tree)
  const { columns, feature, threshold, left, right } = tree
  const leaves = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const start = row * columns
    let node = isWholeRow(features, start, columns) ? 0 : -1
    while (node >= 0 && feature[node] >= 0) {
      node = features[start + feature[node]] <= threshold[node] ? left[node] : right[node]
    }
    leaves[row] = node
  }
  return leaves
}

function grown(
  { features, columns, targets, classes }: { features: Column; columns: number; targets: Column; classes: number },
  { depth = 6, minSplit = 2, minLeaf = 1 }: TreeOptions,
  scratch: Scratch,
): Nodes {
  const rows = targets.length
  const soil: Soil = {
    ...{ rows, columns, targets, classes, minLeaf },
    keys: scratch.floats('tree keys', rows * columns),
    order: scratch.integers('tree order', rows * (columns + 1)),
    counts: scratch.floats('tree counts', classes),
    left: scratch.floats('tree left', classes),
    spare: scratch.integers('tree spare', rows),
    isLeft: scratch.integers('tree side', rows),
  }
  for (let row = 0; row < rows; row++) {
    soil.order[columns * rows + row] = row
    for (let j = 0; j < columns; j++) soil.keys[j * rows + row] = features[row * columns + j]
  }
  sortColumnsInto(soil.order, soil.keys, rows, soil.spare)
  return growTree(soil, { depth, minSplit })
}

function checkOptions(where: string, options: TreeOptions): void {
  checkKeys(where, options, ['depth', 'minSplit', 'minLeaf', 'scratch'])
  const { depth = 6, minSplit = 2, minLeaf = 1 } = options
  checkInteger(where, 'depth', depth, { min: 1, max: 64 })
  checkInteger(where, 'minSplit', minSplit, { min: 2 })
  checkInteger(where, 'minLeaf', minLeaf, { min: 1 })
}

/** Refuses lists in which a row could walk in a circle or off the end: a model may come from anywhere. */
function checkNodes({ columns, feature, left, right }: Tree): void {
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] === -1) continue
    const isForward = left[node] > node && right[node] > node
    const isInside = left[node] < feature.length && right[node] < feature.length && feature[node] < columns
    if (isForward && isInside) continue
    refuse('leavesOf', `tree node ${node}`, feature[node], {
      rule: 'a leaf, or a question whose sides follow it',
      code: 'invalid-state',
      remedy: 'Pass what the fit gave, unchanged.',
    })
  }
}
