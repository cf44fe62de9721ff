import type { Column } from '../base/column.ts'
import { fitPca, projectPca } from '../learning/pca.ts'
import { fitQuantileRegression, predictQuantiles } from '../learning/quantile-regression.ts'
import type { Scratch } from '../learning/scratch.ts'
import { fitRegressionTree, predictTree } from '../learning/tree.ts'
import type { Lesson } from './trailing-fits.ts'

/** How components, tree and quantiles are fitted. */
export interface TreeQuantileRules {
  /** Columns of a feature row. */
  readonly columns: number
  /** Rows between the two halves: those whose targets reach into the newer one. */
  readonly horizon: number
  /** Share of the variance that the components keep. */
  readonly variance: number
  readonly whitened: boolean
  readonly depth: number
  /** Fewest rows of a node that is cut; a leaf has at least a third. */
  readonly minSplit: number
  readonly levels: readonly number[]
  /** Strength of the l1 penalty of the quantiles. */
  readonly strength: number
}

/**
 * The quantiles of what follows each row that is asked about, row after row, lowest level first; undefined when their fit
 * has not converged. Components of the features; a tree on them, grown on the older half of the lesson; quantiles,
 * linear in components and tree, fitted on the newer half. There the tree speaks of rows it has never seen, so that its
 * weight is what it earned and not how well it remembers.
 */
export function treeQuantiles(
  { features, targets, asked }: Pick<Lesson, 'features' | 'targets' | 'asked'>,
  rules: TreeQuantileRules,
  scratch: Scratch,
): Column | undefined {
  const { columns, horizon, variance, whitened, depth, minSplit, levels, strength } = rules
  const pca = fitPca(features, columns, { variance, scale: whitened ? 'whitened' : 'natural' })
  const width = pca.variances.length
  const places = projectPca(pca, features)
  const half = targets.length >> 1
  const growth = { depth, minSplit, minLeaf: Math.round(minSplit / 3), scratch }
  const tree = fitRegressionTree(places.subarray(0, half * width), width, targets.subarray(0, half), growth)
  const rowsOf = (part: Column): Column => beside(part, predictTree(tree, part))
  const newer = half + horizon
  const known = rowsOf(places.subarray(newer * width))
  const model = fitQuantileRegression(known, width + 1, targets.subarray(newer), { levels, penalty: strength, scratch })
  return model.converged ? predictQuantiles(model, rowsOf(projectPca(pca, asked)), { crossing: 'sort' }) : undefined
}

/** Rows with one more column, as their last. */
function beside(places: Column, column: Column): Column {
  const width = places.length / column.length
  const wider = new Float64Array(places.length + column.length)
  for (let row = 0; row < column.length; row++) {
    wider.set(places.subarray(row * width, (row + 1) * width), row * (width + 1))
    wider[row * (width + 1) + width] = column[row]
  }
  return wider
}
