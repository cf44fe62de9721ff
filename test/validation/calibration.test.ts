import { describe, expect, test } from 'vitest'
import { calibrate, NULLS } from './nulls.ts'

/** What serial correlation does to tests that do not count it, and choosing to one that does not count the trials. */
const BROKEN = NULLS.filter(
  ({ statistic }) => /no lags|Sharpe of the winner|one by one/.test(statistic) && !/deflated/.test(statistic),
)

describe('data without skill', () => {
  const sound = NULLS.filter((each) => !BROKEN.includes(each))

  test.each(sound.map((each) => [`${each.statistic}: ${each.data}`, each] as const))('%s', (_, each) => {
    const { share, error } = calibrate(each, each.draws)
    expect(share).toBeLessThan(each.stated + 3 * error)
    if (!each.atMost) expect(share).toBeGreaterThan(each.stated - 3 * error)
  })

  test('what counts neither serial correlation nor trials rejects far too often', () => {
    expect(BROKEN.map(({ statistic }) => statistic)).toEqual([
      'probabilisticSharpe, no lags',
      'probabilisticSharpe of the winner',
      'realityCheck, rows drawn one by one',
    ])
    const [serial, chosen, drawn] = BROKEN.map((each) => calibrate(each, 400).share)
    expect(serial).toBeGreaterThan(0.08)
    expect(chosen).toBeGreaterThan(0.5)
    expect(drawn).toBeGreaterThan(0.1)
  })
})
