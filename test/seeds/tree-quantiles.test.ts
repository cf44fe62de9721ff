import { describe, expect, test } from 'vitest'
import { Scratch } from '../../src/learning/scratch.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { type TreeQuantileRules, treeQuantiles } from '../../src/seeds/tree-quantiles.ts'

const rules: TreeQuantileRules = {
  columns: 1,
  horizon: 2,
  variance: 0.9,
  whitened: false,
  depth: 3,
  minSplit: 6,
  levels: [0.1, 0.5, 0.9],
  strength: 0.001,
}

const said = (
  lesson: { features: readonly number[]; targets: readonly number[]; asked: readonly number[] },
  change: Partial<TreeQuantileRules> = {},
) => {
  const columns = Object.entries(lesson).map(([name, values]) => [name, Float64Array.from(values)])
  const quantiles = treeQuantiles(Object.fromEntries(columns), { ...rules, ...change }, new Scratch())
  return Array.from(quantiles ?? [], (value) => Number(value.toFixed(4)))
}

describe('treeQuantiles', () => {
  // Four places by turns, followed by 4, 1, 1, 4: a valley, which no straight line sees.
  const features = Array.from({ length: 82 }, (_, row) => [-3, -1, 1, 3][row % 4])
  const valley = features.map((place) => (place * place + 1) / 2.5 - (place * place === 9 ? 0 : -0.2))

  test('the tree sees what is not straight', () => {
    expect([...new Set(valley)]).toEqual([4, 1])
    const asked = [3, -1, 1, -3]
    const levels = said({ features, targets: valley, asked })
    expect(levels).toEqual([4, 4, 4, 1, 1, 1, 1, 1, 1, 4, 4, 4])
  })

  test('a leaf holds a third of the rows of a split', () => {
    // Every eighth row lies in the middle, and something else follows there.
    const places = Array.from({ length: 82 }, (_, row) => (row % 8 === 0 ? 0 : [-2, -1, 1, 2][row % 4]))
    const lesson = { features: places, targets: places.map((place) => (place === 0 ? 5 : 1)), asked: [0] }
    expect(said(lesson, { minSplit: 16 })).toEqual([5, 5, 5])
    expect(said(lesson, { minSplit: 20 })[1]).toBeLessThan(3)
  })

  test('a strong penalty leaves the quantiles of the newer half, whatever is asked', () => {
    // Rows 43 to 81 are the newer half, two rows behind the older one: the numbers 1 to 39.
    const targets = features.map((_, row) => (row < 43 ? -1000 : row - 42))
    expect(said({ features, targets, asked: [3, 0, -9] }, { strength: 10 })).toEqual([4, 20, 36, 4, 20, 36, 4, 20, 36])
    expect(said({ features, targets, asked: [0] }, { strength: 10, levels: [0.05, 0.25, 0.5, 0.75, 0.95] })).toEqual([
      2, 10, 20, 30, 38,
    ])
  })

  test('rows between the halves teach neither tree nor quantiles', () => {
    const wild = valley.map((target, row) => (row === 41 || row === 42 ? 1e6 : target))
    expect(said({ features, targets: wild, asked: [3, 1] })).toEqual([4, 4, 4, 1, 1, 1])
  })

  test('a tree is believed for what it foretells, not for what it remembers', () => {
    // Nothing follows from this feature. A deep tree knows the older half by heart, and is of no weight in the newer.
    const random = randomFrom(1, 'noise')
    const noise = Array.from({ length: 602 }, () => random.normal())
    const targets = noise.map(() => random.normal())
    const quantiles = said(
      { features: noise, targets, asked: noise.slice(0, 200) },
      { depth: 20, minSplit: 6, strength: 0.05 },
    )
    const medians = quantiles.filter((_, at) => at % 3 === 1)
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(0.2)
  })

  test('rows that lack a value have no quantiles', () => {
    expect(said({ features, targets: valley, asked: [Number.NaN, 1] })).toEqual([...Array(3).fill(Number.NaN), 1, 1, 1])
  })

  test('crossed quantiles come in order', () => {
    const random = randomFrom(2, 'crossing')
    const wide = Array.from({ length: 82 }, () => random.normal())
    const targets = wide.map((place) => (2 + place) * random.normal())
    const quantiles = said({ features: wide, targets, asked: [-20, 20] })
    expect(quantiles).toEqual([
      ...quantiles.slice(0, 3).sort((a, b) => a - b),
      ...quantiles.slice(3).sort((a, b) => a - b),
    ])
  })
})
