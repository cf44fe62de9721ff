import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { stochasticOscillator } from '../../src/seeds/stochastic-oscillator.ts'
import { closes, written } from './write.ts'

describe('stochastic-oscillator', () => {
  const quick = { period: 3, smoothing: 1, signal: 2 }
  // From row 2 on %K is 0, 0, 50, 60, 100, 79.2, 0 and from row 3 on %D is 0, 25, 55, 80, 89.6, 39.6.
  const turning = closes([10, 8, 6, 4, 5, 4.6, 7, 6.5, 6])

  test('goes long as %K turns up through %D from below, short in the mirror, out at the opposite level', () => {
    expect(written(stochasticOscillator, turning, quick)).toEqual([0, 0, 0, 0, 1, 1, 0, -1, 0])
  })

  test('gets out in the middle when told to', () => {
    expect(written(stochasticOscillator, turning, { ...quick, exit: 'middle' })).toEqual([0, 0, 0, 0, 1, 0, 0, -1, 0])
    expect(written(stochasticOscillator, turning, { ...quick, overbought: 55 })).toEqual([0, 0, 0, 0, 1, 0, 0, -1, 0])
  })

  test('takes the side it is told to', () => {
    expect(written(stochasticOscillator, turning, { ...quick, side: 'long' })).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0])
    expect(written(stochasticOscillator, turning, { ...quick, side: 'short' })).toEqual([0, 0, 0, 0, 0, 0, 0, -1, 0])
  })

  test('a turn that does not come from beyond a level is none', () => {
    // %K is 0, 50, 40, 66.7, 100: it crosses %D at row 5 from 40.
    const shallow = closes([8, 6, 4, 5, 4.4, 4.8, 6])
    expect(written(stochasticOscillator, shallow, { ...quick, oversold: 25 })).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(written(stochasticOscillator, shallow, { ...quick, oversold: 45 })).toEqual([0, 0, 0, 0, 0, 1, 0])
  })

  test('beyond a level without a crossing there is no turn', () => {
    expect(written(stochasticOscillator, closes([10, 8, 6, 4, 3, 2]), quick)).toEqual([0, 0, 0, 0, 0, 0])
    // %K is 0, 10, 19: it has been above %D before a crossing can be told. Then the mirror.
    expect(written(stochasticOscillator, closes([10, 9, 8, 8.1, 8.019]), quick)).toEqual([0, 0, 0, 0, 0])
    expect(written(stochasticOscillator, closes([10, 11, 12, 11.9, 11.981]), quick)).toEqual([0, 0, 0, 0, 0])
  })

  test('a turn that leaps over its own exit is over', () => {
    // %K is 0 and then 100, or 75; then the mirror.
    expect(written(stochasticOscillator, closes([10, 8, 6, 4, 9]), quick)).toEqual([0, 0, 0, 0, 0])
    expect(written(stochasticOscillator, closes([10, 8, 6, 4, 5.5]), quick)).toEqual([0, 0, 0, 0, 1])
    expect(written(stochasticOscillator, closes([10, 8, 6, 4, 5.5]), { ...quick, exit: 'middle' })).toEqual(
      Array(5).fill(0),
    )
    expect(written(stochasticOscillator, closes([4, 6, 8, 10, 5]), quick)).toEqual([0, 0, 0, 0, 0])
    expect(written(stochasticOscillator, closes([4, 6, 8, 10, 8.5]), quick)).toEqual([0, 0, 0, 0, -1])
    expect(written(stochasticOscillator, closes([4, 6, 8, 10, 8.5]), { ...quick, exit: 'middle' })).toEqual(
      Array(5).fill(0),
    )
  })

  test('a longer range, a smoother %K and a slower %D ask for more', () => {
    // %K of 3 bars is 100 up to row 5, then 10 and 50.
    const dip = closes([3, 4, 5, 6, 7, 8, 7.1, 7.55])
    const last = (genes: object) => written(stochasticOscillator, dip, { ...quick, ...genes }).slice(5)
    expect(last({})).toEqual([0, 0, 1])
    expect(last({ signal: 4 })).toEqual([0, 0, 0])
    expect(last({ smoothing: 2 })).toEqual([0, -1, -1])
    expect(last({ period: 5 })).toEqual([0, -1, -1])
    expect(stochasticOscillator.warmup({ period: 5, smoothing: 1, signal: 2 })).toBe(6)
  })

  test('a market at rest is neither oversold nor overbought', () => {
    // %K counts as 0 where the range is nothing: at row 6 it would leap from 0 to 100.
    expect(written(stochasticOscillator, closes([10, 12, 6, 6, 6, 6, 8, 8, 8]), quick)).toEqual(Array(9).fill(0))
    // The rest of row 4 is still behind %D of row 5.
    expect(written(stochasticOscillator, closes([10, 12, 6, 6, 6, 5, 5.5]), quick)).toEqual(Array(7).fill(0))
    // Long from row 4 on as above, and held through the rest that follows.
    const held = closes([10, 8, 6, 4, 5, 4.6, 4.6, 4.6, 4.6, 4.6])
    expect(written(stochasticOscillator, held, quick)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
  })

  test('opens and closes both ways on its showcase', () => {
    const exposure = written(stochasticOscillator, showcaseMarket(stochasticOscillator.showcase))
    const opened = exposure.map((now, t) => (t > 0 && exposure[t - 1] === 0 ? now : 0))
    expect(new Set(exposure)).toEqual(new Set([0, 1, -1]))
    expect([opened.filter((side) => side > 0).length, opened.filter((side) => side < 0).length]).toEqual([15, 14])
  })
})
