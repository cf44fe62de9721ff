import { expect, test } from 'vitest'
import { logRatio } from '../../src/indicators/log-ratio.ts'

// Logarithms to more digits than a number holds, by whole numbers.
const ONE = 1n << 200n

/** ln(after / before) times 2^200, rounded down term by term: twice the inverse hyperbolic tangent of a fraction. */
function exactly(after: bigint, before: bigint): bigint {
  const f = ((after - before) * ONE) / (after + before)
  const z = (f * f) / ONE
  let sum = 0n
  for (let power = f, k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k
    power = (power * z) / ONE
  }
  return 2n * sum
}

test.each([
  [1_000_000_001n, 1_000_000_000n],
  [10_001n, 10_000n],
  [10_199n, 10_000n],
  [104n, 100n],
  [21n, 20n],
  [20n, 21n],
  [963n, 1003n],
  [100n, 107n],
  [11n, 10n],
  [9n, 10n],
  [122n, 100n],
])('the logarithm of %i / %i is right to three units in the last place', (after, before) => {
  const exact = Number(exactly(after, before)) / 2 ** 200
  expect(Math.abs(logRatio(Number(after), Number(before)) - exact)).toBeLessThanOrEqual(3 * 2 ** -52 * Math.abs(exact))
})

test.each([
  [5n, 4n],
  [4n, 3n],
  [1n, 3n],
  [1000n, 1n],
])('the logarithm of %i / %i is right to four units in the last place', (after, before) => {
  const exact = Number(exactly(after, before)) / 2 ** 200
  expect(Math.abs(logRatio(Number(after), Number(before)) - exact)).toBeLessThanOrEqual(4 * 2 ** -52 * Math.abs(exact))
})

test('no return leads from or to nothing', () => {
  expect([logRatio(0, 1), logRatio(1, 0), logRatio(-1, -1), logRatio(Number.NaN, 1)]).toEqual(
    new Array(4).fill(Number.NaN),
  )
  expect(logRatio(7, 7)).toBe(0)
})
