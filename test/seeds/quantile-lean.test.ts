import { expect, test } from 'vitest'
import { leanOf } from '../../src/seeds/quantile-lean.ts'

const lean = (quantiles: readonly number[], full = 1) => leanOf(Float64Array.from(quantiles), full)

test('leanOf leans with the median as far as that side reaches farther', () => {
  // (3 - 1) / (3 + 1), and the mirror image.
  expect(lean([-1, 0.5, 3])).toBe(0.5)
  expect(lean([-3, -0.5, 1])).toBe(-0.5)
  // Nothing points down.
  expect(lean([0.1, 0.5, 3])).toBe(1)
  // Five levels: (1 + 4 - 0 - 1) / (1 + 4 + 1) = 0.67.
  expect(lean([-1, 0.2, 0.5, 1, 4])).toBe(0.7)
})

test('leanOf is full from `full` on, and comes in tenths', () => {
  expect(lean([-1, 0.5, 3], 0.5)).toBe(1)
  expect(lean([-1, 0.5, 3], 0.05)).toBe(1)
  expect(lean([-1, 0.5, 1.1], 0.25)).toBe(0.2)
  expect(lean([-1, 0.5, 1.01], 0.25)).toBe(0)
})

test('leanOf is 0 where the median disagrees with the reach, and where nothing is known or moves', () => {
  expect(lean([-3, 0.5, 1])).toBe(0)
  expect(lean([-1, -0.5, 3])).toBe(0)
  expect(lean([-1, 0, 3])).toBe(0)
  expect(lean([0, 0, 0])).toBe(0)
  expect(lean([-1, 1, Number.NaN])).toBe(0)
})
