import { all, type BigNumber, create } from 'mathjs'
import { contentHash } from '../../src/base/content-hash.ts'
import { highWord } from '../../src/math/float-words.ts'

const many = create(all, { number: 'BigNumber', precision: 80 })

/** Exactly the number, to be worked on with eighty digits. */
export const precise = (x: number): BigNumber => many.bignumber(x.toPrecision(80)) as unknown as BigNumber

/** How far a value is from the true one, which is rounded, in units of its last place. */
export function unitsFrom(truth: { toNumber(): number }, value: number): number {
  const rounded = truth.toNumber()
  const exponent = Math.max(((highWord(rounded) >> 20) & 0x7ff) - 1075, -1074)
  return Math.abs(value - rounded) / 2 ** exponent
}

/** The hash of the results for twenty thousand arguments of a range. */
export function bitsOf(of: (x: number) => number, from: number, to: number): string {
  const results = Float64Array.from({ length: 20_000 }, (_, i) => of(from + ((to - from) * i) / 20_000))
  return contentHash(new Uint8Array(results.buffer))
}
