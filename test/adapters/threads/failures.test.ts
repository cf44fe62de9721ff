import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type EvaluateInThreads,
  type EvaluateInThreadsOptions,
  evaluateInThreads,
} from '../../../src/adapters/threads/evaluate-in-threads.ts'
import { evaluateHere } from '../../../src/evaluation/evaluate-here.ts'
import { ScoreCache } from '../../../src/evaluation/score-cache.ts'
import { TrialLedger } from '../../../src/evaluation/trial-ledger.ts'
import { address, calm, expected, folder, known, task, trouble } from './troubled.ts'

const born: Worker[] = []
const open: EvaluateInThreads[] = []
const note = (worker: Worker) => born.push(worker)

beforeEach(() => {
  born.length = 0
  process.on('worker', note)
})

afterEach(async () => {
  process.off('worker', note)
  await Promise.all(open.splice(0).map((evaluate) => evaluate.close()))
})

function inThreads(options: EvaluateInThreadsOptions): EvaluateInThreads {
  const evaluate = evaluateInThreads(task, { threads: 2, seeds: address, ...options })
  open.push(evaluate)
  return evaluate
}

describe('a strategy that takes too long', () => {
  const genomes = [...calm.slice(0, 5), trouble('endless'), ...calm.slice(5)]
  const late = 'judging it took longer than the 400 ms that timeout allows'

  test.each([1, 2])('is a fault that says so, and %d threads judge all others as before', async (threads) => {
    const evaluation = await inThreads({ threads, timeout: 400 })(genomes)
    expect(evaluation).toEqual(expected(genomes, { 5: late }))
    expect(born).toHaveLength(threads + 1)
  })

  test('is counted, and not kept in the cache: another machine may be quicker', async () => {
    const [ledger, cache] = [new TrialLedger(), new ScoreCache()]
    await inThreads({ timeout: 400, ledger, cache })(genomes)
    expect([ledger.count, ledger.faults, cache.size]).toEqual([25, 1, 24])
  })

  test('is told from one that is slow within the limit, however many of them come in a row', async () => {
    const slow = Array.from({ length: 30 }, () => trouble('slow'))
    const { faults } = await inThreads({ threads: 1, timeout: 400, cache: false })(slow)
    expect(faults).toEqual(slow.map(() => null))
  })
})

describe('a worker that dies', () => {
  test('twice at the same strategy makes it a fault, and the others keep their scores', async () => {
    const genomes = [trouble('exits'), ...calm.slice(0, 9), trouble('exits-once'), ...calm.slice(9), trouble('fills')]
    process.env['MARK'] = join(folder, 'twice')
    const ledger = new TrialLedger()
    const evaluation = await inThreads({ heap: 32, ledger })(genomes)
    const reasons = {
      0: 'its worker died twice: worker exited with code: 3',
      26: 'its worker died twice: Worker terminated due to reaching memory limit: JS heap out of memory',
    }
    expect(evaluation).toEqual(expected(genomes, reasons))
    expect([ledger.count, ledger.faults]).toEqual([27, 2])
  })

  test('by exit in the middle of a strategy changes nothing when the strategy is innocent', async () => {
    const genomes = [...calm.slice(0, 7), trouble('exits-once'), ...calm.slice(7)]
    process.env['MARK'] = join(folder, 'once')
    const [ledger, other] = [new TrialLedger(), new TrialLedger()]
    const evaluation = await inThreads({ ledger })(genomes)
    expect(evaluation).toEqual(evaluateHere(task, { catalogue: known, ledger: other })(genomes))
    expect(ledger.toJSON()).toEqual(other.toJSON())
    expect(born).toHaveLength(3)
  })

  test('by termination in the middle of a generation changes nothing', async () => {
    const genomes = [...calm, trouble('slow'), ...calm]
    const evaluate = inThreads({ cache: false })
    await evaluate(calm.slice(0, 2))
    const work = evaluate(genomes)
    setTimeout(() => born[0].terminate(), 5)
    setTimeout(() => born[1].terminate(), 10)
    expect(await work).toEqual(expected(genomes, {}))
    expect(born).toHaveLength(4)
  })

  test('while it is idle is replaced', async () => {
    const evaluate = inThreads({ threads: 1, cache: false })
    const before = await evaluate(calm)
    await born[0].terminate()
    expect(await evaluate(calm)).toEqual(before)
  })

  test('before it can judge at all is an error that names the reason', async () => {
    const file = join(folder, 'no-worker.mjs')
    writeFileSync(file, "throw new Error('out of order')\n")
    const evaluate = inThreads({ worker: file })
    await expect(evaluate(calm)).rejects.toThrow(/one death after another\. The last reason: out of order/)
    writeFileSync(join(folder, 'exits.mjs'), 'process.exit(7)\n')
    const other = inThreads({ worker: join(folder, 'exits.mjs') })
    await expect(other(calm)).rejects.toThrow(/one death after another/)
  })
})

describe('a run that is aborted', () => {
  const stuck = [...calm, trouble('endless')]

  test('is told so at once, in the middle of a strategy, and nothing is counted', async () => {
    const ledger = new TrialLedger()
    const evaluate = inThreads({ ledger })
    await evaluate(calm.slice(0, 2))
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 100)
    await expect(evaluate(stuck, { signal: controller.signal })).rejects.toThrow('enough')
    expect(ledger.count).toBe(2)
    expect(await evaluate(calm)).toEqual(expected(calm, {}))
  })

  test('ends with the strategies in work, and keeps its threads where these are quick', async () => {
    const ledger = new TrialLedger()
    const evaluate = inThreads({ ledger, cache: false })
    await evaluate(calm)
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 50)
    const slow = Array.from({ length: 400 }, () => trouble('slow'))
    await expect(evaluate(slow, { signal: controller.signal })).rejects.toThrow('enough')
    expect(await evaluate(calm)).toEqual(expected(calm, {}))
    expect([ledger.count, born.length]).toEqual([48, 2])
  })

  test('while its threads are starting is told so at once, and they start all the same', async () => {
    const evaluate = inThreads({})
    const controller = new AbortController()
    const work = evaluate(stuck, { signal: controller.signal })
    const refused = expect(work).rejects.toThrow('early')
    while (born.length < 2) await new Promise((resolve) => setImmediate(resolve))
    controller.abort(new Error('early'))
    await refused
    expect(await evaluate(calm)).toEqual(expected(calm, {}))
    expect(born).toHaveLength(2)
  })

  test('before it begins does not begin', async () => {
    const evaluate = inThreads({})
    const signal = AbortSignal.abort(new Error('never'))
    await expect(evaluate(stuck, { signal })).rejects.toThrow('never')
    expect(born).toEqual([])
  })
})

describe('close', () => {
  test('ends threads that are stuck, and refuses their work and all that follows', async () => {
    const evaluate = inThreads({})
    const work = evaluate([...calm, trouble('endless')])
    const refused = expect(work).rejects.toMatchObject({ code: 'invalid-state' })
    while (born.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    await evaluate.close()
    await refused
    await expect(evaluate(calm)).rejects.toMatchObject({ code: 'invalid-state' })
    expect(born.map(({ threadId }) => threadId)).toEqual([-1, -1])
    await evaluate.close()
  })

  test('asked for twice at once is one end, after which no thread lives', async () => {
    const evaluate = inThreads({})
    const refused = expect(evaluate([...calm, trouble('endless')])).rejects.toMatchObject({ code: 'invalid-state' })
    while (born.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    await Promise.all([evaluate.close(), evaluate.close()])
    await refused
    expect(born.map(({ threadId }) => threadId)).toEqual([-1, -1])
  })

  test('right after threads that died or were ended leaves none that took their place', async () => {
    const evaluate = inThreads({ cache: false })
    await evaluate(calm)
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 20)
    await expect(evaluate([trouble('endless')], { signal: controller.signal })).rejects.toThrow('enough')
    born.at(-1)?.terminate()
    await evaluate.close()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(born.every(({ threadId }) => threadId === -1)).toBe(true)
  })

  test('comes by itself at the end of a block', async () => {
    {
      await using evaluate = evaluateInThreads(task, { threads: 1 })
      await evaluate(calm)
    }
    expect(born.map(({ threadId }) => threadId)).toEqual([-1])
  })
})
