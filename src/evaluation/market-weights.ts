import { refuse } from '../base/guards.ts'
import { int, real } from '../genome/gene.ts'
import { seeds } from '../seeds/catalogue.ts'
import { type Catalogue, catalogue } from '../strategy/catalogue.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * How one account spreads over the markets of a task: the size of a strategy that trades all of them from one purse. Its
 * genes are how much liquidity, calm and momentum count, how far back they look, and how often the weights are set. It is no
 * seed of `everySeed`, because a market alone has nothing to be weighed against: `expose` refuses it, and only a task with
 * `across: { markets: 'account' }` knows what to do with it.
 *
 * @example
 * marketWeights.role // => 'size'
 * expose({ parts: [partOf(emaCrossover), partOf(marketWeights)] }, showcaseMarket('rise'), new Workspace(accountSeeds)) // throws 'invalid-argument'
 */
export const marketWeights: Seed = seed({
  name: 'market-weights',
  role: 'size',
  version: 1,
  idea:
    'Capital belongs where it can be moved, where it is risked least and where prices have been rising. ' +
    'Each market is ranked among the others by its own past, and its share of the account follows its ranks.',
  genes: {
    liquidity: real(0, 3, { digits: 2, default: 1 }),
    volatility: real(0, 3, { digits: 2, default: 1 }),
    momentum: real(-3, 3, { digits: 2, default: 0 }),
    period: int(10, 500, { scale: 'log', default: 60 }),
    review: int(1, 500, { scale: 'log', default: 24 }),
  },
  showcase: 'rise',
  say: ({ liquidity, volatility, momentum, period, review }) =>
    `Share the account among its markets by rank^weight over ${period} bars, set anew every ${review}: ` +
    `liquidity ${liquidity}, calm ${volatility}, momentum ${momentum}`,
  warmup: ({ period }) => period,
  write(bars) {
    refuse('market-weights', 'bars', bars.symbol, {
      rule: 'one of several markets of one account',
      remedy: "Say across: { markets: 'account' } in the task, or use exposeMarkets.",
    })
  },
})

/**
 * All seeds of the library and `marketWeights`: what strategies for one account over many markets are made of.
 *
 * @example
 * blueprintOf(['ema-crossover', 'market-weights'], { catalogue: accountSeeds }).names.length // => 8
 */
export const accountSeeds: Catalogue = /* @__PURE__ */ catalogue([...seeds, marketWeights])

const extended = /* @__PURE__ */ new WeakMap<Catalogue, Catalogue>()

/** A catalogue that knows how markets are weighed, whether or not it did before. */
export function withMarketWeights(known: Catalogue): Catalogue {
  const own = known.byName.get(marketWeights.name)
  if (own === marketWeights) return known
  if (own !== undefined) {
    refuse('market-weights', 'a seed of this name', `version ${own.version} of your own`, {
      rule: 'the one of the library',
      remedy: 'Rename yours.',
    })
  }
  const found = extended.get(known) ?? catalogue([...known.seeds, marketWeights])
  extended.set(known, found)
  return found
}
