import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inferInterval, intervalMs } from '../../src/market/interval.ts'

describe('intervalMs', () => {
  test.each([
    ['250ms', 250],
    ['1s', 1_000],
    ['15m', 900_000],
    ['4h', 14_400_000],
    ['1d', 86_400_000],
    ['2 w', 1_209_600_000],
    [1, 1],
    [86_400_000, 86_400_000],
  ])('%s is %d ms', (interval, ms) => {
    expect(intervalMs(interval)).toBe(ms)
  })

  test.each(['', 'h', '1', '1M', '1mo', '1.5h', '-1h', '0m', '1H', ' 1h', '1h ', '1  h', '٣h', '99999999999999w'])(
    'refuses the text %j',
    (interval) => {
      expect(() => intervalMs(interval)).toThrow(
        /intervalMs: interval must be .*Units are ms, s, m \(minutes\), h, d and w\./,
      )
    },
  )

  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, null, undefined, {}])(
    'refuses the value %j',
    (interval) => {
      expect(() => intervalMs(interval as number)).toThrow(/interval must be a positive whole number of milliseconds/)
    },
  )

  test('names its caller', () => {
    expect(() => intervalMs('1y', 'resample')).toThrow(/^resample: interval .* received "1y"/)
  })
})

describe('inferInterval', () => {
  const infer = (...time: number[]) => inferInterval(Float64Array.from(time), 'here')

  test('is the most common gap', () => {
    expect(infer(0, 10, 20, 50, 60)).toBe(10)
    expect(infer(0, 30, 60, 70, 100)).toBe(30)
  })

  test('is the shorter gap of a tie, whichever comes first', () => {
    expect(infer(0, 30, 40)).toBe(10)
    expect(infer(0, 10, 40)).toBe(10)
  })

  test('looks at the first thousand gaps and no further', () => {
    const early = Array.from({ length: 1_001 }, (_, t) => t * 5)
    const late = Array.from({ length: 2_000 }, (_, t) => 5_001 + t)
    expect(infer(...early, ...late)).toBe(5)
    expect(infer(0, 5, ...late)).toBe(1)
  })

  test('leaves out gaps that do not rise', () => {
    expect(infer(0, 0, 0, 10)).toBe(10)
    expect(infer(20, 10, 0, 7)).toBe(7)
    expect(infer(Number.NaN, 10, 13)).toBe(3)
  })

  test('refuses times that show no gap', () => {
    const message = /^here: interval must be given when fewer than two rising times show it/
    expect(() => infer()).toThrow(message)
    expect(() => infer(5)).toThrow(message)
    expect(() => infer(5, 5, 4)).toThrow(message)
    expect(() => infer(0, 0.5)).toThrow(/received 0.5/)
  })

  test('finds the step of any grid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 2, max: 50 }), (step, length) => {
        expect(infer(...Array.from({ length }, (_, t) => t * step))).toBe(step)
      }),
    )
  })
})
