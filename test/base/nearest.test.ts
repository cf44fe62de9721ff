import { expect, test } from 'vitest'
import { nearest } from '../../src/base/nearest.ts'

test.each([
  ['slippge', 'slippage'],
  ['SLIPPAGE', 'slippage'],
  ['fe', 'fee'],
  ['fundnig', 'funding'],
  ['xyz', undefined],
  ['', undefined],
  ['h', undefined],
])('the word nearest to %j is %j', (word, found) => {
  expect(nearest(word, ['fee', 'slippage', 'funding'])).toBe(found)
})

test('the first of equally near words wins', () => {
  expect(nearest('cat', ['bat', 'hat'])).toBe('bat')
})

test('nothing is near when nothing is known', () => {
  expect(nearest('fee', [])).toBeUndefined()
})

test("a word of one or two letters is nobody's neighbour", () => {
  expect(nearest('h', ['s', 'ms', 'us'])).toBeUndefined()
  expect(nearest('ab', ['abcd'])).toBeUndefined()
})
