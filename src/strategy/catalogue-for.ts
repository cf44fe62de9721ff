import type { Bars } from '../market/bars.ts'
import { type Catalogue, catalogue as catalogueFrom } from './catalogue.ts'
import { missingIn } from './check-strategy.ts'

/**
 * The seeds of a catalogue that can work on every one of these markets: those whose needs are met.
 *
 * @example
 * const paid = seed({ ...emaCrossover, name: 'paid', needs: ['funding'] })
 * const known = catalogue([emaCrossover, paid])
 * catalogueFor([showcaseMarket('rise')], known).byName.has('paid') // => false
 * catalogueFor([showcaseMarket('funding-swing')], known).byName.has('paid') // => true
 */
export function catalogueFor(markets: readonly Bars[], { seeds }: Catalogue): Catalogue {
  return catalogueFrom(seeds.filter((seed) => markets.every((bars) => missingIn(bars, seed).length === 0)))
}
