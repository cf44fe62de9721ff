import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { backtestMany } from '../../src/backtest/backtest-many.ts'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { type Execution, frictionless, perpetual, spot } from '../../src/backtest/execution.ts'
import { summarise } from '../../src/backtest/summarise.ts'
import { OrganismError } from '../../src/base/error.ts'
import { barsOf, firstBars } from './arbitraries.ts'

const bars = barsOf([1, 2, 3, 4].map(() => [100, 101, 99, 100]))
const full = Float64Array.of(1, 1, 1, 1)
const errorOf = (act: () => unknown): OrganismError => {
  try {
    act()
  } catch (error) {
    if (error instanceof OrganismError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
const refusal = (execution: unknown) => errorOf(() => summarise(bars, full, execution as Execution))

describe('an exposure is refused', () => {
  test('of another length, or that is no column', () => {
    expect(errorOf(() => backtest(bars, full.slice(1), perpetual)).code).toBe('length-mismatch')
    expect(errorOf(() => backtest(bars, [1, 1, 1, 1] as never, perpetual)).code).toBe('invalid-column')
  })

  test.each([
    [Float64Array.of(0, Number.NaN, 0, 0), 1],
    [Float64Array.of(0, 0, 0, Number.NaN), 3],
    [Float64Array.of(0, 0, 1.5, 0), 2],
    [Float64Array.of(-2, 0, 0, 0), 0],
    [Float64Array.of(1, 1, Number.POSITIVE_INFINITY, 1), 2],
  ])('with a value that is not finite or beyond the leverage: %o', (exposure, row) => {
    for (const fill of ['next-open', 'same-close'] as const) {
      for (const rebalance of ['on-change', 'every-bar'] as const) {
        const error = errorOf(() => summarise(bars, exposure, { fill, rebalance }))
        expect(error.code).toBe('invalid-column')
        expect(error.problems[0].row).toBe(row)
      }
    }
  })

  test('by its first offending row, however late the run reads it, in the name of the function called', () => {
    const values = fc.constantFrom(0, 0, 1, 1, -1, 0.5, Number.NaN, 2, Number.NEGATIVE_INFINITY)
    const column = fc.array(values, { minLength: 4, maxLength: 4 }).map((row) => Float64Array.from(row))
    fc.assert(
      fc.property(column, fc.constantFrom('next-open', 'same-close'), (exposure, fill) => {
        const first = exposure.findIndex((value) => !(Math.abs(value) <= 1))
        fc.pre(first !== -1)
        const panel = { data: exposure, shape: [1, 4], stride: [4, 1], offset: 0 }
        const errors = {
          backtest: errorOf(() => backtest(bars, exposure, { fill })),
          summarise: errorOf(() => summarise(bars, exposure, { fill })),
          backtestMany: backtestMany(bars, panel, { fill }).faults[0].error,
          'backtestPortfolio: markets[1]': errorOf(() =>
            backtestPortfolio([bars, bars], [full, exposure], { fill, leverage: 1 }),
          ),
        }
        for (const [where, error] of Object.entries(errors)) {
          expect(error.message).toContain(`${where}: exposure[${first}] must be`)
        }
      }),
    )
  })

  test('unless the leverage allows it', () => {
    expect(summarise(bars, Float64Array.of(2, 2, 2, 2), { leverage: 3 }).trades).toBe(0)
  })
})

describe('a market is refused', () => {
  test('with prices not above 0, which are listed', () => {
    const bad = barsOf([
      [100, 101, 99, 100],
      [100, 101, 0, 100],
      [100, 101, -5, 100],
    ])
    const error = errorOf(() => backtest(bad, new Float64Array(3), perpetual))
    expect(error.code).toBe('invalid-bars')
    expect(error.problems.map(({ row, field }) => [row, field])).toEqual([
      [1, 'low'],
      [2, 'low'],
    ])
  })

  test('that holds what is not finite', () => {
    const bad = { ...bars, close: Float64Array.of(1, Number.NaN, 1, 1) }
    expect(errorOf(() => backtest(bad, full, perpetual)).code).toBe('invalid-bars')
  })

  test('whose detail is no finer', () => {
    expect(errorOf(() => backtest(bars, full, perpetual, { detail: bars })).message).toContain('detail.interval')
  })
})

describe('an execution is refused', () => {
  test('with an unknown option, and the nearest known one is named', () => {
    expect(refusal({ slipage: 0 }).code).toBe('unknown-option')
    expect(refusal({ slipage: 0 }).message).toContain('did you mean "slippage"?')
    expect(refusal({ fees: { take: 0 } }).message).toContain('did you mean "taker"?')
    expect(refusal({ stops: { trailling: 0.1 } }).message).toContain('did you mean "trailing"?')
  })

  test('with everything that is wrong in one error', () => {
    const error = refusal({
      fill: 'next-opn',
      fees: { taker: -1 },
      slippage: 2,
      lot: Number.NaN,
      stops: { loss: 0, time: 1.5 },
    })
    expect(error.problems.map(({ field }) => field)).toEqual([
      'fill',
      'lot',
      'fees.taker',
      'stops.time',
      'stops.loss',
      'slippage',
    ])
    expect(error.code).toBe('invalid-argument')
  })

  test.each<[string, unknown]>([
    ['leverage', { account: 'cash', leverage: 2 }],
    ['funding', { account: 'cash', funding: true }],
    ['leverage', { leverage: 100, maintenance: 0.01 }],
    ['rebalance.band', { rebalance: {} }],
    ['slippage.model', { slippage: { model: 'fancy' } }],
    ['slippage.rate', { slippage: { model: 'fixed' } }],
    ['stops.loss.column', { stops: { loss: { times: 2 } } }],
    ['cash', { cash: 0 }],
    ['fees', { fees: null }],
  ])('%s: %o', (field, execution) => {
    expect(refusal(execution).problems[0].field).toBe(field)
  })

  test('that is none', () => {
    expect(refusal(null).code).toBe('invalid-argument')
    expect(refusal('perpetual').code).toBe('invalid-argument')
  })

  test('that names a column the market does not have', () => {
    expect(refusal({ stops: { loss: { column: 'atr' } } }).message).toContain('Its columns: none')
    expect(refusal({ slippage: { model: 'book' } }).message).toContain('bidPrice1')
  })

  test('the presets are plain JSON and are taken', () => {
    for (const preset of [perpetual, spot, frictionless]) {
      expect(JSON.parse(JSON.stringify(preset))).toEqual(preset)
      expect(summarise(bars, full, preset).bars).toBe(4)
    }
    expect(summarise(bars, full, perpetual)).toEqual(summarise(bars, full, {}))
  })
})

describe('a portfolio is refused', () => {
  test('with markets on different axes, and lists that do not match', () => {
    const shifted = { ...bars, symbol: 'B', time: bars.time.map((time) => time + 1) }
    expect(errorOf(() => backtestPortfolio([bars, shifted], [full, full], perpetual)).message).toContain('alignBars')
    expect(errorOf(() => backtestPortfolio([bars, firstBars(bars, 3)], [full, full], perpetual)).code).toBe(
      'length-mismatch',
    )
    expect(errorOf(() => backtestPortfolio([bars], [full, full], perpetual)).code).toBe('length-mismatch')
    expect(errorOf(() => backtestPortfolio([], [], perpetual)).code).toBe('invalid-argument')
    expect(errorOf(() => backtestPortfolio([bars], [full], perpetual, { caps: { gros: 1 } as never })).code).toBe(
      'unknown-option',
    )
  })
})
