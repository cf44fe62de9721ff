import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf } from '../../src/market/check-bars.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { expectSameBits, flatBars } from './market.ts'

test('a slice is a view on every column', () => {
  const arbitrary = anyBars().chain((bars) =>
    fc.tuple(fc.constant(bars), fc.nat({ max: bars.length - 1 }), fc.nat({ max: bars.length - 1 })),
  )
  fc.assert(
    fc.property(arbitrary, ([bars, a, b]) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b) + 1]
      const slice = sliceBars(bars, from, to)
      const [own, cut] = [columnsOf(bars), columnsOf(slice)]
      expect([slice.symbol, slice.interval, slice.length]).toEqual([bars.symbol, bars.interval, to - from])
      expect(cut.map(([name]) => name)).toEqual(own.map(([name]) => name))
      for (const [place, [, column]] of cut.entries()) {
        expect(column.buffer).toBe(own[place][1].buffer)
        expect(column).toEqual(own[place][1].slice(from, to))
      }
    }),
  )
})

test('slices of slices count from their own first row, and to the end by default', () => {
  const bars = flatBars([0, 1, 2, 3, 4], [1, 2, 3, 4, 5], 1)
  expect(Array.from(sliceBars(sliceBars(bars, 1, 4), 1).close)).toEqual([3, 4])
  expectSameBits(sliceBars(bars, 0), bars)
})

test.each([
  [-1, 2, 'from must be an integer of at least 0 and below 3, received -1'],
  [3, 3, 'from must be an integer of at least 0 and below 3, received 3'],
  [0.5, 2, 'from must be an integer'],
  [1, 1, 'to must be an integer of at most 3 and above 1|to must be an integer above 1 and of at most 3, received 1'],
  [1, 4, 'received 4'],
  [2, 1, 'received 1'],
  [0, Number.NaN, 'received NaN'],
])('rows %d to %d of three are refused', (from, to, message) => {
  expect(() => sliceBars(flatBars([0, 1, 2], [1, 2, 3], 1), from, to)).toThrow(new RegExp(`^sliceBars: .*(${message})`))
})
