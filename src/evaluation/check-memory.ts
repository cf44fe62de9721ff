import { OrganismError } from '../base/error.ts'
import { checkNumber } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { BAR_COLUMNS } from '../market/bars.ts'
import type { MarketPlan } from './prepare-market.ts'

const GIB = 2 ** 30
/** What a task may take unless it says otherwise. */
const MOST_BYTES = 4 * GIB
/** What a block holds whatever its length: its setup, and the account that lives in it. */
const BLOCK_BYTES = 4096
/** What the verdict on one fold takes: its summary and its scores. */
const FOLD_BYTES = 1024
const NUMBER_BYTES = 8
/** Indicators that a workspace keeps by default. */
const KEPT_BYTES = 2 ** 27
/** Columns of a whole market that one strategy has in hand at a time: exposure, votes, what its seeds scribble on. */
const HELD_COLUMNS = 16
/** Columns of a recorded pass: equity, returns, drawdown, position and its share, and what stays of each block: extremes. */
const PASS_COLUMNS = 5
const EXTREME_COLUMNS = 2

/** How a task is lived through, and what it may take. */
export interface Ways {
  readonly isRecorded: boolean
  readonly isAccount: boolean
  readonly most: number | undefined
}

/**
 * Refuses a task that would not fit into memory, with the estimate: markets, blocks, the records of one strategy at a time
 * and the indicators that strategies share.
 */
export function checkMemory(where: string, plans: readonly MarketPlan[], { isRecorded, isAccount, most }: Ways): void {
  const limit = most ?? MOST_BYTES
  checkNumber(where, 'memory', limit, { above: 0, remedy: 'Give bytes: 4 GiB is 2 ** 32.' })
  const blocks = sumOf(plans, ({ ranges }) => ranges.length)
  const rows = sumOf(plans, ({ ranges }) => sumOf(ranges, ({ from, to }) => to - from))
  const folds = sumOf(plans, ({ tests }) => tests.length)
  const longestBlock = largest(plans.flatMap(({ ranges }) => ranges.map(({ from, to }) => to - from)))
  const longest = largest(plans.map(({ bars }) => bars.length))
  const kept = isRecorded ? rows * (isAccount ? 1 : 1 + EXTREME_COLUMNS) + longestBlock * PASS_COLUMNS : 0
  const held = longest * HELD_COLUMNS + (isAccount ? 2 * sumOf(plans, ({ bars }) => bars.length) : 0)
  const parts = {
    markets: sumOf(plans, ({ bars, detail }) => bytesOf(bars) + (detail === undefined ? 0 : bytesOf(detail))),
    blocks: blocks * BLOCK_BYTES,
    records: kept * NUMBER_BYTES + folds * FOLD_BYTES,
    indicators: KEPT_BYTES + held * NUMBER_BYTES,
  }
  const bytes = sumOf(Object.values(parts), (part) => part)
  if (bytes <= limit) return
  const told = Object.entries(parts).map(([name, part]) => `${name} ${inGib(part)}`)
  throw new OrganismError(
    'invalid-argument',
    `${where}: the task must be within ${inGib(limit)} GiB of memory, received one of about ${inGib(bytes)} GiB: ` +
      `${told.join(', ')}, in ${blocks} blocks. Take longer steps or shorter tests, fewer markets, or a larger task.memory.`,
  )
}

function bytesOf({ length, funding, extras = {} }: Bars): number {
  const columns = BAR_COLUMNS.length + (funding === undefined ? 0 : 1) + Object.keys(extras).length
  return length * columns * NUMBER_BYTES
}

function inGib(bytes: number): string {
  return (bytes / GIB).toFixed(1)
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0)
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}
