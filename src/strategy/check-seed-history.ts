import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import type { SeedFinding } from './check-seed-report.ts'
import { type Genes, rowsOf, type Trial } from './check-seed-trial.ts'

/** Markets a draw is started on anew. */
const MARKETS = 4
/** Starts on each, of which one is followed to the end. */
const STARTS = 5
/** Rows behind the warm-up that are compared with those of a market that began earlier. */
const ROWS = 10
/** Sizes that differ by no more than this agree: an average that forgets slowly is not quite the same. */
const NEAR = 0.25
/** Warm-ups and rows after which no start may matter any more. */
const SETTLED = 4
const SETTLED_ROWS = 200
/** The share of the rows that must be the same from there on. */
const SAME = 0.9
/** Fewer rows would tell nothing of a share. */
const FEWEST = 20

/** How often a young market says what an old one says. */
interface Tally {
  rows: number
  same: number
  example: (Pick<SeedFinding, 'genes' | 'market' | 'bar'> & { readonly said: readonly [number, number] }) | undefined
}

/** Draws whose warm-up leaves half of a market. */
export function ableDraws(trial: Trial): Genes[] {
  const longest = Math.max(...trial.options.markets.map(({ length }) => length))
  return trial.draws.filter((genes) => 2 * (trial.warmup(genes) + 1) < longest)
}

/** Markets of a draw, another few for each. */
export function someMarkets({ options: { markets } }: Trial, place: number): Bars[] {
  return Array.from({ length: Math.min(MARKETS, markets.length) }, (_, i) => markets[(place + i) % markets.length])
}

/**
 * A run on the rows `from` to before `to` alone, and the exposure it found, in rows of the whole market: a position that
 * begins as the warm-up ends, or none for an entry.
 */
export function youngRun(
  trial: Trial,
  [genes, bars]: readonly [Genes, Bars],
  [from, to]: readonly [number, number],
): { readonly column: Column; readonly found: Column } {
  const found = new Float64Array(bars.length)
  const side = from % 2 === 0 ? 1 : -1
  if (trial.seed.role !== 'entry') found.fill(side, from + trial.warmup(genes))
  const end = Math.min(to, bars.length)
  return { column: trial.runOnce(rowsOf(bars, from, end), genes, { found: found.subarray(from, end) }), found }
}

/** Whether bars before the warm-up decide what is said behind it. */
export function unlikeHistory(trial: Trial): SeedFinding | undefined {
  const random = trial.stream('history')
  const young: Tally = { rows: 0, same: 0, example: undefined }
  const settled: Tally = { rows: 0, same: 0, example: undefined }
  for (const [place, genes] of ableDraws(trial).entries()) {
    const warmup = trial.warmup(genes)
    const calm = Math.max(SETTLED_ROWS, SETTLED * (warmup + 1))
    for (const bars of someMarkets(trial, place)) {
      const last = bars.length - warmup - 2
      if (last < 1) continue
      const old = trial.seed.role === 'entry' ? trial.run(bars, genes) : undefined
      const compare = (from: number, to: number) => {
        const { column, found } = youngRun(trial, [genes, bars], [from, to])
        const whole = (old ?? trial.run(bars, genes, { found })).subarray(from, to)
        const name = `${bars.symbol} from row ${from} on`
        const pair = { genes, market: name, column, whole }
        for (const t of soonSaid(trial, column, warmup)) note(young, pair, t)
        for (let t = calm; t < column.length; t++) if (column[t] !== 0 || whole[t] !== 0) note(settled, pair, t)
      }
      compare(random.int(1, Math.max(1, bars.length - calm - 1)), bars.length)
      for (let i = 1; i < STARTS; i++) {
        const from = random.int(1, last)
        compare(from, from + warmup + ROWS)
      }
    }
  }
  return unlike(trial, young, trial.options.agreement) ?? unlike(trial, settled, SAME)
}

/** What a market says that begins late, and what one that began before. */
interface Pair {
  readonly genes: Genes
  readonly market: string
  readonly column: Column
  readonly whole: Column
}

function note(tally: Tally, { genes, market, column, whole }: Pair, t: number): void {
  tally.rows++
  if (!(Math.abs(column[t] - whole[t]) > NEAR)) tally.same++
  else tally.example ??= { genes, market, bar: t, said: [column[t], whole[t]] }
}

/** Rows soon behind the warm-up in which an entry begins to say something, or anything else says anything. */
function soonSaid({ seed }: Trial, column: Column, warmup: number): number[] {
  const rows = Array.from({ length: Math.min(ROWS, column.length - warmup) }, (_, i) => warmup + i)
  if (seed.role !== 'entry') return rows
  return rows.filter((t) => column[t] !== 0 && (t === 0 || column[t - 1] !== column[t]))
}

function unlike(trial: Trial, { rows, same, example }: Tally, share: number): SeedFinding | undefined {
  if (example === undefined || rows < FEWEST || same >= share * rows) return undefined
  const { said, ...place } = example
  const when = share === SAME ? `even ${SETTLED} warm-ups and ${SETTLED_ROWS} rows on` : 'right behind its warm-up'
  const sentence =
    `The warm-up of ${trial.seed.name} is too short: ${when}, bars before it decide. In ${rows - same} of ${rows} rows it says ` +
    `something else than on the market that begins earlier; here it says ${said[0]} in place of ${said[1]}, with a warm-up of ` +
    `${trial.warmup(place.genes)}. Wait until windows are full and averages have forgotten their first bar, and anchor nothing at row 0.`
  return { ...place, expected: `${said[1]}, as with the longer history`, sentence }
}
