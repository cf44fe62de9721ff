import type { Column } from '../base/column.ts'
import { OrganismError } from '../base/error.ts'
import type { Bars } from '../market/bars.ts'
import { sliceBars } from '../market/slice-bars.ts'

/** Rows that nobody may look at yet. */
export interface SealedRows {
  readonly symbol: string
  /** Their times, and one number per row made of its prices and its volume, by which a copy is known. */
  readonly time: Column
  readonly prints: Column
  isOpen: boolean
}

/** Where sealed rows lie: from one byte of the close column to another, the latter excluded. */
interface Place {
  readonly rows: SealedRows
  readonly from: number
  readonly to: number
}

/** What is sealed now. An opened seal is forgotten, and so is its copy of the rows. */
const sealed = new Set<SealedRows>()
const places = new WeakMap<ArrayBufferLike, Place[]>()
/** Seals there have been, and how many each market had been compared with. */
let seals = 0
const compared = new WeakMap<Bars, number>()

/** Marks the rows of a market as sealed; the same rows in other memory are under the same seal. */
export function sealRows(bars: Bars): SealedRows {
  const { symbol, time, close, length } = bars
  const { buffer, byteOffset, byteLength } = close
  const prints = Float64Array.from({ length }, (_, row) => printOf(bars, row))
  const known = [...sealed].find((rows) => isSame(rows, bars))
  const rows = known ?? { symbol, time: time.slice(), prints, isOpen: false }
  const place = { rows, from: byteOffset, to: byteOffset + byteLength }
  places.set(buffer, [...(places.get(buffer) ?? []), place])
  sealed.add(rows)
  if (known === undefined) seals++
  return rows
}

/** Breaks a seal. */
export function unseal(rows: SealedRows): void {
  rows.isOpen = true
  sealed.delete(rows)
}

/**
 * Refuses a market that reaches into rows that are sealed: one that shares their memory, and one that holds a copy of any
 * of them. O(seals), and O(bars) the first time a market is seen after a new seal. Rows that were changed (resampled,
 * adjusted) are no copy, and cannot be known.
 */
export function checkUnsealed(where: string, bars: Bars): void {
  const met = sealedIn(bars)
  if (met !== undefined) refuseSealed(where, bars, met)
}

/** The same for a market whose rows from `from` on are to be sealed: a copy of exactly these may be sealed already. */
export function checkSealable(where: string, bars: Bars, from: number): void {
  for (const rows of sealed) {
    if (!sharesMemory(rows, bars) && (!holdsCopy(rows, bars) || isSame(rows, sliceBars(bars, from)))) continue
    refuseSealed(where, bars, rows)
  }
}

function refuseSealed(where: string, bars: Bars, met: SealedRows): never {
  throw new OrganismError(
    'invalid-state',
    `${where}: the market ${bars.symbol} must be without the sealed holdout of ${met.symbol}, received a market that ` +
      'reaches into it. Take the research part that sealHoldout gave, or open the holdout when the search is over.',
  )
}

function sealedIn(bars: Bars): SealedRows | undefined {
  const isNew = (compared.get(bars) ?? 0) < seals
  for (const rows of sealed) if (sharesMemory(rows, bars) || (isNew && holdsCopy(rows, bars))) return rows
  compared.set(bars, seals)
  return undefined
}

function sharesMemory(rows: SealedRows, { close }: Bars): boolean {
  const [from, to] = [close.byteOffset, close.byteOffset + close.byteLength]
  const here = places.get(close.buffer) ?? []
  return here.some((place) => place.rows === rows && place.from < to && from < place.to)
}

/** Whether any row of a market is one of the sealed rows, time and all. */
function holdsCopy({ time, prints }: SealedRows, bars: Bars): boolean {
  let row = firstAtOrAfter(bars.time, time[0])
  for (let place = firstAtOrAfter(time, bars.time[row] ?? Infinity); row < bars.length && place < time.length; ) {
    if (bars.time[row] < time[place]) row++
    else if (bars.time[row] > time[place]) place++
    else if (printOf(bars, row++) === prints[place++]) return true
  }
  return false
}

function isSame({ time, prints }: SealedRows, bars: Bars): boolean {
  if (time.length !== bars.length) return false
  return time.every((at, row) => at === bars.time[row] && prints[row] === printOf(bars, row))
}

/** A sum of odd multiples: what has the same in every field has the same sum, and hardly anything else does. */
function printOf({ open, high, low, close, volume }: Bars, row: number): number {
  return open[row] + Math.SQRT2 * high[row] + Math.E * low[row] + Math.PI * close[row] + Math.LN10 * volume[row]
}

function firstAtOrAfter(time: Column, at: number): number {
  let [low, high] = [0, time.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle] < at) low = middle + 1
    else high = middle
  }
  return low
}
