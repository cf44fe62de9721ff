import type { Strategy } from '../strategy/strategy.ts'

/**
 * How much there is to a strategy: its parts and their genes, and one more for every part on coarser bars and for an
 * agreement. Parts that are switched off are not parts.
 *
 * @example
 * complexityOf({ parts: [partOf(emaCrossover)] }) // => 4
 * complexityOf({ parts: [{ ...partOf(emaCrossover), every: 4 }, partOf(rsiFilter)], agreement: 0.5 }) // => 10
 */
export function complexityOf({ parts, agreement = 0 }: Strategy): number {
  const own = parts.map(({ genes, every = 1 }) => 1 + Object.keys(genes).length + (every === 1 ? 0 : 1))
  return own.reduce((sum, count) => sum + count, agreement === 0 ? 0 : 1)
}
