import { contentHash } from '../base/content-hash.ts'
import type { Bars } from './bars.ts'
import { packBars } from './pack-bars.ts'

/** The identity of a market: the hash of its packed bytes. */
export function barsHash(bars: Bars): string {
  return contentHash(new Uint8Array(packBars(bars)))
}
