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

/**
 * The hash of the results for numbers of both signs between two sizes, as many for every power of two, and for the
 * neighbours of each edge where a function goes over from one formula to another.
 */
export function bitsEverywhere(
  of: (x: number) => number,
  { least, most, edges }: { readonly least: number; readonly most: number; readonly edges: readonly number[] },
): string {
  return bitsAt(
    of,
    [...evenInBits(least, most, 60_000), ...edges.flatMap(neighbours)].flatMap((x) => [x, -x]),
  )
}

/** The neighbours, among numbers of both signs between two sizes and about edges, whose results are in the wrong order. */
export function falls(
  of: (x: number) => number,
  { least, most, edges }: { readonly least: number; readonly most: number; readonly edges: readonly number[] },
): number[] {
  const sizes = [...evenInBits(least, most, 20_000), ...edges.flatMap(neighbours)]
  return sizes.flatMap((x) => {
    const next = numberFrom(bitsFrom(x) + 1n)
    return [of(x) > of(next) ? x : [], of(-next) > of(-x) ? -x : []].flat()
  })
}

/** The hash of the results for some arguments; whatever is no number counts alike. */
export function bitsAt<T>(of: (argument: T) => number, all: readonly T[]): string {
  const results = Float64Array.from(all, (each) => of(each)).map((value) => (Number.isNaN(value) ? 0.123 : value))
  return contentHash(new Uint8Array(results.buffer))
}

/** Positive numbers from `least` to `most`, evenly among all that there are. */
export function evenInBits(least: number, most: number, count: number): number[] {
  const [from, to] = [bitsFrom(least), bitsFrom(most)]
  return Array.from({ length: count }, (_, i) => numberFrom(from + ((to - from) * BigInt(i)) / BigInt(count - 1)))
}

/** The sixty numbers about a positive one, and a few farther away. */
export function neighbours(x: number): number[] {
  const middle = bitsFrom(x)
  return Array.from({ length: 61 }, (_, i) => i - 30).flatMap((step) =>
    [1n, 0x1_0000_0001n].map((stride) => numberFrom(middle + BigInt(step) * stride)),
  )
}

const VIEW = new DataView(new ArrayBuffer(8))

function bitsFrom(x: number): bigint {
  VIEW.setFloat64(0, x)
  return VIEW.getBigInt64(0)
}

function numberFrom(bits: bigint): number {
  VIEW.setBigInt64(0, bits)
  return VIEW.getFloat64(0)
}
