import { describe, expect, it } from 'vitest'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { meanDeviate } from '../random/fit.ts'
import { logReturns } from './synthetic-statistics.ts'

const LENGTH = 200_000
const CALM = { drift: 0.0005, volatility: 0.004 }
const NERVOUS = { drift: -0.001, volatility: 0.015 }
const DEAD = { drift: 0, volatility: 0.001 }

const CASES = [
  {
    regimes: [CALM, NERVOUS],
    transition: [
      [0.98, 0.02],
      [0.06, 0.94],
    ],
    stationary: [0.75, 0.25],
  },
  {
    regimes: [CALM, NERVOUS, DEAD],
    transition: [
      [0.9, 0.1, 0],
      [0.05, 0.9, 0.05],
      [0.1, 0.1, 0.8],
    ],
    stationary: [0.375, 0.5, 0.125],
  },
]

describe.each(CASES)(
  'a market of regimes with the stationary shares $stationary',
  ({ regimes, transition, stationary }) => {
    const { bars, states } = regimeMarket(randomFrom(1, 'regimes', regimes.length), {
      regimes,
      transition,
      length: LENGTH,
    })
    const returns = logReturns(bars)

    it('is expected to spend these shares of time in its states', () => {
      const next = stationary.map((_, j) => stationary.reduce((sum, share, i) => sum + share * transition[i][j], 0))
      for (const [j, share] of next.entries()) expect(share).toBeCloseTo(stationary[j], 12)
    })

    it('spends them', () => {
      for (const [state, share] of stationary.entries()) {
        const spent = states.filter((each) => each === state).length / LENGTH
        expect(Math.abs(spent - share)).toBeLessThan(0.015)
      }
    })

    it('changes state as often as the transition matrix says', () => {
      for (const [i, row] of transition.entries()) {
        const from = states.subarray(0, -1).filter((state) => state === i).length
        for (const [j, chance] of row.entries()) {
          let count = 0
          for (let t = 1; t < LENGTH; t++) if (states[t - 1] === i && states[t] === j) count++
          expect(Math.abs(count - chance * from)).toBeLessThanOrEqual(3.3 * Math.sqrt(from * chance * (1 - chance)))
        }
      }
    })

    it('moves in each state as that state says', () => {
      for (const [state, { drift, volatility }] of regimes.entries()) {
        const own = returns.filter((_, t) => states[t] === state)
        expect(Math.abs(meanDeviate(own, drift - volatility ** 2 / 2, volatility ** 2))).toBeLessThan(3.3)
        const squares = own.map((r) => ((r - drift + volatility ** 2 / 2) / volatility) ** 2)
        expect(Math.abs(meanDeviate(squares, 1, 2))).toBeLessThan(3.3)
      }
    })
  },
)

describe('the chain', () => {
  it('begins in the state asked for, the first by default', () => {
    expect(regimeMarket(randomFrom(1), {}).states[0]).toBe(0)
    expect(regimeMarket(randomFrom(1), { first: 1 }).states[0]).toBe(1)
  })

  it('keeps to its matrix where nothing is left to chance', () => {
    const transition = [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]
    const { states } = regimeMarket(randomFrom(1), { regimes: [CALM, NERVOUS, DEAD], transition, length: 7 })
    expect([...states]).toEqual([0, 1, 2, 0, 1, 2, 0])
  })

  it('never enters a state of chance 0, whatever the draw and the rounding', () => {
    const transition = [
      [0.1 + 0.2, 0.7 - 5e-10, 0],
      [0.5, 0.5, 0],
      [0.5, 0.5, 0],
    ]
    for (const draw of [0, 0.3, 1 - 2 ** -53]) {
      const draws = { float: () => draw, normal: () => 0 }
      const { states } = regimeMarket(draws, { regimes: [CALM, NERVOUS, DEAD], transition, length: 3, first: 2 })
      expect(states.subarray(1).includes(2)).toBe(false)
    }
  })

  it('stays 100 bars on average by default, in two states and in three', () => {
    for (const regimes of [
      [CALM, NERVOUS],
      [CALM, NERVOUS, DEAD],
    ]) {
      const { states } = regimeMarket(randomFrom(6), { regimes, length: LENGTH })
      const changes = states.filter((state, t) => t > 0 && state !== states[t - 1]).length
      expect(Math.abs(changes - LENGTH / 100)).toBeLessThan(3.3 * Math.sqrt((LENGTH / 100) * 0.99))
    }
  })
})

it.each<[object, RegExp]>([
  [{ regimes: [CALM] }, /regimes must be an array of at least two, received an array of length 1/],
  [{ regimes: [CALM, { drift: 0, volatility: -1 }] }, /regimes\[1\]\.volatility must be a finite number of at least 0/],
  [{ regimes: [{ drift: 'up', volatility: 1 }, CALM] }, /regimes\[0\]\.drift must be/],
  [{ regimes: [CALM, { ...CALM, vol: 1 }] }, /regimes\[1\]: option must be one of drift, volatility/],
  [{ transition: [[1, 0]] }, /transition must be an array of 2 rows, one per regime/],
  [{ transition: [[1, 0], [1]] }, /transition\[1\] must be an array of 2 chances/],
  [
    {
      transition: [
        [1, 0],
        [0.5, 0.4],
      ],
    },
    /the sum of transition\[1\] must be 1, received 0\.9/,
  ],
  [
    {
      transition: [
        [1, 0],
        [1.5, -0.5],
      ],
    },
    /transition\[1\]\[0\] must be a finite number of at least 0 and of at most 1/,
  ],
  [{ first: 2 }, /first must be an integer of at least 0 and of at most 1, received 2/],
])('regimeMarket refuses %j', (options, message) => {
  expect(() => regimeMarket(randomFrom(1), options)).toThrow(message)
})
