import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { type Execution, frictionless, type Stops } from '../../src/backtest/execution.ts'
import { tradeRows } from '../../src/backtest/trade-columns.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'

type Row = readonly [open: number, high: number, low: number, close: number]
type Side = 1 | -1

const CALM: Row = [100, 100, 100, 100]
const DISTANCE = { column: 'ten' }
const LOSS: Stops = { loss: DISTANCE }
const BOTH: Stops = { loss: DISTANCE, profit: DISTANCE }
const FAR: Stops = { loss: { column: 'ten', times: 3 } }
const EQUAL: Stops = { loss: { column: 'ten', times: 2 } }

/** Prices seen from the other side: a short is a long in a mirror at 100, so every cell is tested twice. */
const mirrored = ([open, high, low, close]: Row, side: Side): Row =>
  side === 1 ? [open, high, low, close] : [200 - open, 200 - low, 200 - high, 200 - close]

function marketOf(rows: readonly Row[], side: Side, interval: number, start = 0): Bars {
  const seen = rows.map((row) => mirrored(row, side))
  const column = (place: number) => Float64Array.from(seen, (row) => row[place])
  return barsFrom(
    {
      time: Float64Array.from(rows, (_, t) => start + t * interval),
      ...{ open: column(0), high: column(1), low: column(2), close: column(3) },
      volume: new Float64Array(rows.length).fill(1000),
      extras: { ten: new Float64Array(rows.length).fill(10) },
    },
    { interval },
  )
}

/** Enters at 100 at the open of bar 1 with leverage 5 (liquidation at 80), lives through `rows`, and tells how it ended. */
function ending(rows: readonly Row[], side: Side, stops: Stops | undefined, more: Execution & { detail?: Bars } = {}) {
  const { detail, ...rest } = more
  const all = [CALM, ...rows]
  const exposure = new Float64Array(all.length).fill(5 * side)
  const execution: Execution = {
    ...frictionless,
    leverage: 5,
    maintenance: 0,
    ...rest,
    ...(stops === undefined ? {} : { stops }),
  }
  const result = backtest(marketOf(all, side, 4), exposure, execution, detail === undefined ? {} : { detail })
  const [{ exitPrice, exitBar, reason, ambiguous }] = tradeRows(result)
  const price = side === 1 ? exitPrice : 200 - exitPrice
  return { price, bar: exitBar, reason, ambiguous }
}

const open = (ambiguous = false) => ({ price: Number.NaN, bar: Number.NaN, reason: 'open', ambiguous })
const at = (price: number, reason: string, ambiguous = false, bar = 2) => ({ price, bar, reason, ambiguous })
const OPTIMISTIC = { whenAmbiguous: 'optimistic' } as const

describe.each([1, -1] as const)('the decision table, side %i', (side) => {
  test.each<[string, Row, Stops | undefined, object, object]>([
    ['open beyond liquidation', [79, 120, 70, 100], undefined, {}, at(79, 'liquidation')],
    ['open beyond stop and liquidation', [79, 120, 70, 100], BOTH, {}, at(79, 'liquidation')],
    ['open beyond the stop', [85, 120, 70, 100], BOTH, {}, at(85, 'stop-loss')],
    ['open at the stop', [90, 95, 89, 91], BOTH, {}, at(90, 'stop-loss')],
    ['open beyond the profit', [115, 120, 85, 100], BOTH, {}, at(115, 'take-profit')],
    ['nothing reached', [100, 109, 91, 100], BOTH, {}, open()],
    ['the stop reached', [100, 105, 90, 95], BOTH, {}, at(90, 'stop-loss')],
    ['the profit reached', [100, 110, 95, 105], BOTH, {}, at(110, 'take-profit')],
    ['liquidation reached, no stop', [100, 105, 80, 95], undefined, {}, at(80, 'liquidation')],
    ['liquidation not quite reached', [100, 105, 80.001, 95], undefined, {}, open()],
    ['stop and liquidation, the stop nearer', [100, 105, 75, 95], LOSS, {}, at(90, 'stop-loss')],
    ['stop and liquidation, liquidation nearer', [100, 105, 65, 95], FAR, {}, at(80, 'liquidation')],
    ['stop and liquidation at one price', [100, 105, 75, 95], EQUAL, {}, at(80, 'liquidation')],
    ['stop and liquidation at one price, optimistic', [100, 105, 75, 95], EQUAL, OPTIMISTIC, at(80, 'stop-loss')],
    ['stop and profit', [100, 112, 88, 100], BOTH, {}, at(90, 'stop-loss', true)],
    ['stop and profit, optimistic', [100, 112, 88, 100], BOTH, OPTIMISTIC, at(110, 'take-profit', true)],
    ['liquidation and profit', [100, 112, 78, 100], { profit: DISTANCE }, {}, at(80, 'liquidation', true)],
    [
      'liquidation and profit, optimistic',
      [100, 112, 78, 100],
      { profit: DISTANCE },
      OPTIMISTIC,
      at(110, 'take-profit', true),
    ],
    ['stop, liquidation and profit', [100, 112, 78, 100], BOTH, {}, at(90, 'stop-loss', true)],
    [
      'a best price that moves the stop, close beyond it',
      [100, 108, 99, 97],
      { trailing: DISTANCE },
      {},
      at(98, 'trailing-stop'),
    ],
    ['the same, the range beyond it but not the close', [100, 108, 95, 99], { trailing: DISTANCE }, {}, open(true)],
    ['the same, nothing beyond it', [100, 108, 99, 107], { trailing: DISTANCE }, {}, open()],
    [
      'break-even armed, close beyond the entry',
      [100, 110, 99, 99],
      { breakEven: DISTANCE },
      {},
      at(100, 'break-even'),
    ],
    ['break-even armed, the range beyond the entry', [100, 110, 99, 105], { breakEven: DISTANCE }, {}, open(true)],
    ['break-even not armed', [100, 109, 99, 99], { breakEven: DISTANCE }, {}, open()],
  ])('%s', (_, row, stops, more, expected) => {
    expect(ending([CALM, row], side, stops, more)).toEqual(expected)
  })

  test('stops rest in the bar of the entry, unless they are asked to watch', () => {
    const entry: Row = [100, 105, 85, 100]
    expect(ending([entry, CALM], side, LOSS)).toEqual(open())
    expect(ending([entry, CALM], side, { ...LOSS, onEntryBar: true })).toEqual(at(90, 'stop-loss', false, 1))
  })

  test('liquidation watches in the bar of the entry too', () => {
    expect(ending([[100, 105, 75, 100], CALM], side, FAR)).toEqual(at(80, 'liquidation', false, 1))
  })

  test('a stop that the entry bar moved is a gap at the next open', () => {
    expect(
      ending(
        [
          [100, 112, 99, 101],
          [101, 103, 101, 102],
        ],
        side,
        { trailing: DISTANCE },
      ),
    ).toEqual(at(101, 'trailing-stop'))
  })

  test('a stop moved by one bar fills in the next', () => {
    const rows: Row[] = [CALM, [101, 108, 101, 107], [107, 107, 95, 96]]
    expect(ending(rows, side, { trailing: DISTANCE })).toEqual(at(98, 'trailing-stop', false, 3))
    expect(ending(rows, side, { breakEven: { column: 'ten', times: 0.5 }, loss: DISTANCE })).toEqual(
      at(100, 'break-even', false, 3),
    )
  })

  test('time closes at the open once the bars are over', () => {
    expect(ending([CALM, CALM, [103, 104, 102, 103]], side, { time: 2 })).toEqual(at(103, 'time-stop', false, 3))
  })

  test('finer bars say what came first, and are not called ambiguous', () => {
    const calm = [CALM, CALM, CALM, CALM]
    const bar: Row = [100, 112, 88, 100]
    const up: Row[] = [[100, 112, 99, 110], CALM, CALM, [100, 100, 88, 100]]
    const down: Row[] = [[100, 101, 88, 89], CALM, CALM, [100, 112, 100, 100]]
    const fine = (rows: Row[]) => marketOf([...calm, ...calm, ...rows], side, 1)
    expect(ending([CALM, bar], side, BOTH, { detail: fine(up) })).toEqual(at(110, 'take-profit'))
    expect(ending([CALM, bar], side, BOTH, { detail: fine(down) })).toEqual(at(90, 'stop-loss'))
  })

  test('finer bars that stop short of the range leave the bar to the rule', () => {
    const calm = [CALM, CALM, CALM, CALM]
    const fine = marketOf([...calm, ...calm, [100, 112, 99, 110], CALM, CALM, CALM], side, 1)
    expect(ending([CALM, [100, 112, 88, 100]], side, BOTH, { detail: fine })).toEqual(at(90, 'stop-loss', true))
  })
})

describe('after a stop', () => {
  const rows: Row[] = [CALM, CALM, [100, 100, 85, 95], CALM, CALM, CALM, CALM]
  const entries = (wanted: number[], stops: Stops, more: Execution = {}) =>
    tradeRows(backtest(marketOf(rows, 1, 4), Float64Array.from(wanted), { ...frictionless, ...more, stops })).map(
      ({ entryBar }) => entryBar,
    )

  test('a market is entered again once the exposure changes', () => {
    expect(entries([1, 1, 1, 1, 0.5, 0.5, 0.5], LOSS)).toEqual([1, 5])
    expect(entries([1, 1, 1, 1, 1, 1, 1], LOSS)).toEqual([1])
    expect(entries([1, 1, 1, 1, 1, 1, 1], LOSS, { rebalance: 'every-bar' })).toEqual([1])
  })

  test('or changes side, when that is asked for', () => {
    const stops: Stops = { ...LOSS, reentry: 'on-new-side' }
    expect(entries([1, 1, 1, 0.5, 0, 1, 1], stops)).toEqual([1, 6])
    expect(entries([1, 1, 1, 0.5, 0.5, -1, -1], stops)).toEqual([1, 6])
  })

  test('or at once', () => {
    expect(entries([1, 1, 1, 1, 1, 1, 1], { ...LOSS, reentry: 'at-once' })).toEqual([1, 3])
  })
})
