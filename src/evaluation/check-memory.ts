import { OrganismError } from '../base/error.ts'
import type { Bars } from '../market/bars.ts'
import type { RowRange } from '../validation/row-range.ts'

/** What a task may hold beside its markets and the indicators. */
const MOST_BYTES = 2 ** 31
/** What a block holds whatever its length: its setup, and the account that lives in it. */
const BLOCK_BYTES = 4096
const NUMBER_BYTES = 8

/** Refuses folds whose blocks would not fit into memory, with the estimate: many long folds that overlap. */
export function checkMemory(where: string, { symbol }: Bars, blocks: readonly RowRange[], isRecorded: boolean): void {
  const rows = isRecorded ? blocks.reduce((sum, { from, to }) => sum + to - from, 0) : 0
  const bytes = blocks.length * BLOCK_BYTES + rows * NUMBER_BYTES
  if (bytes <= MOST_BYTES) return
  throw new OrganismError(
    'invalid-argument',
    `${where}: the folds of ${symbol} must be within ${MOST_BYTES / 2 ** 30} GiB of memory, received ${blocks.length} ` +
      `blocks that would take about ${(bytes / 2 ** 30).toFixed(1)} GiB. Take longer steps or shorter tests.`,
  )
}
