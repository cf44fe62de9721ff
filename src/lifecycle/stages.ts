import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { evenRanges, type RowRange } from '../validation/row-range.ts'

/** Fewer returns have no Sharpe ratio. */
const FEWEST_ROWS = 4
/** Fractions may miss 1 by so much, for rounding. */
const ROUNDING = 1e-9

/** How the bars are parted. */
export interface StageOptions {
  /** Shares of all bars; 0.6, 0.2 and 0.2 by default. They add up to 1. */
  readonly fractions?: { readonly inSample: number; readonly outOfSample: number; readonly walkForward: number }
  /** Neighbouring windows that the walk forward is judged in; 4 by default. */
  readonly windows?: number
  /**
   * Rows that nobody scores at the beginning of a later stage, where a position chosen before still stands; by default one
   * in a hundred of all bars.
   */
  readonly embargo?: number
  /** Rows at the start that warm the indicators and are not scored; 0 by default. */
  readonly warmup?: number
}

/** The rows of every stage: what a search may look at, and what it may not. */
export interface Stages {
  /** The rows to search on: `sliceBars(bars, 0, inSample.to)` holds them and their warm-up. */
  readonly inSample: RowRange
  readonly outOfSample: RowRange
  /** Neighbouring windows of the walk forward. */
  readonly windows: readonly RowRange[]
  readonly embargo: number
  readonly warmup: number
}

/** Names of the options of stages. */
export const STAGE_KEYS: readonly string[] = ['fractions', 'windows', 'embargo', 'warmup']

/**
 * The rows of the stages that a gauntlet runs through, so that a search can be kept to its own: in sample, out of sample,
 * walk forward, oldest first. No row is in two of them.
 *
 * @example
 * const stages = gauntletStages(1000, { warmup: 50 })
 * stages.inSample // => { from: 50, to: 600 }
 * stages.outOfSample // => { from: 610, to: 800 }
 * stages.windows[0] // => { from: 810, to: 858 }
 */
export function gauntletStages(rows: number, options: StageOptions = {}): Stages {
  checkKeys('gauntletStages', options, STAGE_KEYS)
  return stagesOf('gauntletStages', rows, options)
}

/** `gauntletStages` on behalf of another door. */
export function stagesOf(where: string, rows: number, options: StageOptions): Stages {
  checkInteger(where, 'rows', rows, { min: 1 })
  const { fractions = { inSample: 0.6, outOfSample: 0.2, walkForward: 0.2 }, windows = 4, warmup = 0 } = options
  const { embargo = Math.floor(0.01 * rows) } = options
  checkFractions(where, fractions)
  checkInteger(where, 'windows', windows, { min: 1 })
  checkInteger(where, 'embargo', embargo, { min: 0 })
  checkInteger(where, 'warmup', warmup, { min: 0 })
  const first = Math.round(rows * fractions.inSample)
  const second = Math.round(rows * (fractions.inSample + fractions.outOfSample))
  const inSample = { from: warmup, to: first }
  const outOfSample = { from: first + embargo, to: second }
  const start = second + embargo
  checkRows(where, 'in-sample', inSample.to - inSample.from, FEWEST_ROWS)
  checkRows(where, 'out-of-sample', outOfSample.to - outOfSample.from, FEWEST_ROWS)
  checkRows(where, 'walk-forward', rows - start, FEWEST_ROWS * windows)
  const parts = evenRanges(rows - start, windows).map(({ from, to }) => ({ from: from + start, to: to + start }))
  return { inSample, outOfSample, windows: parts, embargo, warmup }
}

function checkFractions(where: string, fractions: NonNullable<StageOptions['fractions']>): void {
  checkKeys(`${where}: fractions`, fractions, ['inSample', 'outOfSample', 'walkForward'])
  const { inSample, outOfSample, walkForward } = fractions
  for (const [name, value] of Object.entries({ inSample, outOfSample, walkForward })) {
    checkNumber(where, `fractions.${name}`, value, { above: 0, below: 1 })
  }
  const total = inSample + outOfSample + walkForward
  if (Math.abs(total - 1) <= ROUNDING) return
  refuse(where, 'the sum of fractions', total, { rule: '1', remedy: 'Every bar belongs to one stage.' })
}

function checkRows(where: string, stage: string, rows: number, min: number): void {
  checkInteger(where, `the rows of the ${stage} stage`, rows, {
    min,
    remedy: 'It is too short for a Sharpe ratio: give more bars, or a shorter warm-up or embargo.',
  })
}
