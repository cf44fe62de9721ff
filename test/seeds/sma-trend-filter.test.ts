import { describe, expect, test } from 'vitest'
import { smaTrendFilter } from '../../src/seeds/sma-trend-filter.ts'
import { closes, written } from './write.ts'

describe('sma-trend-filter', () => {
  // The average of 3 is 2, 3, 3.33, 3, 2 from row 2 on.
  const hill = closes([1, 2, 3, 4, 3, 2, 1])
  const longs = Array(7).fill(1)
  const shorts = Array(7).fill(-0.5)

  test('passes longs above the average and shorts below it, nothing before it is there', () => {
    expect(written(smaTrendFilter, hill, { period: 3 }, longs)).toEqual([0, 0, 1, 1, 0, 0, 0])
    expect(written(smaTrendFilter, hill, { period: 3 }, shorts)).toEqual([0, 0, 0, 0, -0.5, -0.5, -0.5])
  })

  test('a slope asks that the average itself has not gone the other way', () => {
    expect(written(smaTrendFilter, hill, { period: 3, slope: 1 }, longs)).toEqual([0, 0, 0, 1, 0, 0, 0])
    expect(written(smaTrendFilter, hill, { period: 3, slope: 1 }, shorts)).toEqual([0, 0, 0, 0, 0, -0.5, -0.5])
    expect(written(smaTrendFilter, hill, { period: 3, slope: 2 }, shorts)).toEqual([0, 0, 0, 0, 0, -0.5, -0.5])
    expect(written(smaTrendFilter, hill, { period: 3, slope: 3 }, shorts)).toEqual([0, 0, 0, 0, 0, 0, -0.5])
  })

  test('a rise above an average that falls is no trend yet', () => {
    // The average of 3 is 6, 4.33, 4.
    const turn = closes([9, 6, 3, 4, 5])
    expect(written(smaTrendFilter, turn, { period: 3 }, longs.slice(0, 5))).toEqual([0, 0, 0, 0, 1])
    expect(written(smaTrendFilter, turn, { period: 3, slope: 1 }, longs.slice(0, 5))).toEqual([0, 0, 0, 0, 0])
  })

  test('a margin asks for more', () => {
    const step = closes([100, 100, 104, 100, 96])
    // 104 against 101.33, 96 against 100.
    expect(written(smaTrendFilter, step, { period: 3, margin: 0.02 }, longs.slice(0, 5))).toEqual([0, 0, 1, 0, 0])
    expect(written(smaTrendFilter, step, { period: 3, margin: 0.03 }, longs.slice(0, 5))).toEqual([0, 0, 0, 0, 0])
    expect(written(smaTrendFilter, step, { period: 3, margin: 0.03 }, shorts.slice(0, 5))).toEqual([0, 0, 0, 0, -0.5])
    expect(written(smaTrendFilter, step, { period: 3, margin: 0.04 }, shorts.slice(0, 5))).toEqual([0, 0, 0, 0, 0])
  })

  test('on the average nothing passes, and a market shorter than the average lets nothing through', () => {
    expect(written(smaTrendFilter, closes([5, 5, 5, 5]), { period: 3 }, [1, -1, 1, -1])).toEqual([0, 0, 0, 0])
    expect(written(smaTrendFilter, closes([1, 2]), { period: 3, slope: 5 }, [1, 1])).toEqual([0, 0])
  })
})
