import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { omega } from '../../src/metrics/omega.ts'
import {
  cpcIndex,
  expectancy,
  expectancyFrom,
  outcomeSums,
  payoff,
  payoffFrom,
  profitFactor,
  profitFactorFrom,
  sqn,
  winLossKelly,
  winRate,
  winRateFrom,
} from '../../src/metrics/outcomes.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { streaks } from '../../src/metrics/streaks.ts'
import { returnColumn } from './arbitraries.ts'

/** Ten trades whose every figure is worked out by hand. */
const TEN = Float64Array.of(100, -50, 200, -100, 0, 150, -50, 50, -100, 300)

describe('ten trades by hand', () => {
  test.each([
    ['sums', outcomeSums(TEN), { count: 10, wins: 5, losses: 4, gained: 800, lost: 300 }],
    ['win rate, the zero left out', winRate(TEN), 5 / 9],
    ['profit factor', profitFactor(TEN), 800 / 300],
    ['payoff', payoff(TEN), 160 / 75],
    ['expectancy, the zero counted', expectancy(TEN), 50],
    ['Kelly', winLossKelly(TEN), 5 / 9 - (1 - 5 / 9) / (160 / 75)],
    ['CPC index', cpcIndex(TEN), (800 / 300) * (5 / 9) * (160 / 75)],
    ['streaks', streaks(TEN), { longestWin: 1, longestLoss: 1, current: 1 }],
  ])('%s', (_, value, byHand) => {
    expect(value).toEqual(byHand)
  })

  test('system quality: root of 10 times 50 over a deviation of 136.42', () => {
    // Squares: 10000 + 2500 + 40000 + 10000 + 0 + 22500 + 2500 + 2500 + 10000 + 90000 = 190000, less 10 x 50^2.
    expect(sqn(TEN)).toBeCloseTo((Math.sqrt(10) * 50) / Math.sqrt(165_000 / 9), 13)
  })
})

describe('figures of outcomes', () => {
  test('do not depend on the unit, except the expectancy', () => {
    fc.assert(
      fc.property(returnColumn(4), fc.integer({ min: 0, max: 30 }), (outcomes, power) => {
        const cash = outcomes.map((value) => value * 2 ** power)
        for (const figure of [winRate, profitFactor, payoff, winLossKelly, cpcIndex, sqn]) {
          expect(figure(cash)).toBe(figure(outcomes))
        }
        expect(expectancy(cash)).toBe(expectancy(outcomes) * 2 ** power)
      }),
    )
  })

  test('hang together', () => {
    fc.assert(
      fc.property(returnColumn(4), (outcomes) => {
        const rate = winRate(outcomes)
        fc.pre(rate > 0 && rate < 1)
        expect(profitFactor(outcomes) / omega(outcomes)).toBeCloseTo(1, 12)
        expect((payoff(outcomes) * rate) / (1 - rate) / profitFactor(outcomes)).toBeCloseTo(1, 12)
        expect(winLossKelly(outcomes)).toBeCloseTo(rate * (1 - 1 / profitFactor(outcomes)), 10)
        expect(sqn(outcomes)).toBe(sharpe(outcomes) * Math.sqrt(outcomes.length))
        const sums = outcomeSums(outcomes)
        expect(winRateFrom(sums)).toBe(rate)
        expect(profitFactorFrom(sums)).toBe(profitFactor(outcomes))
        expect(payoffFrom(sums)).toBe(payoff(outcomes))
        expect(expectancyFrom(sums)).toBe(expectancy(outcomes))
      }),
    )
  })

  test('are undefined, never infinite, where a loss is too small to divide by', () => {
    const speck = Float64Array.of(1, 2, -Number.MIN_VALUE)
    for (const figure of [profitFactor, payoff, cpcIndex, omega]) expect(figure(speck)).toBeNaN()
    expect(winRate(speck)).toBe(2 / 3)
  })

  test('are undefined without a loss, without a win, and without a trade', () => {
    const won = Float64Array.of(1, 2, 0)
    const lost = Float64Array.of(-1, -2, 0)
    const none = new Float64Array(0)
    expect([winRate(won), winRate(lost), winRate(new Float64Array(3))]).toEqual([1, 0, Number.NaN])
    expect([profitFactor(won), profitFactor(lost)]).toEqual([Number.NaN, 0])
    for (const figure of [payoff, winLossKelly, cpcIndex]) {
      for (const outcomes of [won, lost, none, new Float64Array(4)]) expect(figure(outcomes)).toBeNaN()
    }
    for (const figure of [winRate, profitFactor, expectancy, sqn]) expect(figure(none)).toBeNaN()
    expect(sqn(Float64Array.of(1, 2, 3))).toBeNaN()
    expect(sqn(new Float64Array(10).fill(5))).toBeNaN()
  })
})

describe('streaks', () => {
  test('are the longest runs of one sign', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-2, -1, 0, 1, 3), { maxLength: 30 }), (values) => {
        const text = values.map((value) => (value > 0 ? '+' : value < 0 ? '-' : '0')).join('')
        const longest = (runs: RegExp) => Math.max(0, ...(text.match(runs) ?? []).map((run) => run.length))
        const last = /(\++|-+|0*)$/.exec(text)?.[0] ?? ''
        expect(streaks(Float64Array.from(values))).toEqual({
          longestWin: longest(/\++/g),
          longestLoss: longest(/-+/g),
          current: last.startsWith('+') ? last.length : last.startsWith('-') ? -last.length : 0,
        })
      }),
    )
  })
})
