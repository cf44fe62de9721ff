import type { Column } from '../base/column.ts'
import { OrganismError } from '../base/error.ts'
import { checkInteger } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { randomFrom } from '../random/random-from.ts'
import { cutsOf, earlyCuts } from './audit-cuts.ts'
import { rewriteFuture } from './audit-future.ts'
import {
  type Audit,
  type AuditOptions,
  checkLength,
  finalColumn,
  nameOf,
  openAudit,
  type WatchedRun,
  watchedRun,
} from './audit-runs.ts'
import { hintAt } from './check-seed-ahead.ts'
import { rowsOf } from './check-seed-trial.ts'
import type { Strategy } from './strategy.ts'

/** How it was looked for a look ahead. */
export interface LookAheadOptions extends AuditOptions {
  /** Rows at which the future is taken away; 40 by default, at most as many as there are. */
  readonly cuts?: number
}

/** What was done to the future: nothing, it was taken away, or other bars were put there. */
export type Future = 'repeated' | 'truncated' | 'rewritten'

/** The first row that knows its future. */
export interface LookAheadFinding {
  readonly future: Future
  /** The row at which the future begins: rows before it were the same in both runs. */
  readonly cut: number
  /** The first row, of all cuts, that is not the same. */
  readonly row: number
  /** Place of the part whose column it is, -1 for the vote. Its input was the same up to this row. */
  readonly part: number
  /** Name of its seed; `'vote'` for the vote. */
  readonly seed: string
  /** What the part says there on the whole market, and with the other future; NaN when it threw. */
  readonly whole: number
  readonly other: number
  readonly sentence: string
}

/** Whether a strategy knows its future. */
export interface LookAheadReport {
  readonly passed: boolean
  /** The rows at which the future was changed, ascending. */
  readonly cuts: readonly number[]
  readonly finding?: LookAheadFinding
}

/**
 * Whether what a strategy wants at a row follows from the bars up to that row. The market is cut at many rows: around changes
 * of its exposure, behind the bars of largest volume, range and move, and by chance. Behind each cut the bars are first taken
 * away, then replaced with wild ones that go the other way, at other prices, times and volumes. Every part must say the same
 * before the cut, bit for bit, also where a later part hides it. A part that looks ahead is named with the first row that gives
 * it away. Works for custom seeds: `catalogue` knows them. What passes may still look ahead in rows that no cut touched; more
 * cuts see more. A seed that keeps what it was shown between calls is caught for sure only where this audit is the first to
 * run it. O(cuts x bars).
 *
 * @example
 * const strategy = { parts: [partOf(emaCrossover)] }
 * auditLookAhead(strategy, showcaseMarket('chop'), { catalogue: catalogue([emaCrossover]) }).passed // => true
 * const peek = seed({
 *   name: 'peek', role: 'entry', version: 1, idea: 'Buys before a rise. It reads the next bar.', showcase: 'chop', genes: {},
 *   say: () => 'Buy before a rise', warmup: () => 0,
 *   write({ close }, _genes, exposure) { for (let t = 0; t < close.length; t++) exposure[t] = close[t + 1] > close[t] ? 1 : 0 },
 * })
 * const { passed, finding } = auditLookAhead({ parts: [partOf(peek)] }, showcaseMarket('chop'), { catalogue: catalogue([peek]) })
 * [passed, finding.seed, finding.row === finding.cut - 1] // => [false, 'peek', true]
 */
export function auditLookAhead(strategy: Strategy, bars: Bars, options: LookAheadOptions): LookAheadReport {
  const audit = openAudit('auditLookAhead', [strategy, bars], options, ['cuts'])
  const { cuts: wanted = 40 } = options
  checkInteger(audit.where, 'cuts', wanted, { min: 2 })
  checkLength(audit, audit.warmup + 3)
  // The shortest first, and the whole after them: who keeps what it was shown must not know a future before it is asked.
  const early = earlyCuts(audit, wanted)
  const heard = early.map((cut) => watchedRun(audit, rowsOf(bars, 0, cut)))
  const run = watchedRun(audit, bars)
  const exposure = finalColumn(audit, run)
  const whole = run.columns
  const cuts = cutsOf(audit, exposure, early, wanted)
  let first = compare(audit, whole, { future: 'repeated', cut: bars.length, run: watchedRun(audit, bars) })
  for (const cut of cuts) {
    if (first?.future === 'repeated') break
    const truncated = heard[early.indexOf(cut)] ?? watchedRun(audit, rowsOf(bars, 0, cut))
    const futures: Changed[] = [
      { future: 'truncated', cut, run: truncated },
      { future: 'rewritten', cut, run: watchedRun(audit, otherFuture(audit, cut)) },
    ]
    for (const changed of futures) {
      const found = compare(audit, whole, changed)
      if (found !== undefined && (first === undefined || found.row < first.row)) first = found
    }
  }
  return first === undefined ? { passed: true, cuts } : { passed: false, cuts, finding: first }
}

/** The market with wild bars from a row on that go the other way than the real ones did. */
function otherFuture({ bars, seed }: Audit, cut: number): Bars {
  return rewriteFuture(randomFrom(seed, 'audit', 'future', cut), bars, cut, bars.close[cut] <= bars.close[cut - 1])
}

/** A run on a market whose rows before `cut` are those of the whole one. */
interface Changed {
  readonly future: Future
  readonly cut: number
  readonly run: WatchedRun
}

function compare(audit: Audit, whole: ReadonlyMap<number, Column>, changed: Changed): LookAheadFinding | undefined {
  const { columns, thrown } = changed.run
  let found: { row: number; part: number } | undefined
  for (const [part, column] of columns) {
    const row = differenceOf(column, whole.get(part) as Column, changed.cut)
    if (row >= 0 && (found === undefined || row < found.row)) found = { row, part }
  }
  if (found === undefined) {
    // On wild bars a seed may fail for what it finds there, which says nothing of the rows before.
    if (thrown === undefined || changed.future === 'rewritten') return undefined
    return findingOfThrow(audit, whole, changed, { columns, thrown })
  }
  const { row, part } = found
  const [own, other] = [(whole.get(part) as Column)[row] + 0, (columns.get(part) as Column)[row] + 0]
  return {
    ...placed(audit, changed, part),
    row,
    whole: own,
    other,
    sentence: sentenceOf(audit, changed, { row, part, own, other }),
  }
}

/** First row before `end` in which two columns differ, 0 and -0 being one number; -1 where there is none. */
function differenceOf(a: Column, b: Column, end: number): number {
  for (let t = 0; t < end; t++) if (a[t] !== b[t]) return t
  return -1
}

function placed({ strategy }: Audit, { future, cut }: Changed, part: number) {
  return { future, cut, part, seed: part < 0 ? 'vote' : strategy.parts[part].seed }
}

/** The part that ran when something was thrown is the one behind those that were heard. */
function findingOfThrow(
  audit: Audit,
  whole: ReadonlyMap<number, Column>,
  changed: Changed,
  { columns, thrown }: { readonly columns: ReadonlyMap<number, Column>; readonly thrown: unknown },
): LookAheadFinding {
  const part = audit.order[columns.size]
  const row = (thrown instanceof OrganismError ? thrown.problems[0]?.row : undefined) ?? changed.cut - 1
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const sentence = `${nameOf(audit, part)} does not stand a market with another future behind row ${changed.cut - 1}: ${message}`
  return {
    ...placed(audit, changed, part),
    row,
    whole: (whole.get(part) as Column)[row] + 0,
    other: Number.NaN,
    sentence,
  }
}

interface Difference {
  readonly row: number
  readonly part: number
  readonly own: number
  readonly other: number
}

function sentenceOf(audit: Audit, { future, cut }: Changed, { row, part, own, other }: Difference): string {
  const who = nameOf(audit, part)
  if (future === 'repeated') {
    return `${who} says ${own} at row ${row}, and ${other} when it is asked again: it keeps state between calls, or draws by chance.`
  }
  const when =
    future === 'truncated' ? `while the market ends at row ${cut - 1}` : `when other bars follow row ${cut - 1}`
  return `${who} looks ahead: row ${row} is ${own} on the whole market, and ${other} ${when}. ${hintAt(row, cut - 1)}`
}
