import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { checkRandom } from '../random/check-items.ts'
import type { Random } from '../random/random.ts'
import { BOOTSTRAPS, type BootstrapKind, bestLength } from './block-length.ts'

/** How many resamples, and of which blocks. */
export interface BootstrapOptions {
  /** Number of resamples; 1000 by default. */
  readonly resamples?: number
  /**
   * `'stationary'` (default): blocks of random length, geometric with mean `block` (Politis and Romano 1994).
   * `'circular'`: blocks of one length, the last row followed by the first. `'moving'`: the same without going round, so
   * that rows at the ends are drawn less often.
   */
  readonly kind?: BootstrapKind
  /** Rows of a block; 1 draws rows one by one. By default `blockLength`, for several columns the mean of theirs. */
  readonly block?: number
}

/**
 * The rows of bootstrap resamples, one list of row numbers for each, as long as the column: what the tests here are fed
 * with, so that they can be repeated, shared between tests and checked without chance. Several columns are drawn together,
 * which keeps how they move with each other. For little memory make them one by one with `drawRows`.
 *
 * @example
 * const column = Float64Array.of(5, 3, 8, 1, 9, 2)
 * const draws = bootstrapDraws(randomFrom(42), column, { resamples: 200, block: 2, kind: 'circular' })
 * draws.length // => 200
 * draws.every(([first, second]) => second === (first + 1) % 6) // => true
 */
export function bootstrapDraws(
  random: Random,
  columns: Column | readonly Column[],
  options: BootstrapOptions = {},
): Uint32Array[] {
  const where = 'bootstrapDraws'
  checkRandom(where, random)
  checkKeys(where, options, ['resamples', 'kind', 'block'])
  const { resamples = 1000, kind = 'stationary' } = options
  checkInteger(where, 'resamples', resamples, { min: 1 })
  checkOneOf(where, 'kind', kind, BOOTSTRAPS)
  const panel = columns instanceof Float64Array ? [columns] : columns
  const rows = checkPanel(where, panel)
  const { block = automatic(where, panel, kind) } = options
  return Array.from({ length: resamples }, () => drawRows(random, rows, { kind, block }))
}

/**
 * One resample of so many rows: see `bootstrapDraws`. Here the block length must be given.
 *
 * @example
 * drawRows(randomFrom(42), 8, { kind: 'moving', block: 8 }) // => Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7)
 */
export function drawRows(
  random: Random,
  rows: number,
  options: { readonly kind?: BootstrapKind; readonly block: number },
): Uint32Array {
  checkRandom('drawRows', random)
  checkKeys('drawRows', options, ['kind', 'block'])
  const { kind = 'stationary', block } = options
  checkOneOf('drawRows', 'kind', kind, BOOTSTRAPS)
  checkInteger('drawRows', 'rows', rows, { min: 1 })
  if (kind === 'stationary') checkNumber('drawRows', 'block', block, { min: 1, max: rows })
  else checkInteger('drawRows', 'block', block, { min: 1, max: rows })
  return kind === 'stationary' ? stationary(random, rows, block) : fixed(random, rows, options)
}

function stationary(random: Random, rows: number, block: number): Uint32Array {
  const drawn = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) {
    const goesOn = i > 0 && random.float() >= 1 / block
    drawn[i] = goesOn ? (drawn[i - 1] + 1) % rows : random.int(0, rows - 1)
  }
  return drawn
}

function fixed(random: Random, rows: number, { kind, block }: { kind?: BootstrapKind; block: number }): Uint32Array {
  const drawn = new Uint32Array(rows)
  const last = kind === 'moving' ? rows - block : rows - 1
  for (let i = 0; i < rows; i++) drawn[i] = i % block === 0 ? random.int(0, last) : (drawn[i - 1] + 1) % rows
  return drawn
}

/** Refuses anything but columns of one length that are all finite; gives that length. */
export function checkPanel(where: string, columns: readonly Column[]): number {
  checkInteger(where, 'columns.length', columns.length, { min: 1 })
  for (const [k, column] of columns.entries()) {
    checkColumn(where, `columns[${k}]`, column, columns[0].length)
    checkFinite(where, `columns[${k}]`, column)
  }
  return columns[0].length
}

function automatic(where: string, columns: readonly Column[], kind: BootstrapKind): number {
  checkInteger(where, 'columns[0].length', columns[0].length, { min: 9, remedy: 'Or give the block length.' })
  const mean = columns.reduce((sum, column) => sum + bestLength(column, kind), 0) / columns.length
  if (Number.isNaN(mean)) {
    refuse(where, 'columns', columns, {
      rule: 'columns that vary',
      remedy: 'Leave out constant ones, or give the block length.',
    })
  }
  return kind === 'stationary' ? mean : Math.ceil(mean)
}
