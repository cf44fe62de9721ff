import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, refuse } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import { logGamma } from '../math/log-gamma.ts'
import { checkRandom } from '../random/check-items.ts'
import type { Random } from '../random/random.ts'
import { shuffle } from '../random/shuffle.ts'
import type { RowRange } from './row-range.ts'

/**
 * The stretches of an exposure column: neighbouring rows with a position on one side, whatever its size. Each is a trade, as
 * it is decided.
 *
 * @example
 * stretchesOf(Float64Array.of(0, 1, 0.5, -1, 0)) // => [{ from: 1, to: 3 }, { from: 3, to: 4 }]
 */
export function stretchesOf(exposure: Column): RowRange[] {
  checkColumn('stretchesOf', 'exposure', exposure)
  const stretches: RowRange[] = []
  for (let from = 0; from < exposure.length; ) {
    const side = Math.sign(exposure[from])
    let to = from + 1
    while (to < exposure.length && Math.sign(exposure[to]) === side) to++
    if (side !== 0) stretches.push({ from, to })
    from = to
  }
  return stretches
}

/**
 * The same trades at other times: every stretch of the column with its length, its side and its sizes, the stretches in any
 * order and the gaps between them drawn anew. Two on the same side keep a row between them, so that none become one: the rows
 * with a position, the number of trades and how long each lasts are kept exactly. Every arrangement of which that is true is
 * equally likely. It is what a trader without skill does who trades as often and as long. O(rows).
 *
 * @example
 * const exposure = Float64Array.of(0, 1, 1, 0, 0, -0.5, 0, 0)
 * const other = scatterStretches(randomFrom(42), exposure)
 * other.toSorted() // => exposure.toSorted()
 * stretchesOf(other).map(({ from, to }) => to - from).sort() // => [1, 2]
 * scatterStretches(randomFrom(42), new Float64Array(8)) // throws 'invalid-column'
 */
export function scatterStretches(random: Random, exposure: Column): Column {
  const where = 'scatterStretches'
  checkRandom(where, random)
  checkColumn(where, 'exposure', exposure)
  checkFinite(where, 'exposure', exposure)
  const stretches = stretchesOf(exposure)
  if (stretches.length === 0) {
    refuse(where, 'exposure', 0, {
      rule: 'other than 0 in some row',
      code: 'invalid-column',
      remedy: 'Without a trade there is nothing to scatter.',
    })
  }
  const isLong = ({ from }: RowRange) => exposure[from] > 0
  const longs = shuffle(random, stretches.filter(isLong))
  const shorts = shuffle(
    random,
    stretches.filter((stretch) => !isLong(stretch)),
  )
  const idle = stretches.reduce((rows, { from, to }) => rows - (to - from), exposure.length)
  const order = interleave(random, [longs, shorts], idle)
  return placed(random, exposure, order, idle)
}

/** How the sides follow each other: which begins, and how many runs of neighbours each has. */
interface Pattern {
  readonly begins: 0 | 1
  readonly runs: readonly [number, number]
}

/** Mixes two lists, each in its own order, by the number of arrangements in gaps that a mixture allows. */
function interleave(random: Random, sides: readonly [RowRange[], RowRange[]], idle: number): RowRange[] {
  if (sides[0].length === 0 || sides[1].length === 0) return [...sides[0], ...sides[1]]
  const { begins, runs } = patternOf(random, [sides[0].length, sides[1].length], idle)
  const pieces = sides.map((side, place) => cutUp(random, side, runs[place]))
  return Array.from({ length: runs[0] + runs[1] }, (_, place) => {
    return pieces[(begins + place) % 2][Math.floor(place / 2)]
  }).flat()
}

function patternOf(random: Random, [a, b]: readonly [number, number], idle: number): Pattern {
  const patterns: Pattern[] = []
  for (let runs = 1; runs <= Math.min(a, b) + 1; runs++) {
    if (runs <= a && runs <= b) patterns.push({ begins: 0, runs: [runs, runs] }, { begins: 1, runs: [runs, runs] })
    if (runs <= a && runs - 1 <= b && runs > 1) patterns.push({ begins: 0, runs: [runs, runs - 1] })
    if (runs - 1 <= a && runs <= b && runs > 1) patterns.push({ begins: 1, runs: [runs - 1, runs] })
  }
  // Ways to cut either side into its runs, times ways to share the idle rows among the gaps, as logarithms.
  const weights = patterns.map(({ runs: [p, q] }) => {
    return logBinomial(a - 1, p - 1) + logBinomial(b - 1, q - 1) + logBinomial(idle + p + q, a + b)
  })
  const heaviest = Math.max(...weights)
  const shares = weights.map((weight) => exp(weight - heaviest))
  let left = random.float() * shares.reduce((sum, share) => sum + share, 0)
  const chosen = shares.findIndex((share) => {
    left -= share
    return left < 0
  })
  return patterns[chosen < 0 ? shares.indexOf(1) : chosen]
}

/** Cuts a list into so many pieces, none empty, every way equally likely. */
function cutUp(random: Random, list: readonly RowRange[], pieces: number): RowRange[][] {
  const cuts = chosen(random, list.length - 1, pieces - 1).map((cut) => cut + 1)
  return [0, ...cuts].map((from, place) => list.slice(from, cuts[place] ?? list.length))
}

/** Writes the stretches in their order into a column of zeros, every way to share out the idle rows equally likely. */
function placed(random: Random, exposure: Column, order: readonly RowRange[], idle: number): Column {
  const sideOf = ({ from }: RowRange) => Math.sign(exposure[from])
  const mustPart = order.map((stretch, place) => place > 0 && sideOf(stretch) === sideOf(order[place - 1]))
  const free = idle - mustPart.filter((must) => must).length
  const column = new Float64Array(exposure.length)
  let at = 0
  let before = -1
  for (const [place, slot] of chosen(random, free + order.length, order.length).entries()) {
    const { from, to } = order[place]
    at += slot - before - 1 + (mustPart[place] ? 1 : 0)
    column.set(exposure.subarray(from, to), at)
    at += to - from
    before = slot
  }
  return column
}

/** So many of the numbers from 0 to below `of`, ascending, every choice equally likely (Bentley and Floyd 1987). */
function chosen(random: Random, of: number, count: number): number[] {
  const numbers = new Set<number>()
  for (let last = of - count; last < of; last++) {
    const number = random.int(0, last)
    numbers.add(numbers.has(number) ? last : number)
  }
  return [...numbers].sort((a, b) => a - b)
}

function logBinomial(n: number, k: number): number {
  return k > n ? Number.NEGATIVE_INFINITY : logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}
