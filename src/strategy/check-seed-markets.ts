import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { brownianMarket } from '../market/synthetic-brownian.ts'
import { withSyntheticFunding } from '../market/synthetic-funding.ts'
import { garchMarket } from '../market/synthetic-garch.ts'
import type { Draws } from '../market/synthetic-options.ts'
import { regimeMarket } from '../market/synthetic-regimes.ts'
import { SHOWCASES, showcaseMarket } from '../market/synthetic-showcase.ts'
import { exp } from '../math/exp.ts'
import { type RandomSeed, randomFrom } from '../random/random-from.ts'
import { missingIn } from './check-strategy.ts'
import type { Seed } from './seed.ts'

const HOUR = 3_600_000

/** How the markets of the contract are made. */
export interface SeedMarketOptions {
  /** Bars of each market, at least 120; 600 by default, or twice the warm-up of the defaults if that is more. */
  readonly bars?: number
  /** Names the chance in them; 1 by default. */
  readonly seed?: RandomSeed
}

/**
 * The markets on which `checkSeed` tries a seed: its showcase market first, then a market with clusters of volatility and
 * jumps, one that changes its regime and one without memory, then the other showcase markets, the flat one last. A
 * funding rate that the seed needs is added where there is none; an extra column it needs wanders between 0 and 100 and
 * has rows without a value. The name of each is its symbol, so a finding can be replayed.
 *
 * @example
 * const markets = seedMarkets(donchianBreakout)
 * markets.map(({ symbol }) => symbol).slice(0, 3) // => ['breakout', 'garch', 'regimes']
 * markets.length // => 11
 */
export function seedMarkets(seed: Seed, options: SeedMarketOptions = {}): readonly Bars[] {
  const { bars = usualLength(seed), seed: start = 1 } = options
  const chance = (name: string) => randomFrom(start, 'seed market', name)
  const frame = { length: bars }
  const [first, ...others] = [seed.showcase, ...SHOWCASES.filter((name) => name !== seed.showcase && name !== 'flat')]
  const plain = [
    showcaseMarket(first, frame),
    garchMarket(chance('garch'), { ...frame, symbol: 'garch', jumpChance: 0.01 }),
    regimeMarket(chance('regimes'), { ...frame, symbol: 'regimes' }).bars,
    brownianMarket(chance('brownian'), { ...frame, symbol: 'brownian' }),
    ...others.map((name) => showcaseMarket(name, frame)),
    ...(first === 'flat' ? [] : [showcaseMarket('flat', frame)]),
  ]
  return plain.map((market) => withNeeds(market, seed, start))
}

/** The market with the columns that the seed needs and that it has not. */
export function withNeeds(bars: Bars, seed: Seed, start: RandomSeed): Bars {
  const missing = missingIn(bars, seed)
  const chance = randomFrom(start, 'seed needs', bars.symbol)
  const funded = missing.includes('funding') ? withSyntheticFunding(chance, bars, { volatility: 0.0003 }) : bars
  const extras: Record<string, Column> = { ...bars.extras }
  for (const need of missing) {
    if (need === 'funding') continue
    let value = 50
    extras[need.slice('extras.'.length)] = bars.time.map(() => {
      value = Math.min(100, Math.max(0, value + 4 * chance.normal()))
      return chance.float() < 0.02 ? Number.NaN : value
    })
  }
  return missing.some((need) => need !== 'funding') ? { ...funded, extras } : funded
}

/**
 * A market without sense: closes that jump about, or wander in wide steps, in bars some of which reach far beyond
 * them. What a rule can say at all, it says here soon.
 */
export function wildMarket(draws: Draws, length = 3000): Bars {
  const [open, high, low, close, volume] = Array.from({ length: 5 }, () => new Float64Array(length))
  let before = 100
  let far = 0
  for (let t = 0; t < length; t++) {
    const isJumpy = Math.floor(t / 50) % 2 === 0
    // A far close is as likely as not followed by one on the other side.
    far = draws.float() < (far === 0 ? 0.05 : 0.5) ? (far > 0 ? -0.3 : 0.3) : 0
    open[t] = before
    close[t] = (isJumpy ? 100 : before) * exp(0.06 * draws.normal() + (isJumpy ? far : 0))
    const reach = draws.float() < 0.08 ? 0.12 : 0.003
    high[t] = Math.max(open[t], close[t]) * exp(reach * (1 + draws.float()))
    low[t] = Math.min(open[t], close[t]) * exp(-reach * (1 + draws.float()))
    volume[t] = exp(draws.normal())
    before = close[t]
  }
  const time = open.map((_, t) => t * HOUR)
  return { symbol: 'wild', interval: HOUR, length, time, open, high, low, close, volume }
}

function usualLength(seed: Seed): number {
  const defaults = Object.fromEntries(Object.entries(seed.genes).map(([name, gene]) => [name, gene.default]))
  let warmup = 0
  try {
    warmup = seed.warmup(defaults as never)
  } catch {
    // A warm-up that throws is a finding of its own, and no reason to have no markets.
  }
  return Number.isSafeInteger(warmup) ? Math.max(600, 2 * warmup) : 600
}
