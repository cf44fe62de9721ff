import type { Column } from '../base/column.ts'
import { randomFrom } from '../random/random-from.ts'
import { type Audit, finalColumn, openAudit, watchedRun } from './audit-runs.ts'
import { seedOf } from './catalogue.ts'
import { wildMarket, withNeeds } from './check-seed-markets.ts'
import { changesOf, rowsOf, someOf } from './check-seed-trial.ts'
import type { Strategy } from './strategy.ts'
import { firstWord, type LateRun } from './warmup-claims.ts'

/** Stretches of a wild market on which the strategy may prove that it can speak. */
const STRETCHES = 1000

/** The strategy without its stops: what they do hangs on when a position began, which no warm-up can know. */
export function withoutStops(audit: Audit): Audit {
  const { strategy, catalogue, where, bars, seed, warmup } = audit
  const parts = strategy.parts.filter((part) => seedOf(where, catalogue, part).role !== 'stop')
  if (parts.length === strategy.parts.length) return audit
  const rest = { ...strategy, parts: parts as unknown as Strategy['parts'] }
  return { ...openAudit(where, [rest, bars], { catalogue, seed }, []), warmup }
}

/**
 * Bars cut off at the front, ascending, at most half of all: half of them so that something happens in the `soon` rows behind
 * the warm-up, half by chance.
 */
export function lateStarts({ bars, warmup, seed }: Audit, whole: Column, count: number, soon: number): number[] {
  const random = randomFrom(seed, 'audit', 'starts')
  const most = Math.floor(bars.length / 2)
  const events = changesOf(whole, warmup + 1).filter((row) => whole[row] !== 0 && row - warmup <= most)
  const near = someOf(events, Math.floor(count / 2), random).map((row) => row - warmup - random.int(0, soon - 1))
  const starts = new Set(near.filter((from) => from >= 1))
  while (starts.size < Math.min(count, most)) starts.add(random.int(1, most))
  return [...starts].sort((a, b) => a - b)
}

/** The runs on histories that begin at these rows. */
export function lateRuns(audit: Audit, whole: Column, starts: readonly number[]): LateRun[] {
  const { bars } = audit
  return starts.map((from) => {
    const column = finalColumn(audit, watchedRun(audit, rowsOf(bars, from, bars.length)))
    return { from, column, whole: whole.subarray(from) }
  })
}

/**
 * First row at which the strategy speaks: on any of the late histories, or on a stretch, `soon` rows longer than the warm-up, of
 * a market in which all can happen.
 */
export function firstSpeech(audit: Audit, runs: readonly LateRun[], soon: number): number {
  const { warmup, strategy, catalogue, where, seed } = audit
  let first = Math.min(...runs.map(({ column }) => firstWord(column)))
  if (first <= warmup) return first
  const rows = warmup + soon
  const random = randomFrom(seed, 'audit', 'speech')
  const wild = strategy.parts.reduce(
    (bars, part) => withNeeds(bars, seedOf(where, catalogue, part), seed),
    wildMarket(random, STRETCHES + rows),
  )
  for (let i = 0; i < STRETCHES && first > warmup; i++) {
    const from = random.int(0, STRETCHES)
    const run = watchedRun(audit, rowsOf(wild, from, from + rows))
    // A seed that does not stand a market without sense is silent there.
    if (run.thrown === undefined) first = Math.min(first, firstWord(finalColumn(audit, run)))
  }
  return first
}

/** The first row, from the warm-up on, from which a late run agrees with the whole one in every row; NaN if in none. */
export function agreesFrom({ column, whole }: LateRun, warmup: number, tolerance: number): number {
  let row = column.length
  while (row > warmup && Math.abs(column[row - 1] - whole[row - 1]) <= tolerance) row--
  return row === column.length ? Number.NaN : row
}
