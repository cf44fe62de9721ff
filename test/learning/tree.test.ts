import fc from 'fast-check'
import { DecisionTreeRegression } from 'ml-cart'
import { describe, expect, test } from 'vitest'
import { fitClassificationTree, fitRegressionTree, leavesOf, predictTree, type Tree } from '../../src/learning/tree.ts'
import { asRows, normalSample, permuted, roughSamples, type Sample } from './data.ts'

/** Impurity summed over rows: squared deviations, or Gini's measure times the rows. */
type Impurity = (targets: readonly number[]) => number

const squares: Impurity = (targets) => {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length
  return targets.reduce((sum, target) => sum + (target - mean) ** 2, 0)
}

const gini: Impurity = (targets) => {
  const shares = [...new Set(targets)].map(
    (each) => targets.filter((target) => target === each).length / targets.length,
  )
  return targets.length * (1 - shares.reduce((sum, share) => sum + share * share, 0))
}

/** The best cut by trying all of them from their definition, first column first, lowest threshold first. */
function bestCut(rows: readonly number[][], targets: readonly number[], impurity: Impurity, minLeaf: number) {
  let best = { feature: -1, threshold: 0, rest: impurity(targets) - 1e-9 }
  for (let j = 0; j < (rows[0]?.length ?? 0); j++) {
    const values = [...new Set(rows.map((row) => row[j]))].sort((a, b) => a - b)
    for (let i = 1; i < values.length; i++) {
      const threshold = (values[i - 1] + values[i]) / 2
      const left = targets.filter((_, row) => rows[row][j] <= threshold)
      const right = targets.filter((_, row) => rows[row][j] > threshold)
      const rest = impurity(left) + impurity(right)
      if (Math.min(left.length, right.length) < minLeaf || rest >= best.rest - 1e-9) continue
      best = { feature: j, threshold, rest }
    }
  }
  return best
}

/** Holds every node of a tree against its definition. */
function expectGreedy(tree: Tree, sample: Sample, targets: Float64Array, impurity: Impurity, minLeaf: number): void {
  const walk = (node: number, places: readonly number[], depth: number): void => {
    const rows = asRows(sample)
    const mine = places.map((row) => targets[row])
    const cut = bestCut(
      places.map((row) => rows[row]),
      mine,
      impurity,
      minLeaf,
    )
    expect(tree.count[node]).toBe(places.length)
    const isLeaf = cut.feature < 0 || depth === 0
    expect(tree.feature[node]).toBe(isLeaf ? -1 : cut.feature)
    if (isLeaf) return
    expect(tree.threshold[node]).toBe(cut.threshold)
    walk(
      tree.left[node],
      places.filter((row) => rows[row][cut.feature] <= cut.threshold),
      depth - 1,
    )
    walk(
      tree.right[node],
      places.filter((row) => rows[row][cut.feature] > cut.threshold),
      depth - 1,
    )
  }
  walk(
    0,
    Array.from({ length: sample.rows }, (_, row) => row),
    3,
  )
}

describe('fitRegressionTree', () => {
  test('cuts every node where the definition says, ties by column and then by threshold', () => {
    fc.assert(
      fc.property(roughSamples, fc.integer({ min: 1, max: 3 }), (sample, minLeaf) => {
        const { features, columns, numbers } = sample
        expectGreedy(
          fitRegressionTree(features, columns, numbers, { depth: 3, minLeaf }),
          sample,
          numbers,
          squares,
          minLeaf,
        )
      }),
    )
  })

  test('agrees with ml-cart on rows without ties', () => {
    for (const depth of [1, 3, 5]) {
      const { features, columns, numbers } = normalSample(11, 120, 4)
      const fresh = normalSample(12, 200, 4)
      const rival = new DecisionTreeRegression({ maxDepth: depth, minNumSamples: 1 })
      rival.train(asRows({ features, columns }), Array.from(numbers))
      const ours = predictTree(fitRegressionTree(features, columns, numbers, { depth }), fresh.features)
      const theirs = rival.predict(asRows(fresh))
      for (const [row, value] of ours.entries()) expect(value).toBeCloseTo(theirs[row], 12)
    }
  })

  test('takes the first column and the lowest threshold of equal cuts', () => {
    const tree = fitRegressionTree(Float64Array.of(0, 0, 1, 1, 2, 2), 2, Float64Array.of(1, 0, 1), { depth: 1 })
    expect([tree.feature[0], tree.threshold[0]]).toEqual([0, 0.5])
    // The sums of these targets differ in the last bit with the order they are added in; the cuts are the same.
    const targets = Float64Array.of(0.1, 0.2, 0.3, 0.7, 0.8, 0.9)
    const features = Float64Array.of(1, 3, 2, 2, 3, 1, 4, 6, 5, 5, 6, 4)
    expect(fitRegressionTree(features, 2, targets, { depth: 1 }).feature[0]).toBe(0)
  })

  test('a shallower tree is the top of a deeper one', () => {
    const { features, columns, numbers } = normalSample(13, 100, 3)
    const deep = fitRegressionTree(features, columns, numbers, { depth: 8 })
    const flat = fitRegressionTree(features, columns, numbers, { depth: 2 })
    const inner = flat.feature.filter((feature) => feature >= 0)
    expect(inner.length).toBe(3)
    expect(deep.feature.slice(0, 2)).toEqual(flat.feature.slice(0, 2))
    expect(deep.threshold[deep.right[0]]).toBe(flat.threshold[flat.right[0]])
  })

  test('the order of columns changes the numbering and nothing else', () => {
    const sample = normalSample(14, 150, 4)
    const order = [2, 0, 3, 1]
    // In smaller nodes two columns often make the same cut, and then the first one is taken.
    const one = fitRegressionTree(sample.features, 4, sample.numbers, { minLeaf: 12 })
    const other = fitRegressionTree(permuted(sample, order), 4, sample.numbers, { minLeaf: 12 })
    expect(other.feature.map((feature) => (feature < 0 ? -1 : order[feature]))).toEqual(one.feature)
    expect([other.threshold, other.value]).toEqual([one.threshold, one.value])
  })

  test('does not change when a column is stretched or bent, as long as it rises', () => {
    const { features, columns, numbers } = normalSample(15, 80, 3)
    const bent = features.map((value) => Math.exp(value))
    const one = fitRegressionTree(features, columns, numbers)
    const other = fitRegressionTree(bent, columns, numbers)
    expect([other.feature, other.count, other.value]).toEqual([one.feature, one.count, one.value])
  })

  test('grows whole when allowed to: every row then finds its own target', () => {
    const { features, columns, numbers } = normalSample(16, 200, 2)
    expect(predictTree(fitRegressionTree(features, columns, numbers, { depth: 64 }), features)).toEqual(numbers)
  })

  test('keeps minSplit and minLeaf', () => {
    const { features, columns, numbers } = normalSample(17, 200, 3)
    const tree = fitRegressionTree(features, columns, numbers, { depth: 20, minSplit: 30, minLeaf: 7 })
    for (const [node, feature] of tree.feature.entries()) {
      if (feature >= 0) expect(tree.count[node]).toBeGreaterThanOrEqual(30)
      else expect(tree.count[node]).toBeGreaterThanOrEqual(7)
    }
  })

  test('is one leaf for targets or features that do not vary', () => {
    expect(fitRegressionTree(Float64Array.of(1, 2, 3), 1, new Float64Array(3).fill(0.1))).toEqual({
      ...{ kind: 'tree', columns: 1, classes: [], feature: [-1], threshold: [0], left: [-1], right: [-1] },
      ...{ value: [0.1], count: [3], shares: [] },
    })
    expect(fitRegressionTree(new Float64Array(3), 1, Float64Array.of(1, 2, 6)).value).toEqual([3])
  })

  test('cuts between neighbouring numbers, and where half way would overflow', () => {
    const next = 1 + Number.EPSILON
    const near = fitRegressionTree(Float64Array.of(1, next), 1, Float64Array.of(0, 1))
    expect(predictTree(near, Float64Array.of(1, next))).toEqual(Float64Array.of(0, 1))
    const tiny = fitRegressionTree(Float64Array.of(0, Number.MIN_VALUE), 1, Float64Array.of(0, 1))
    expect(predictTree(tiny, Float64Array.of(0, Number.MIN_VALUE))).toEqual(Float64Array.of(0, 1))
  })
})

describe('fitClassificationTree', () => {
  test('cuts every node where the definition says', () => {
    fc.assert(
      fc.property(roughSamples, fc.integer({ min: 1, max: 3 }), (sample, minLeaf) => {
        const targets = sample.classes.map((value, row) => (value === 1 ? (sample.numbers[row] > 2 ? 5 : 1) : -1))
        const tree = fitClassificationTree(sample.features, sample.columns, targets, { depth: 3, minLeaf })
        expectGreedy(tree, sample, targets, gini, minLeaf)
      }),
    )
  })

  test('tells the share of every class in a leaf, and its most frequent class, the smallest of equals', () => {
    const tree = fitClassificationTree(Float64Array.of(0, 0, 0, 0, 1, 1), 1, Float64Array.of(1, 1, -1, -1, 1, 0))
    expect(tree.classes).toEqual([-1, 0, 1])
    expect([tree.value[tree.left[0]], tree.value[tree.right[0]]]).toEqual([-1, 0])
    const [leaf] = leavesOf(tree, Float64Array.of(0))
    expect(tree.shares.slice(3 * leaf, 3 * leaf + 3)).toEqual([0.5, 0, 0.5])
  })

  test('refuses one class', () => {
    expect(() => fitClassificationTree(Float64Array.of(1, 2), 1, Float64Array.of(1, 1))).toThrow(
      'fitClassificationTree: the number of classes among the targets must be at least 2',
    )
  })
})

describe('leavesOf', () => {
  test('refuses a tree in which a row would walk in a circle or off the end', () => {
    const tree = fitRegressionTree(Float64Array.of(1, 2), 1, Float64Array.of(0, 1))
    for (const broken of [{ left: [0, -1, -1] }, { right: [9, -1, -1] }, { feature: [3, -1, -1] }]) {
      expect(() => leavesOf({ ...tree, ...broken }, Float64Array.of(1))).toThrow('leavesOf: tree node 0 must be a leaf')
    }
  })
})
