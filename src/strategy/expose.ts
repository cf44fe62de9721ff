import { type Changes, changesOf, forgetBefore, roomForChanges } from '../backtest/changes.ts'
import type { Column } from '../base/column.ts'
import { checkColumn, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { seedOf } from './catalogue.ts'
import { checkMarket, refuseProblems } from './check-strategy.ts'
import { holdInto } from './coarse.ts'
import type { Seed } from './seed.ts'
import type { Part, Strategy } from './strategy.ts'
import { warmupOf } from './warmup.ts'
import type { Workspace } from './workspace.ts'

/** Is shown the column behind each part, by its place in the strategy, and the vote as place -1. */
export type Watcher = (place: number, column: Column) => void

/**
 * The exposure column of a strategy on a market: `exposure[t]`, the share of equity wanted, decided with bars 0..t.
 *
 * The entries vote: their mean, 0 where its size is below `agreement`, and 0 before the strategy's warm-up is over.
 * Filters, stops and sizes then act on the vote in the order of the parts. A part with `every` works on completed coarse
 * bars, and what it said holds until the next completes.
 *
 * @example
 * const strategy = { parts: [{ seed: 'ema-crossover', version: 1, genes: { fast: 5, gap: 15, side: 'long' } }] }
 * const exposure = expose(strategy, showcaseMarket('rise'), new Workspace(catalogue([emaCrossover])))
 * exposure.at(-1) // => 1
 */
export function expose(strategy: Strategy, bars: Bars, workspace: Workspace): Column {
  return exposeInto(new Float64Array(bars.length), strategy, bars, workspace)
}

/** {@link expose} into a column of the caller. */
export function exposeInto(out: Column, strategy: Strategy, bars: Bars, workspace: Workspace): Column {
  checkColumn('expose', 'out', out, bars.length)
  return runParts(out, strategy, { bars, workspace })
}

/** An exposure for whoever reads it at once: a scratch column, and where it changes, both good until the next one. */
export interface Decided {
  readonly exposure: Column
  readonly changes: Changes
}

/** {@link expose} on a scratch column, its changes noted on the way. */
export function decide(strategy: Strategy, bars: Bars, workspace: Workspace): Decided {
  const { changes } = workspace
  const exposure = workspace.rough(bars.length)
  roomForChanges(exposure, changes)
  runParts(exposure, strategy, { bars, workspace, changes })
  return { exposure, changes }
}

/** The market and the workspace a strategy runs in, who looks on, and where the changes of the result are noted. */
interface Run {
  readonly bars: Bars
  readonly workspace: Workspace
  readonly watch?: Watcher | undefined
  readonly changes?: Changes | undefined
}

/** Runs every part in its order. */
export function runParts(out: Column, strategy: Strategy, run: Run): Column {
  const { bars, workspace, watch, changes } = run
  const { catalogue } = workspace
  workspace.rewrites(out)
  refuseProblems('expose', strategy, catalogue, 'invalid-argument')
  checkMarket('expose', strategy, bars, catalogue)
  const { agreement = 0 } = strategy
  const warmup = warmupOf(strategy, catalogue)
  const parts = strategy.parts.map((part, place): Placed => ({ place, part, seed: seedOf('expose', catalogue, part) }))
  const entries = parts.filter(({ seed }) => seed.role === 'entry')
  const others = parts.filter(({ seed }) => seed.role !== 'entry')
  const last = others.at(-1) ?? (entries.length === 1 && agreement === 0 ? entries[0] : null)
  vote(out, entries, { ...run, changes: entries[0] === last ? changes : undefined })
  agree(out, agreement, warmup)
  if (changes !== undefined && last === entries[0]) forgetBefore(changes, out, warmup)
  watch?.(-1, out)
  for (const placed of others) {
    workspace.within(() => apply(out, placed, bars, workspace))
    checkWritten(out, placed, placed === last ? changes : undefined)
    watch?.(placed.place, out)
  }
  if (changes !== undefined && last === null) changesOf(out, changes)
  return out
}

interface Placed {
  readonly place: number
  readonly part: Part
  readonly seed: Seed
}

/** The mean of the entries. */
function vote(out: Column, entries: readonly Placed[], { bars, workspace, watch, changes }: Run): void {
  out.fill(0)
  for (const placed of entries) {
    workspace.within(() => {
      const said = entries.length === 1 ? out : workspace.scratch(out.length)
      writeEntry(said, placed, bars, workspace)
      checkWritten(said, placed, changes)
      watch?.(placed.place, said)
      if (said !== out) for (let t = 0; t < out.length; t++) out[t] += said[t]
    })
  }
  if (entries.length > 1) for (let t = 0; t < out.length; t++) out[t] /= entries.length
}

/** Silences weak votes, and all that come before the warm-up is over. */
function agree(out: Column, agreement: number, warmup: number): void {
  out.fill(0, 0, warmup)
  if (agreement === 0) return
  for (let t = warmup; t < out.length; t++) if (Math.abs(out[t]) < agreement) out[t] = 0
}

function writeEntry(out: Column, { part, seed }: Placed, bars: Bars, workspace: Workspace): void {
  const { genes, every = 1 } = part
  if (every === 1) {
    seed.write(bars, genes as never, out, workspace)
    return
  }
  const coarse = workspace.coarse(bars, every)
  const said = workspace.scratch(coarse.bars.length)
  seed.write(coarse.bars, genes as never, said, workspace)
  holdInto(out, said, coarse.latest)
}

function apply(out: Column, { part, seed }: Placed, bars: Bars, workspace: Workspace): void {
  const { genes, every = 1 } = part
  if (every === 1) {
    seed.write(bars, genes as never, out, workspace)
    return
  }
  // A factor may differ by side, so it is asked for both: once over ones, once over minus ones.
  const coarse = workspace.coarse(bars, every)
  const [long, short] = [1, -1].map((side) => {
    const factor = workspace.scratch(coarse.bars.length).fill(side)
    seed.write(coarse.bars, genes as never, factor, workspace)
    return holdInto(workspace.scratch(out.length), factor, coarse.latest)
  })
  for (let t = 0; t < out.length; t++) out[t] *= out[t] > 0 ? long[t] : -short[t]
}

/**
 * Refuses what no seed may write, writes every 0 as one (a short times 0 is -0, which equals 0 and yet is other bits), and
 * notes the changes if asked to. Four rows a turn, because what repeats the row before needs no second look.
 */
function checkWritten(column: Column, placed: Placed, changes: Changes | undefined): void {
  const { length } = column
  const rows = changes?.rows
  let count = 0
  let seen = column[0]
  let t = 0
  if (!(Math.abs(seen) <= 1)) refuseWritten(column, 0, placed)
  while (t < length) {
    const end = t + 4
    if (end <= length) {
      if (column[t] === seen && column[t + 1] === seen && column[t + 2] === seen && column[t + 3] === seen) {
        if (seen === 0) {
          column[t] = 0
          column[t + 1] = 0
          column[t + 2] = 0
          column[t + 3] = 0
        }
        t = end
        continue
      }
    }
    for (; t < length && t < end; t++) {
      const value = column[t] + 0
      column[t] = value
      if (value === seen) continue
      if (!(Math.abs(value) <= 1)) refuseWritten(column, t, placed)
      if (rows !== undefined) rows[count++] = t
      seen = value
    }
  }
  if (changes !== undefined) changes.count = count
}

function refuseWritten(column: Column, row: number, { place, seed }: Placed): never {
  return refuse('expose', `the exposure behind part ${place}, ${seed.name},`, column[row], {
    rule: 'from -1 to 1',
    row,
    code: 'invalid-column',
    remedy: 'Mend the seed: what it writes must be a share of equity in every row.',
  })
}
