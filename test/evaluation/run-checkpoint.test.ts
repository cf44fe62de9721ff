import { describe, expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import { parseRunCheckpoint, toRunCheckpoint } from '../../src/evaluation/run-checkpoint.ts'
import { sealHoldout } from '../../src/evaluation/seal-holdout.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { toCheckpoint } from '../../src/evolution/checkpoint.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { deflatedSharpe } from '../../src/validation/deflated-sharpe.ts'
import { chanceDays, someGenomes, space } from './markets.ts'

const bars = chanceDays(77, 700)
const { research, holdout } = sealHoldout(bars, 0.2)
const task: EvaluationTask = { markets: [research], execution: perpetual, objectives: ['sharpe', 'turnover'] }
const founders = someGenomes(4, 99)

interface Go {
  readonly ledger: TrialLedger
  readonly from?: Generation
  readonly generations?: number
}

/** A search in which everything counts: warm starts, repeated genomes and a proposal from outside after each generation. */
async function go({ ledger, from, generations = 6 }: Go): Promise<Generation> {
  const evaluate = evaluateHere(task, { ledger })
  const begin = from === undefined ? { founders } : { from }
  let last = from
  for await (const generation of evolve({ ...nsga2(space), evaluate, size: 8, generations, seed: 42, ...begin })) {
    last = generation
    evaluateOne(toStrategy(someGenomes(1, generation.number)[0]), task, { ledger })
  }
  return last!
}

function chances({ archive }: Generation, ledger: TrialLedger): number[] {
  const best = archive.reduce((most, each) => (each.scores[0] < most.scores[0] ? each : most))
  const { returns } = evaluateOne(toStrategy(best.genome), task).markets[0].blocks[0].result
  return [deflatedSharpe(returns, ledger.trials()), deflatedSharpe(returns, ledger.trials('effective'))]
}

describe('a run that was saved and resumed', () => {
  test('is the run that never stopped: generation, ledger and deflated Sharpe ratio', async () => {
    const straight = new TrialLedger()
    const whole = await go({ ledger: straight })
    for (const stop of [1, 2, 4]) {
      const ledger = new TrialLedger()
      const generation = await go({ ledger, generations: stop })
      const saved = parseRunCheckpoint(toRunCheckpoint({ generation, ledger }))
      expect(saved.ledger.count).toBe(generation.evaluations + stop)
      const resumed = await go({ ledger: saved.ledger, from: saved.generation })
      expect(toCheckpoint(resumed)).toBe(toCheckpoint(whole))
      expect(saved.ledger.toJSON()).toEqual(straight.toJSON())
      expect(chances(resumed, saved.ledger)).toEqual(chances(whole, straight))
    }
    expect(straight.count).toBe(whole.evaluations + 6)
    expect(chances(whole, straight).every((chance) => chance > 0 && chance < 1)).toBe(true)
  })

  test('would look better than it is had its ledger been left behind', async () => {
    const straight = new TrialLedger()
    const whole = await go({ ledger: straight })
    const generation = await go({ ledger: new TrialLedger(), generations: 5 })
    const forgetful = new TrialLedger()
    const resumed = await go({ ledger: forgetful, from: generation })
    expect(toCheckpoint(resumed)).toBe(toCheckpoint(whole))
    expect(forgetful.count).toBeLessThan(straight.count)
    expect(() => toRunCheckpoint({ generation: resumed, ledger: forgetful })).toThrow(
      `the trials of the ledger must be at least ${resumed.evaluations}`,
    )
  })

  test('remembers that its holdout was opened', async () => {
    const ledger = new TrialLedger()
    const generation = await go({ ledger, generations: 1 })
    holdout.open(ledger)
    const saved = parseRunCheckpoint(toRunCheckpoint({ generation, ledger }))
    expect(saved.ledger.openings).toEqual(ledger.openings)
    const again = sealHoldout(chanceDays(77, 700), 0.2).holdout
    expect(() => again.open(saved.ledger)).toThrow('must be opened once in a run')
    expect(again.isOpen).toBe(false)
  })

  test('is written as one canonical text', async () => {
    const ledger = new TrialLedger()
    const generation = await go({ ledger, generations: 2 })
    const text = toRunCheckpoint({ generation, ledger })
    expect(toRunCheckpoint(parseRunCheckpoint(text))).toBe(text)
  })
})

test('what is no saved run is refused', async () => {
  const ledger = new TrialLedger()
  const generation = await go({ ledger, generations: 1 })
  const json = JSON.parse(toRunCheckpoint({ generation, ledger }))
  const { ledger: state } = json
  const cases: [unknown, string][] = [
    ['{', 'must be JSON'],
    [null, 'what toRunCheckpoint wrote'],
    [[], 'what toRunCheckpoint wrote'],
    [JSON.parse(toCheckpoint(generation)), 'read it with parseCheckpoint'],
    [{ ...json, version: 2 }, 'of version 1'],
    [{ ...json, more: 1 }, 'of version 1'],
    [{ ...json, ledger: undefined }, 'what toJSON of a ledger gave'],
    [{ ...json, generation: null }, 'parseCheckpoint'],
    [{ ...json, generation: { ...json.generation, size: 0 } }, 'parseCheckpoint'],
    [{ ...json, ledger: { ...state, count: 3, seen: [], faults: 0, paths: 0 } }, 'as many as the run has judged'],
    [{ ...json, ledger: { ...state, openings: [{}] } }, 'symbol of an opening'],
    [{ ...json, ledger: { ...state, seen: state.seen.map(() => 1) } }, 'seen'],
    [{ ...json, ledger: { ...state, spread: null } }, 'spread'],
  ]
  for (const [value, words] of cases) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    expect(() => parseRunCheckpoint(text)).toThrow(words)
    expect(() => parseRunCheckpoint(text)).toThrow(expect.objectContaining({ code: 'invalid-state' }))
  }
  expect(() => toRunCheckpoint({ generation, ledger: {} as never })).toThrow('a TrialLedger')
})
