import { type Catalogue, seedOf } from './catalogue.ts'
import { fineWarmup } from './coarse.ts'
import type { Part, Strategy } from './strategy.ts'

/**
 * The first row at which a strategy can take a position: the longest warm-up of its parts. A part on coarser bars is
 * counted as if its first coarse bar began at the worst moment, so the row holds for every market.
 *
 * @example
 * const slow = { seed: 'ema-crossover', version: 1, genes: { fast: 5, gap: 15, side: 'long' } }
 * warmupOf({ parts: [slow] }, catalogue([emaCrossover])) // => 19
 * warmupOf({ parts: [{ ...slow, every: 4 }] }, catalogue([emaCrossover])) // => 82
 */
export function warmupOf({ parts }: Strategy, catalogue: Catalogue): number {
  return parts.reduce((most, part) => Math.max(most, partWarmup(part, catalogue)), 0)
}

/** {@link warmupOf} of one part. */
export function partWarmup(part: Part, catalogue: Catalogue): number {
  return fineWarmup(seedOf('warmupOf', catalogue, part).warmup(part.genes as never), part.every ?? 1)
}
