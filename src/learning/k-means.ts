import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys } from '../base/guards.ts'
import { type RandomSeed, randomFrom } from '../random/random-from.ts'
import { checkFeatures, checkModel, isWholeRow } from './check-rows.ts'
import { type Search, spreadOut, squareBetween } from './k-means-start.ts'

/** How many clusters, and how hard to look for them. */
export interface KMeansOptions {
  readonly clusters: number
  /** Names the draws of the first centres. */
  readonly seed: RandomSeed
  /** Searches from different first centres, of which the best is kept. Default 10. */
  readonly starts?: number
  /** Most passes of one search. Default 300. */
  readonly iterations?: number
}

/** Fitted clusters as plain data, in the order of their centres: by the first column, then by the second, and so on. */
export interface KMeans {
  readonly kind: 'k-means'
  readonly columns: number
  /** One centre after the other. */
  readonly centres: readonly number[]
  /** Rows of the fit in every cluster. */
  readonly counts: readonly number[]
  /** Sum of squared distances of the rows to their centres. */
  readonly spread: number
  /** Passes of the search that was kept. */
  readonly iterations: number
  /** Whether its last pass moved no row. */
  readonly converged: boolean
}

/**
 * k-means: centres that every row is near to, found by Lloyd's passes (1982) from first centres that k-means++ spreads out
 * (Arthur and Vassilvitskii 2007). A row as near to two centres stays with its own, at first the one drawn first; a centre
 * that loses all its rows moves to the row farthest from its own. The result is a local optimum, the best of the starts.
 * O(n k c) a pass. Refuses fewer distinct rows than clusters.
 *
 * @example
 * const model = fitKMeans(Float64Array.of(9, 1, 10, 2), 1, { clusters: 2, seed: 42 })
 * model.centres // => [1.5, 9.5]
 * predictKMeans(model, Float64Array.of(0, 7)) // => Float64Array.of(0, 1)
 * fitKMeans(Float64Array.of(5, 5), 1, { clusters: 2, seed: 42 }) // throws 'invalid-argument'
 */
export function fitKMeans(features: Column, columns: number, options: KMeansOptions): KMeans {
  const rows = checkFeatures('fitKMeans', features, columns)
  checkOptions(rows, options)
  const { clusters, seed, starts = 10, iterations = 300 } = options
  let best: KMeans | undefined
  for (let start = 0; start < starts; start++) {
    const search: Search = {
      ...{ features, columns, centres: new Float64Array(clusters * columns), labels: new Int32Array(rows).fill(-1) },
      ...{ counts: new Int32Array(clusters), distances: new Float64Array(rows) },
    }
    spreadOut(search, randomFrom(seed, 'k-means', start))
    const found = settle(search, iterations)
    if (best === undefined || found.spread < best.spread) best = found
  }
  return best as KMeans
}

/** The nearest centre of every row, the first of equals. NaN in rows that hold a value that is not finite. */
export function predictKMeans(model: KMeans, features: Column): Column {
  const rows = checkModel('predictKMeans', model, 'k-means', features)
  const { columns, counts } = model
  const centres = Float64Array.from(model.centres)
  const labels = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let nearest = isWholeRow(features, row * columns, columns) ? 0 : Number.NaN
    let least = Number.POSITIVE_INFINITY
    for (let k = 0; k < counts.length && nearest >= 0; k++) {
      const distance = squareBetween({ features, columns, centres }, row, k)
      if (distance >= least) continue
      least = distance
      nearest = k
    }
    labels[row] = nearest
  }
  return labels
}

function settle(search: Search, most: number): KMeans {
  let iterations = 0
  let moved = true
  while (moved && iterations < most) {
    moved = assign(search)
    refill(search)
    recentre(search)
    iterations++
  }
  return inOrder(search, iterations, !moved)
}

/** Sends every row to its nearest centre; whether any row moved. */
function assign(search: Search): boolean {
  const { labels, counts, distances } = search
  let moved = false
  counts.fill(0)
  for (let row = 0; row < labels.length; row++) {
    let nearest = labels[row]
    let least = nearest < 0 ? Number.POSITIVE_INFINITY : squareBetween(search, row, nearest)
    for (let k = 0; k < counts.length; k++) {
      const distance = squareBetween(search, row, k)
      if (distance >= least) continue
      least = distance
      nearest = k
    }
    moved ||= nearest !== labels[row]
    labels[row] = nearest
    distances[row] = least
    counts[nearest]++
  }
  return moved
}

/** Gives every empty cluster the row farthest from its centre, the first of equals, among clusters that can spare one. */
function refill({ labels, counts, distances }: Search): void {
  for (let k = 0; k < counts.length; k++) {
    if (counts[k] > 0) continue
    let farthest = -1
    for (let row = 0; row < labels.length; row++) {
      if (counts[labels[row]] > 1 && (farthest < 0 || distances[row] > distances[farthest])) farthest = row
    }
    counts[labels[farthest]]--
    labels[farthest] = k
    distances[farthest] = 0
    counts[k] = 1
  }
}

function recentre({ features, columns, centres, labels, counts }: Search): void {
  centres.fill(0)
  for (let row = 0; row < labels.length; row++) {
    const k = labels[row]
    for (let j = 0; j < columns; j++) centres[k * columns + j] += features[row * columns + j] / counts[k]
  }
}

function inOrder(search: Search, iterations: number, converged: boolean): KMeans {
  const { columns, centres, labels, counts } = search
  let spread = 0
  for (let row = 0; row < labels.length; row++) spread += squareBetween(search, row, labels[row])
  const lists = Array.from(counts, (count, k) => ({ count, centre: centres.slice(k * columns, (k + 1) * columns) }))
  lists.sort((a, b) => {
    const j = a.centre.findIndex((value, at) => value !== b.centre[at])
    return j < 0 ? 0 : a.centre[j] - b.centre[j]
  })
  return {
    ...{ kind: 'k-means', columns, spread, iterations, converged },
    centres: lists.flatMap(({ centre }) => Array.from(centre)),
    counts: lists.map(({ count }) => count),
  }
}

function checkOptions(rows: number, options: KMeansOptions): void {
  checkKeys('fitKMeans', options, ['clusters', 'seed', 'starts', 'iterations'])
  const { clusters, starts = 10, iterations = 300 } = options
  checkInteger('fitKMeans', 'clusters', clusters, { min: 1, max: rows })
  checkInteger('fitKMeans', 'starts', starts, { min: 1 })
  checkInteger('fitKMeans', 'iterations', iterations, { min: 1 })
}
