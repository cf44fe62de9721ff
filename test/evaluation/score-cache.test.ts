import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { type Outcome, ScoreCache } from '../../src/evaluation/score-cache.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { chanceDays, someGenomes } from './markets.ts'

const genomes = someGenomes(8)
const task: EvaluationTask = { markets: [chanceDays(1, 300)], execution: perpetual, objectives: ['sharpe', 'turnover'] }

function outcome(months: number): Outcome {
  return { scores: new Float64Array(2), violation: 0, fault: null, sharpe: 0.1, path: new Float64Array(months) }
}

describe('a score cache', () => {
  test('keeps what fits, the least lately used going first', () => {
    const one = 512 + 2 + 16 + 80
    const cache = new ScoreCache({ bytes: 3 * one })
    for (const key of ['a', 'b', 'c']) cache.set(key, outcome(10))
    expect([cache.size, cache.bytes]).toEqual([3, 3 * one])
    expect(cache.get('a')?.path.length).toBe(10)
    cache.set('d', outcome(10))
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true, true])
    expect([cache.hits, cache.bytes]).toEqual([4, 3 * one])
    cache.set('d', outcome(11))
    expect([cache.size, cache.get('a'), cache.get('d')?.path.length]).toEqual([2, undefined, 11])
    cache.set('e', outcome(1000))
    expect([cache.size, cache.bytes]).toEqual([0, 0])
  })

  test('never holds more than its bytes, whatever comes', () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), months: fc.nat(300), isRead: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 6000 }), (steps, bytes) => {
        const cache = new ScoreCache({ bytes })
        for (const { key, months, isRead } of steps) {
          if (isRead) cache.get(key)
          else cache.set(key, outcome(months))
          expect(cache.bytes).toBeLessThanOrEqual(bytes)
        }
        expect(cache.size === 0).toBe(cache.bytes === 0)
      }),
    )
  })

  test('is bounded without changing a bit of scores or ledger', () => {
    const order = [0, 1, 2, 0, 3, 4, 5, 0, 1, 6, 7, 2].map((place) => genomes[place])
    const runs = [0, 700, 3000, 2 ** 27].map((bytes) => {
      const [ledger, cache] = [new TrialLedger(), new ScoreCache({ bytes })]
      const evaluate = evaluateHere(task, { cache, ledger })
      const scores = order.flatMap((genome, place) => Array.from(evaluate([genome, order[place === 0 ? 0 : 1]]).scores))
      return { scores, ledger: ledger.toJSON(), hits: cache.hits }
    })
    for (const { scores, ledger } of runs) {
      expect(scores).toEqual(runs[0].scores)
      expect(ledger).toEqual(runs[0].ledger)
    }
    expect(runs.map(({ hits }) => hits > 0)).toEqual([false, expect.any(Boolean), true, true])
  })

  test('costs nothing for what it knows: the seed is not asked again', () => {
    let judged = 0
    const own = { name: 'count', direction: 'max' as const, of: () => ++judged }
    const evaluate = evaluateHere({ ...task, objectives: [own] })
    evaluate([...genomes, ...genomes])
    evaluate(genomes)
    expect(judged).toBe(8)
  })

  test('wants bytes', () => {
    expect(() => new ScoreCache({ bytes: -1 })).toThrow('bytes must be a finite number of at least 0')
    expect(() => new ScoreCache({ byte: 1 } as never)).toThrow('Did you mean "bytes"?')
  })
})
