import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import { sealHoldout } from '../../src/evaluation/seal-holdout.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { alignBars } from '../../src/market/align-bars.ts'
import type { Bars } from '../../src/market/bars.ts'
import { packBars } from '../../src/market/pack-bars.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { unpackBars } from '../../src/market/unpack-bars.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { chanceDays, someGenomes } from './markets.ts'

const strategy = { parts: [partOf(emaCrossover)] } as const
const REACHES = 'must be without the sealed holdout'

function on(...markets: Bars[]): EvaluationTask {
  return { markets, execution: perpetual, objectives: ['total-return'] }
}

// A seal holds for the whole program, so every test seals a market of its own.
let markets = 9000
const sealed = (embargo = 5) => {
  const bars = chanceDays(++markets, 400)
  return { bars, again: () => chanceDays(Number(bars.symbol.slice(7)), 400), ...sealHoldout(bars, 0.25, { embargo }) }
}

/** The same numbers in other memory. */
function copy(bars: Bars): Bars {
  const columns = Object.entries(bars).map(([name, value]) => [
    name,
    value instanceof Float64Array ? value.slice() : value,
  ])
  return Object.fromEntries(columns) as Bars
}

describe('a sealed holdout', () => {
  test('leaves the older bars to search on', () => {
    const { bars, research, holdout } = sealed()
    expect([research.length, holdout.length, holdout.symbol]).toEqual([295, 100, bars.symbol])
    expect(Array.from(research.close)).toEqual(Array.from(bars.close.subarray(0, 295)))
    expect(evaluateOne(strategy, on(research)).markets[0].exposure.length).toBe(295)
  })

  test('is no market by type, nor when types are cast away', () => {
    const { holdout } = sealed()
    // @ts-expect-error A holdout is no market.
    const task: EvaluationTask = { ...on(), markets: [holdout] }
    expect(() => evaluateOne(strategy, task)).toThrow('bars.interval')
    expect(Object.values(holdout).some((value) => value instanceof Float64Array)).toBe(false)
  })

  test('is reached by no market that shares its memory', () => {
    const { bars } = sealed()
    for (const market of [bars, { ...bars, symbol: 'OTHER' }, sliceBars(bars, 350), sliceBars(bars, 0, 301)]) {
      expect(() => evaluateHere(on(market))).toThrow(REACHES)
      expect(() => evaluateOne(strategy, on(market))).toThrow(REACHES)
    }
    expect(() => evaluateHere(on(sliceBars(bars, 0, 300)))).not.toThrow()
  })

  test.each<[string, (bars: Bars) => Bars]>([
    ['a copy', copy],
    ['a copy of its last row', (bars) => copy(sliceBars(bars, 399))],
    ['a copy of a few rows', (bars) => copy(sliceBars(bars, 320, 330))],
    ['a copy under another name', (bars) => ({ ...copy(bars), symbol: 'OTHER' })],
    ['what was packed and unpacked', (bars) => unpackBars(packBars(bars))],
    ['what was aligned', (bars) => alignBars([bars, chanceDays(1, 400)])[0]],
    ['a copy with rows left out', (bars) => alignBars([bars, sliceBars(chanceDays(1, 400), 0, 311)])[0]],
  ])('is reached by no market that is %s of it', (_, made) => {
    const { bars } = sealed()
    expect(() => evaluateHere({ ...on(made(bars)), periodsPerYear: 365 })).toThrow(REACHES)
    const other = chanceDays(1, 400)
    const task = { ...on(other, made(bars)), periodsPerYear: 365 }
    expect(() => evaluateOne(strategy, task)).toThrow(REACHES)
  })

  test('is reached by a market loaded anew exactly where rows overlap', () => {
    const { again } = sealed()
    fc.assert(
      fc.property(fc.nat(395), fc.integer({ min: 4, max: 400 }), (from, length) => {
        const market = copy(sliceBars(again(), from, Math.min(400, from + length)))
        const judge = () => evaluateHere({ ...on(market), periodsPerYear: 365 })
        if (from + length > 300) expect(judge).toThrow(REACHES)
        else expect(judge).not.toThrow()
      }),
    )
  })

  test('is not reached by other markets of the same times, not even of the same name', () => {
    const { bars } = sealed()
    const other = { ...chanceDays(1, 400), symbol: bars.symbol }
    expect(evaluateHere(on(other))(someGenomes(2)).faults).toEqual([null, null])
  })

  test('is no finer story of a market either', () => {
    const { bars } = sealed()
    const other = chanceDays(1, 400)
    expect(() => evaluateHere({ ...on(other), detail: [bars] })).toThrow(REACHES)
  })

  test('is not judged by an evaluation that was made before the seal', () => {
    for (const seal of [(bars: Bars) => sealHoldout(bars, 0.25), (bars: Bars) => sealHoldout(copy(bars), 0.25)]) {
      const bars = chanceDays(++markets, 400)
      const evaluate = evaluateHere(on(bars))
      expect(evaluate(someGenomes(2)).faults).toEqual([null, null])
      seal(bars)
      expect(() => evaluate(someGenomes(2))).toThrow(REACHES)
    }
  })

  test('is not sealed a second time in other parts, whether in its memory or in a copy', () => {
    const { bars, research, again } = sealed()
    expect(() => sealHoldout(bars, 0.5)).toThrow(REACHES)
    expect(() => sealHoldout(again(), 0.5)).toThrow(REACHES)
    expect(() => sealHoldout(again(), 0.2)).toThrow(REACHES)
    expect(sealHoldout(research, 0.2).holdout.length).toBe(59)
  })

  test('is one holdout in all its copies: they open together, once', () => {
    const { bars, holdout, again } = sealed()
    const second = sealHoldout(again(), 0.25).holdout
    expect([holdout.isOpen, second.isOpen]).toEqual([false, false])
    second.open(new TrialLedger())
    expect([holdout.isOpen, second.isOpen]).toEqual([true, true])
    expect(() => holdout.open(new TrialLedger())).toThrow('opened before')
    expect(() => evaluateHere(on(bars))).not.toThrow()
  })

  test('opens once, and the ledger says so', () => {
    const { bars, holdout } = sealed()
    const ledger = new TrialLedger()
    evaluateOne(strategy, on(chanceDays(1, 300)), { ledger })
    const opened = holdout.open(ledger)
    expect(opened).toEqual({ bars, warmup: 300 })
    const [from, to] = [300, 399].map((row) => bars.time[row])
    expect(ledger.openings).toEqual([{ symbol: bars.symbol, bars: 100, from, to, trials: 1 }])
    expect(() => holdout.open(ledger)).toThrow('opened before')
    expect(ledger.openings.length).toBe(1)
    const { markets: reports } = evaluateOne(strategy, { ...on(opened.bars), warmup: opened.warmup })
    expect(reports[0].folds[0].rows).toEqual([{ from: 300, to: 400 }])
  })

  test('stays shut for what is no ledger, and for a ledger that saw these rows before', () => {
    const { bars, holdout, again } = sealed()
    // @ts-expect-error Whatever notes openings must be a ledger.
    expect(() => holdout.open({ opened: () => {} })).toThrow('the TrialLedger of the run')
    expect(holdout.isOpen).toBe(false)
    const ledger = new TrialLedger()
    holdout.open(ledger)
    const later = sealHoldout(again(), 0.3).holdout
    const saved = new TrialLedger(JSON.parse(JSON.stringify(ledger)))
    expect(() => later.open(saved)).toThrow('must be opened once in a run')
    expect([later.isOpen, saved.openings.length]).toEqual([false, 1])
    expect(() => evaluateHere(on(bars))).toThrow(REACHES)
    later.open(new TrialLedger())
    expect(later.isOpen).toBe(true)
  })

  test('is neither nothing nor all', () => {
    const bars = chanceDays(1, 40)
    expect(() => sealHoldout(bars, 0)).toThrow('fraction')
    expect(() => sealHoldout(bars, 0.001)).toThrow('bars of the holdout')
    expect(() => sealHoldout(bars, 0.999)).toThrow('bars of the holdout')
    expect(() => sealHoldout(bars, 0.5, { embargo: 20 })).toThrow('embargo')
  })
})
