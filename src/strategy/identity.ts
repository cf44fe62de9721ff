import { contentHash } from '../base/content-hash.ts'
import { checkInteger } from '../base/guards.ts'
import type { Strategy } from './strategy.ts'
import { plain } from './to-strategy.ts'

/**
 * The identity of a strategy: the content hash of its parts in order and its agreement. What goes without saying (`every`
 * of 1, `agreement` of 0) does not change it, nor does the order of genes.
 *
 * @example
 * const part = partOf(emaCrossover)
 * strategyHash({ parts: [part] }) === strategyHash({ agreement: 0, parts: [{ ...part, every: 1 }] }) // => true
 */
export function strategyHash(strategy: Strategy): string {
  return contentHash(plain(strategy))
}

/**
 * The name of a strategy in a run: its seeds, the generation of its birth and the first eight digits of its hash.
 *
 * @example
 * strategyId({ parts: [partOf(emaCrossover), partOf(rsiFilter)] }, 12).slice(0, 28) // => 'ema-crossover+rsi-filter_12_'
 */
export function strategyId(strategy: Strategy, generation: number): string {
  checkInteger('strategyId', 'generation', generation, { min: 0 })
  return `${strategy.parts.map(({ seed }) => seed).join('+')}_${generation}_${strategyHash(strategy).slice(0, 8)}`
}
