import { describe, expect, test } from 'vitest'
import { refusePrices } from '../../src/metrics/refuse-prices.ts'

describe('refusePrices', () => {
  const judge = (...values: number[]) => refusePrices('here', 'returns[1]', Float64Array.from(values))

  test('refuses a column without a loss whose median is half or more', () => {
    expect(() => judge(100, 101, 99)).toThrow(
      'here: the median of returns[1] must be below 0.5 in a column without a loss, received 100. ' +
        'These look like prices: give simple returns, price / previous price - 1.',
    )
    expect(() => judge(0.4, 0.6)).toThrow(/received 0\.5/)
    expect(() => judge(0.1, 0.5, 0.9)).toThrow(/look like prices/)
  })

  test('lets pass what may be returns: a loss, a flat bar, small gains, a single row, none', () => {
    for (const values of [[100, 101, -0.1], [100, 101, 0], [0.1, 0.4, 9], [100], []]) {
      expect(judge(...values)).toBeUndefined()
    }
  })
})
