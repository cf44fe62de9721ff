import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { checkAxis, checkBars, checkShape, columnsOf } from '../../src/market/check-bars.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { errorOf, flatBars } from './market.ts'

const copy = (column: Float64Array, row: number, value: number) => column.with(row, value)

describe('checkBars', () => {
  test('lets every valid market pass', () => {
    fc.assert(fc.property(anyBars(), (bars) => void expect(() => checkBars('here', bars)).not.toThrow()))
  })

  test('lets odd but finite prices pass', () => {
    const bars = flatBars([0, 1], [5, 5], 1)
    const odd = { ...bars, high: Float64Array.of(1, 1), low: Float64Array.of(-9, 9) }
    expect(() => checkBars('here', odd)).not.toThrow()
  })

  test('finds any broken value, wherever it is', () => {
    const arbitrary = anyBars({ funding: true, extras: true }).chain((bars) =>
      fc.record({
        bars: fc.constant(bars),
        row: fc.nat({ max: bars.length - 1 }),
        place: fc.nat({ max: columnsOf(bars).length - 1 }),
        value: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      }),
    )
    fc.assert(
      fc.property(arbitrary, ({ bars, row, place, value }) => {
        const [field, column] = columnsOf(bars)[place]
        const name = field.replace('extras.', '')
        const broken =
          field === name ? { [name]: copy(column, row, value) } : { extras: { [name]: copy(column, row, value) } }
        const check = () => checkBars('here', { ...bars, ...broken })
        if (field !== name && Number.isNaN(value)) return check()
        expect(errorOf(check).problems[0]).toMatchObject({ row, field, value })
      }),
    )
  })

  test('says which time does not rise, and after which', () => {
    const { problems, message, code } = errorOf(() => flatBars([0, 60, 60, 50], [1, 1, 1, 1], 60))
    expect(code).toBe('invalid-bars')
    expect(problems).toEqual([
      { row: 2, field: 'time', value: 60, message: 'must be later than the row before it (60)' },
      { row: 3, field: 'time', value: 50, message: 'must be later than the row before it (60)' },
    ])
    expect(message).toMatch(/^barsFrom: 2 values break the rules of a market\. Mend or drop these rows/)
  })

  test('refuses times between milliseconds and beyond the whole numbers', () => {
    for (const time of [0.5, 2 ** 53, -(2 ** 53)]) {
      expect(errorOf(() => flatBars([time], [1], 1)).problems).toEqual([
        { row: 0, field: 'time', value: time, message: 'must be a whole number of milliseconds' },
      ])
    }
  })

  test('refuses a negative volume and takes 0 and -0', () => {
    const bars = flatBars([0, 1], [5, 5], 1)
    checkBars('here', { ...bars, volume: Float64Array.of(0, -0) })
    expect(() => checkBars('here', { ...bars, volume: Float64Array.of(0, -1e-300) })).toThrow(
      /1 value breaks .*\n {2}row 1, volume: must not be negative, received -1e-300$/,
    )
  })

  test('counts all problems and keeps a hundred', () => {
    const bad = new Array<number>(250).fill(Number.NaN)
    const error = errorOf(() =>
      flatBars(
        bad.map((_, t) => t),
        bad,
        1,
      ),
    )
    expect(error.problems.length).toBe(100)
    expect(error.message).toMatch(/1250 values break/)
    expect(error.message).toMatch(/… and 1240 more$/)
  })
})

describe('checkShape', () => {
  const bars = flatBars([0, 1], [5, 5], 1)
  test.each([
    ['nothing', undefined, 'bars must be a market'],
    ['null', null, 'bars must be a market'],
    ['a number', 7, 'bars must be a market'],
    ['no symbol', { ...bars, symbol: undefined }, 'bars.symbol'],
    ['no interval', { ...bars, interval: 0 }, 'bars.interval'],
    ['a wrong length', { ...bars, length: 3 }, 'time.length must be 3'],
    ['no rows', { ...bars, length: 0 }, 'bars.length'],
    ['a missing column', { ...bars, close: undefined }, 'close must be a Float64Array'],
    ['a plain array', { ...bars, open: [1, 2] }, 'open must be a Float64Array'],
    ['a short funding column', { ...bars, funding: new Float64Array(1) }, 'funding.length must be 2'],
    ['a short extra', { ...bars, extras: { vwap: new Float64Array(3) } }, 'extras.vwap.length must be 2'],
  ])('refuses %s', (_, wrong, message) => {
    expect(errorOf(() => checkShape('here', wrong as typeof bars)).message).toContain(`here: ${message}`)
  })
})

describe('checkAxis', () => {
  const bars = { ...flatBars([0, 1], [5, 5], 1), symbol: 'A' }
  const other = { ...bars, symbol: 'B' }

  test('lets markets of the same times pass', () => {
    expect(() => checkAxis('here', [bars, other, bars])).not.toThrow()
  })

  test.each([
    ['a shorter one', { ...flatBars([0], [5], 1), symbol: 'B' }, 'the length of B must be 2, as of A, received 1'],
    ['longer bars', { ...other, interval: 2 }, 'the interval of B must be 1, as of A, received 2'],
    ['other times', { ...other, time: Float64Array.of(0, 2) }, 'the time of B[1] must be 1, as of A, received 2'],
  ])('refuses %s', (_, wrong, message) => {
    const error = errorOf(() => checkAxis('here', [bars, other, wrong]))
    expect([error.code, error.message]).toEqual([
      'length-mismatch',
      `here: ${message}. Markets must share their times: bring them on one axis with alignBars.`,
    ])
    const exposures = [bars, wrong].map(({ length }) => new Float64Array(length))
    const refused = errorOf(() => backtestPortfolio([bars, wrong], exposures, frictionless))
    expect(refused.message).toContain(`backtestPortfolio: ${message}`)
  })
})
