import { OrganismError } from '../base/error.ts'
import type { Bars } from '../market/bars.ts'

/** Rows that nobody may look at yet, by the memory they lie in. */
export interface SealedRows {
  readonly symbol: string
  /** First and last byte of the close column, the latter excluded. */
  readonly from: number
  readonly to: number
  isOpen: boolean
}

const sealed = new WeakMap<ArrayBufferLike, SealedRows[]>()

/** Marks the rows of a market as sealed. */
export function sealRows({ symbol, close }: Bars): SealedRows {
  const rows = { symbol, from: close.byteOffset, to: close.byteOffset + close.byteLength, isOpen: false }
  sealed.set(close.buffer, [...(sealed.get(close.buffer) ?? []), rows])
  return rows
}

/** Refuses a market that reaches into rows that are sealed. It knows memory, so a copy of the rows passes. */
export function checkUnsealed(where: string, { symbol, close }: Bars): void {
  const [from, to] = [close.byteOffset, close.byteOffset + close.byteLength]
  const met = sealed.get(close.buffer)?.find((rows) => !rows.isOpen && rows.from < to && from < rows.to)
  if (met === undefined) return
  throw new OrganismError(
    'invalid-state',
    `${where}: the market ${symbol} must be without the sealed holdout of ${met.symbol}, received a market that reaches ` +
      'into it. Take the research part that sealHoldout gave, or open the holdout when the search is over.',
  )
}
