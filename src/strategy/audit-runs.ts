import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import type { RandomSeed } from '../random/random-from.ts'
import { type Catalogue, seedOf } from './catalogue.ts'
import { checkMarket, refuseProblems } from './check-strategy.ts'
import { runParts } from './expose.ts'
import type { Strategy } from './strategy.ts'
import { warmupOf } from './warmup.ts'
import { Workspace } from './workspace.ts'

/** What every audit is told. */
export interface AuditOptions {
  /** The seeds that the strategy may name, custom ones among them. */
  readonly catalogue: Catalogue
  /** Names the chance in it; 1 by default. */
  readonly seed?: RandomSeed
}

/** A strategy under audit on a market. */
export interface Audit {
  readonly where: string
  readonly strategy: Strategy
  readonly bars: Bars
  readonly catalogue: Catalogue
  readonly seed: RandomSeed
  /** Warm-up that the strategy declares. */
  readonly warmup: number
  /** The places of the parts in the order they run: the entries, their vote (-1), the others. */
  readonly order: readonly number[]
}

/** Every column of a run by its place, in the order they were written; fewer when a seed threw. */
export interface WatchedRun {
  readonly columns: ReadonlyMap<number, Column>
  /** What a seed threw; undefined when none did. */
  readonly thrown: unknown
}

/** Checks what an audit is told; `own` are the names of the options that only the caller has. */
export function openAudit(
  where: string,
  [strategy, bars]: readonly [Strategy, Bars],
  options: AuditOptions,
  own: readonly string[],
): Audit {
  checkKeys(where, options, ['catalogue', 'seed', ...own])
  const { catalogue, seed = 1 } = options
  if (typeof catalogue?.axes?.get !== 'function') {
    refuse(where, 'catalogue', catalogue, { rule: 'a catalogue of seeds', remedy: 'Make one with catalogue([...]).' })
  }
  checkShape(where, bars)
  refuseProblems(where, strategy, catalogue, 'invalid-argument')
  checkMarket(where, strategy, bars, catalogue)
  const places = strategy.parts.map((part, place) => ({ place, role: seedOf(where, catalogue, part).role }))
  const entries = places.filter(({ role }) => role === 'entry')
  const others = places.filter(({ role }) => role !== 'entry')
  const order = [...entries.map(({ place }) => place), -1, ...others.map(({ place }) => place)]
  return { where, strategy, bars, catalogue, seed, warmup: warmupOf(strategy, catalogue), order }
}

/** Refuses a market that is too short to be cut. */
export function checkLength({ where, bars, warmup }: Audit, fewest: number): void {
  checkInteger(where, 'bars.length', bars.length, {
    min: fewest,
    remedy: `The strategy declares a warm-up of ${warmup}: give ${bars.symbol} more bars.`,
  })
}

/** Runs the strategy on some bars with nothing kept from before, and copies what stood behind each part. */
export function watchedRun({ strategy, catalogue }: Audit, bars: Bars): WatchedRun {
  const columns = new Map<number, Column>()
  const workspace = new Workspace(catalogue, { bytes: 0 })
  const watch = (place: number, column: Column) => void columns.set(place, column.slice())
  try {
    runParts(new Float64Array(bars.length), strategy, { bars, workspace, watch })
    return { columns, thrown: undefined }
  } catch (error) {
    return { columns, thrown: error }
  }
}

/** The exposure at the end of a run; what a seed threw is thrown. */
export function finalColumn({ order }: Audit, { columns, thrown }: WatchedRun): Column {
  const last = columns.get(order[order.length - 1])
  if (thrown !== undefined || last === undefined) throw thrown
  return last
}

/** What a place is called in a sentence. */
export function nameOf({ strategy }: Audit, place: number): string {
  return place < 0 ? 'The vote of the entries' : `Part ${place}, ${strategy.parts[place].seed},`
}
