import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import { evaluateInThreads } from '../../src/adapters/threads/evaluate-in-threads.ts'
import { workerUrl } from '../../src/adapters/threads/worker-url.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { parseCheckpoint, toCheckpoint } from '../../src/evolution/checkpoint.ts'
import { evolve, type Search } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { buildFolder, bundleScript } from '../support/bundle.ts'
import { runAndSave, type Saving, search, type Track, task, trackOf } from './threads-search.ts'

// A change here changes the numbers of every search: it is a release note under Numbers.
const GOLDEN: Track = {
  log: 'b394622e90b150568a40964e9fa3d042a2e52a0b7d80762fcfcc774cf704d18a',
  ledger: 'd44fca2832f06c0b00d53927fe82bf90472c1a1fa88033fd9b4e1f6e2966a803',
}

interface Run extends Partial<Search> {
  readonly threads: number
  readonly ledger: TrialLedger
  /** Is called when so many generations are done and the next is in work. */
  readonly at?: number
  /** Is told whether the generation is still in work. */
  readonly act?: (isInWork: boolean) => void
}

/** The generations that a run in threads yielded before it ended, well or not. */
async function run({ threads, ledger, at, act = () => {}, ...options }: Run): Promise<Generation[]> {
  await using judge = evaluateInThreads(task, { threads, ledger })
  const done: Generation[] = []
  const evaluate: Search['evaluate'] = (genomes, given) => {
    const work = Promise.resolve(judge(genomes, given))
    let isInWork = true
    const end = () => {
      isInWork = false
    }
    work.then(end, end)
    if (done.length === at) setTimeout(() => act(isInWork), 5)
    return work
  }
  try {
    for await (const generation of evolve({ ...search, evaluate, ...options })) done.push(generation)
  } catch (error) {
    if (options.signal?.aborted !== true) throw error
  }
  return done
}

describe('a search of 500 strategies over 20 generations goes the way it always went', () => {
  test('in 1 thread', async () => {
    const ledger = new TrialLedger()
    const done = await run({ threads: 1, ledger })
    expect(trackOf(done[19], ledger)).toEqual(GOLDEN)
    expect(ledger.count).toBe(10_000)
  })

  test('in 2 threads, one of them killed in the middle of a generation', async () => {
    const born: Worker[] = []
    const kills: boolean[] = []
    const kill = (isInWork: boolean) => {
      kills.push(isInWork)
      born[0].terminate()
    }
    const note = (worker: Worker) => born.push(worker)
    process.on('worker', note)
    const ledger = new TrialLedger()
    const done = await run({ threads: 2, ledger, at: 7, act: kill })
    process.off('worker', note)
    expect(trackOf(done[19], ledger)).toEqual(GOLDEN)
    expect(kills).toEqual([true])
    expect(born).toHaveLength(3)
  })

  test('in 4 threads, aborted in the middle of a generation, saved and resumed in others', async () => {
    const controller = new AbortController()
    const first = new TrialLedger()
    const { signal } = controller
    const half = await run({ threads: 4, ledger: first, signal, at: 9, act: () => controller.abort() })
    expect(half).toHaveLength(9)
    const ledger = new TrialLedger(JSON.parse(JSON.stringify(first)))
    const from = parseCheckpoint(toCheckpoint(half[8]))
    const rest = await run({ threads: 4, ledger, from })
    expect(trackOf(rest[10], ledger)).toEqual(GOLDEN)
  })

  test('its process killed in the middle of a generation, and begun again from what was saved', () => {
    const folder = buildFolder(onTestFinished)
    const name = runAndSave.name
    const code = `import { ${name} } from './golden/threads-search.ts'\nawait ${name}(JSON.parse(process.argv[2]))`
    const script = bundleScript(code, join(folder, 'run.mjs'))
    const start = (saving: Saving) => {
      const { signal, stdout } = spawnSync(process.execPath, [script, JSON.stringify(saving)], { encoding: 'utf8' })
      return { signal, lines: stdout.trim().split('\n') }
    }
    const saving = { file: join(folder, 'saved.json'), worker: fileURLToPath(workerUrl()) }
    expect(start({ ...saving, killedAfter: 6 })).toEqual({ signal: 'SIGKILL', lines: ['1', '2', '3', '4', '5', '6'] })
    const { signal, lines } = start(saving)
    expect([signal, lines.length, lines[0]]).toEqual([null, 15, '7'])
    expect(JSON.parse(lines[14])).toEqual(GOLDEN)
  })
})
