import type { Column } from '../base/column.ts'
import { type Axis, valueAt } from '../genome/axis.ts'
import { geneValueOf } from '../genome/blueprint.ts'
import type { GeneValue } from '../genome/gene.ts'
import type { Bars } from '../market/bars.ts'
import type { Random } from '../random/random.ts'
import { type RandomSeed, randomFrom } from '../random/random-from.ts'
import { catalogue } from './catalogue.ts'
import type { SeedFinding } from './check-seed-report.ts'
import { type Chance, drawnPart } from './part-of.ts'
import type { Seed } from './seed.ts'
import { Workspace } from './workspace.ts'

/** Values for the genes of a seed. */
export type Genes = Readonly<Record<string, GeneValue>>

/** A check of the contract: what is wrong, or nothing. */
export type Check = (trial: Trial) => SeedFinding | undefined

/** Everything about a trial that was decided before it. */
export interface TrialOptions {
  readonly markets: readonly Bars[]
  readonly draws: number
  readonly seed: RandomSeed
  readonly agreement: number
  readonly scaleFree: readonly ('prices' | 'volumes')[]
}

/** What a run may be given besides market and genes. */
export interface RunOptions {
  /** The exposure that is there before the part acts; zeros for an entry, changing positions for the other roles. */
  readonly found?: Column
  readonly workspace?: Workspace
}

/** Bytes of indicators that are kept while a seed is tried. */
const KEPT = 2 ** 24
const SIZES = [1, -1, 0.5, -0.5, 1, -1, 0.25, 0]

/** A seed on trial: its markets, its gene draws, and how it is run. */
export class Trial {
  readonly seed: Seed
  readonly options: TrialOptions
  /** The defaults, the lowest values, the highest, then draws by chance. */
  readonly draws: readonly Genes[]
  readonly axes: Readonly<Record<string, Axis>>
  /** Positions as an entry might leave them, for as many rows as the longest market has. */
  readonly positions: Column
  /** What was run last, for the report of an exception. */
  at: { readonly genes: Genes; readonly market: string }
  readonly #warm: Workspace
  readonly #cold: Workspace

  constructor(seed: Seed, options: TrialOptions) {
    const known = catalogue([seed])
    this.seed = seed
    this.options = options
    this.axes = known.axes.get(seed) ?? {}
    const chance = this.stream('draws')
    this.draws = Array.from({ length: options.draws }, (_, i) => this.#draw(i, () => drawnPart(known, seed, chance)))
    this.positions = positionsOf(Math.max(...options.markets.map(({ length }) => length)), this.stream('positions'))
    this.at = { genes: this.draws[0], market: 'all' }
    this.#warm = new Workspace(known, { bytes: KEPT })
    this.#cold = new Workspace(known, { bytes: 0 })
  }

  /** A stream of its own for each purpose. */
  stream(purpose: string): Random {
    return randomFrom(this.options.seed, 'check-seed', this.seed.name, purpose)
  }

  /** A workspace that has seen nothing. */
  workspace(): Workspace {
    return new Workspace(catalogue([this.seed]))
  }

  /** First row at which the seed says that it can speak. */
  warmup(genes: Genes): number {
    this.at = { genes, market: 'all' }
    const rows = this.seed.warmup(genes as never)
    if (Number.isSafeInteger(rows) && rows >= 0) return rows
    throw new RangeError(`warmup gives ${rows} and not a number of rows`)
  }

  /** The exposure the seed leaves, without signs on zeros. */
  run(bars: Bars, genes: Genes, { found, workspace = this.#warm }: RunOptions = {}): Column {
    this.at = { genes, market: bars.symbol }
    const column = new Float64Array(bars.length)
    if (found !== undefined) column.set(found)
    else if (this.seed.role !== 'entry') column.set(this.positions.subarray(0, bars.length))
    workspace.within(() => this.seed.write(bars, genes as never, column, workspace))
    for (let t = 0; t < column.length; t++) column[t] += 0
    return column
  }

  /** The same on bars that are used once: nothing of them is kept. */
  runOnce(bars: Bars, genes: Genes, options: RunOptions = {}): Column {
    return this.run(bars, genes, { ...options, workspace: this.#cold })
  }

  /** Draws and markets in turn: each draw a share of `effort` times, each time on another market. */
  pairs(effort = 1): (readonly [genes: Genes, bars: Bars])[] {
    const { markets } = this.options
    const count = Math.ceil(this.draws.length * effort)
    return Array.from({ length: count }, (_, i) => {
      const round = Math.floor(i / this.draws.length)
      return [this.draws[i % this.draws.length], markets[(i + round) % markets.length]] as const
    })
  }

  /** These genes with one of them at a place of its range. */
  genesAt(genes: Genes, name: string, place: number): Genes {
    return { ...genes, [name]: geneValueOf(this.seed.genes[name], valueAt(this.axes[name], place)) }
  }

  #draw(place: number, byChance: () => { readonly genes: Genes }): Genes {
    if (place > 2) return byChance().genes
    const genes = Object.entries(this.seed.genes).map(([name, gene]) => {
      if (place === 0) return [name, gene.default]
      return [name, geneValueOf(gene, valueAt(this.axes[name], place - 1))]
    })
    return Object.fromEntries(genes)
  }
}

/** The rows from `from` to before `to` in columns of their own, under a name that says so. */
export function rowsOf(bars: Bars, from: number, to: number): Bars {
  const cut = mapColumns(bars, (column) => column.slice(from, to))
  return { ...cut, length: to - from, symbol: `${bars.symbol}, rows ${from} to ${to - 1}` }
}

/** A market with every column replaced. */
export function mapColumns(bars: Bars, change: (column: Column, name: string) => Column): Bars {
  const { time, open, high, low, close, volume, funding, extras } = bars
  const own = { time, open, high, low, close, volume, ...(funding === undefined ? {} : { funding }) }
  const changed = Object.fromEntries(Object.entries(own).map(([name, column]) => [name, change(column, name)]))
  const others = Object.entries(extras ?? {}).map(([name, column]) => [name, change(column, `extras.${name}`)])
  return { ...bars, ...changed, ...(extras === undefined ? {} : { extras: Object.fromEntries(others) }) }
}

/** First row from `from` to before `to` in which two columns are not the same number; -1 where there is none. */
export function firstDifference(a: Column, b: Column, [from, to]: readonly [number, number]): number {
  for (let t = from; t < to; t++) if (!Object.is(a[t], b[t])) return t
  return -1
}

/** Rows at which a column takes another value than in the row before, from row `from` on. */
export function changesOf(column: Column, from = 1): number[] {
  const rows: number[] = []
  for (let t = Math.max(1, from); t < column.length; t++) if (column[t] !== column[t - 1]) rows.push(t)
  return rows
}

/** At most `count` of a list, by chance, in no order. */
export function someOf<T>(list: readonly T[], count: number, random: Pick<Chance, 'int'>): T[] {
  if (list.length <= count) return [...list]
  return Array.from({ length: count }, () => list[random.int(0, list.length - 1)])
}

function positionsOf(length: number, random: Pick<Chance, 'int'>): Column {
  const column = new Float64Array(length)
  for (let t = 0; t < length; ) {
    const rows = random.int(3, 60)
    column.fill(SIZES[random.int(0, SIZES.length - 1)], t, t + rows)
    t += rows
  }
  return column
}
