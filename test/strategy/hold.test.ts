import { describe, expect, test } from 'vitest'
import { beyond, holdFor, latch, stopOut, takeSide } from '../../src/strategy/hold.ts'

describe('beyond', () => {
  test('a value on a level is between', () => {
    expect([beyond(5, 5, 3), beyond(3, 5, 3), beyond(5.1, 5, 3), beyond(2.9, 5, 3)]).toEqual([0, 0, 1, -1])
  })

  test('what cannot be told is NaN', () => {
    expect([beyond(Number.NaN, 5, 3), beyond(4, Number.NaN, 3), beyond(4, 5, Number.NaN)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ])
  })
})

describe('latch', () => {
  test.each([
    ['opens long from flat', 0, 1, false, false, 1],
    ['opens short from flat', 0, -1, false, false, -1],
    ['turns a short round', -1, 1, false, false, 1],
    ['opens even where its own exit holds', 0, 1, true, true, 1],
    ['keeps a long', 1, 0, false, true, 1],
    ['keeps a short', -1, 0, true, false, -1],
    ['closes a long', 1, 0, true, false, 0],
    ['closes a short', -1, 0, false, true, 0],
    ['stays flat', 0, 0, true, true, 0],
    ['is flat where nothing is known', -1, Number.NaN, false, false, 0],
  ])('%s', (_, held, opens, closesLong, closesShort, next) => {
    expect(latch(held, opens, closesLong, closesShort)).toBe(next)
  })
})

test('a side that is not taken is flat, without negative zeros', () => {
  const column = () => Float64Array.of(1, -1, 0, -0.5)
  expect(takeSide(column(), 'both')).toEqual(Float64Array.of(1, -1, 0, -0.5))
  expect(takeSide(column(), 'long')).toEqual(Float64Array.of(1, 0, 0, 0))
  expect(takeSide(column(), 'short')).toEqual(Float64Array.of(0, -1, 0, -0.5))
})

test('a signal is held for so many rows and gives way to the next', () => {
  expect(holdFor(Float64Array.of(1, 0, -0.5, 0, 0, 0), 3)).toEqual(Float64Array.of(1, 1, -0.5, -0.5, -0.5, 0))
  expect(() => holdFor(Float64Array.of(1), 0)).toThrow('holdFor: rows must be an integer of at least 1, received 0.')
})

describe('stopOut', () => {
  test('stays out until the side changes, whatever the size, and begins anew behind it', () => {
    const asked: string[] = []
    const out = stopOut(Float64Array.of(0, 1, 0.5, 0.7, -1, -1, 1), {
      begins: (t, side) => asked.push(`begins ${t} ${side}`),
      isHit: (t, side) => asked.push(`is hit ${t} ${side}`) > 0 && t === 2,
    })
    expect(out).toEqual(Float64Array.of(0, 1, 0, 0, -1, -1, 1))
    expect(asked).toEqual(['begins 1 1', 'is hit 2 1', 'begins 4 -1', 'is hit 5 -1', 'begins 6 1'])
  })

  test('a position that goes flat and comes back is a new one', () => {
    const out = stopOut(Float64Array.of(1, 1, 0, 1, 1), { begins: () => {}, isHit: () => true })
    expect(out).toEqual(Float64Array.of(1, 0, 0, 1, 0))
  })
})
