import { OrganismError } from '../../base/error.ts'
import { faulty } from '../../evaluation/evaluate-batch.ts'
import type { Measure } from '../../evaluation/objective.ts'
import type { Outcome } from '../../evaluation/score-cache.ts'
import type { Strategy } from '../../strategy/strategy.ts'
import { unpackOutcomes } from './answer.ts'
import type { Pool } from './pool.ts'
import { openProgress, placeOf } from './progress.ts'
import { Roster } from './roster.ts'
import { watchOver } from './watch.ts'

/** Where strategies are judged, and for how long. */
export interface Work {
  readonly pool: Pool
  readonly measures: readonly Measure[]
  /** Milliseconds for one strategy. */
  readonly timeout: number | undefined
  readonly signal: AbortSignal | undefined
}

/** What strategies came to, by their place. */
export interface Judged {
  readonly outcomes: readonly Outcome[]
  /** Places whose fault says as much about the machine: out of time, or of workers. */
  readonly stopped: ReadonlySet<number>
}

/** Deaths in a row before a worker begins to judge that are borne besides one of every worker. */
const MORE_FALSE_STARTS = 2

interface Job extends Work {
  readonly strategies: readonly Strategy[]
  readonly roster: Roster
  readonly outcomes: Outcome[]
  readonly stopped: Set<number>
  falseStarts: number
}

/**
 * Judges strategies in the threads of a pool: each thread takes a batch when it is free, and what comes back is placed by
 * index. Who was in work when a worker died is judged once more, alone; the others of the batch are innocent and judged again.
 */
export async function judgeAll(strategies: readonly Strategy[], work: Work): Promise<Judged> {
  const { threads } = work.pool
  const roster = new Roster(strategies.length, threads)
  const job: Job = { ...work, strategies, roster, outcomes: [], stopped: new Set(), falseStarts: 0 }
  const lanes = Array.from({ length: Math.min(threads, strategies.length) }, () => runLane(job))
  const ends = await Promise.allSettled(lanes)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return job
}

async function runLane(job: Job): Promise<void> {
  try {
    for (let places = job.roster.take(); places.length > 0; places = job.roster.take()) await runBatch(job, places)
  } catch (error) {
    job.roster.clear()
    throw error
  }
}

async function runBatch(job: Job, places: readonly number[]): Promise<void> {
  const { pool, strategies, measures, outcomes, timeout, signal } = job
  signal?.throwIfAborted()
  const progress = openProgress()
  const watch = watchOver(progress, timeout, signal)
  try {
    const batch = { strategies: places.map((place) => strategies[place]), progress }
    const answer = await Promise.race([pool.run(batch, watch.signal), watch.givenUp])
    // It may have come to its end although nobody wants it any more.
    signal?.throwIfAborted()
    pool.checkOpen()
    if ('code' in answer) throw new OrganismError(answer.code, answer.message)
    for (const [at, outcome] of unpackOutcomes(answer, measures.length).entries()) outcomes[places[at]] = outcome
    job.falseStarts = 0
  } catch (error) {
    if (error instanceof OrganismError) throw error
    signal?.throwIfAborted()
    pool.checkOpen()
    if (watch.late !== null) stopOne(job, places, { at: watch.late, reason: tooLong(timeout) })
    else
      blameOne(job, places, {
        at: placeOf(progress),
        reason: error instanceof Error ? error.message : String(error),
      })
  } finally {
    watch.stop()
  }
}

interface Loss {
  /** Place in the batch of the strategy that was in work, -1 when none was. */
  readonly at: number
  readonly reason: string
}

/** A worker died: whoever was in work may try once more, alone. */
function blameOne(job: Job, places: readonly number[], { at, reason }: Loss): void {
  if (at < 0) {
    if (++job.falseStarts >= job.pool.threads + MORE_FALSE_STARTS) refuseWorker(reason)
    job.roster.giveBack(places)
    return
  }
  job.falseStarts = 0
  if (job.roster.suspect(places[at])) job.roster.giveBack(without(places, at))
  else stopOne(job, places, { at, reason: `its worker died twice: ${reason}` })
}

/** The one in work becomes a fault, and the others of its batch are judged again. */
function stopOne(job: Job, places: readonly number[], { at, reason }: Loss): void {
  job.outcomes[places[at]] = faulty(job, reason)
  job.stopped.add(places[at])
  job.roster.giveBack(without(places, at))
}

function without(places: readonly number[], at: number): number[] {
  return places.filter((_, place) => place !== at)
}

function tooLong(timeout: number | undefined): string {
  return `judging it took longer than the ${timeout} ms that timeout allows`
}

function refuseWorker(reason: string): never {
  throw new OrganismError(
    'invalid-state',
    'evaluateInThreads: a worker must live until it begins to judge, received one death after another. The last ' +
      `reason: ${reason}`,
  )
}
