import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { show } from '../base/show.ts'
import type { Bars } from '../market/bars.ts'
import type { RandomSeed } from '../random/random-from.ts'
import { noLookAhead } from './check-seed-ahead.ts'
import { explains, keepsRole, neverBreaks } from './check-seed-breaks.ts'
import { canFire, noDeadGenes } from './check-seed-fires.ts'
import { seedMarkets } from './check-seed-markets.ts'
import { pure, scaleFree, travels } from './check-seed-pure.ts'
import { SEED_CHECKS, type SeedCheck, type SeedCheckResult, type SeedReport } from './check-seed-report.ts'
import { type Check, Trial } from './check-seed-trial.ts'
import { honestWarmUp } from './check-seed-warmup.ts'
import { missingIn } from './check-strategy.ts'
import type { Seed } from './seed.ts'

/** How hard a seed is tried. */
export interface CheckSeedOptions {
  /** Gene draws: the defaults, the lowest values, the highest, then by chance; 200 by default, at least 3. */
  readonly draws?: number
  /** Names the chance in draws, cuts and markets; 1 by default. */
  readonly seed?: RandomSeed
  /** Bars of the markets that are made; 600 by default, or twice the warm-up of the defaults if that is more. */
  readonly bars?: number
  /** Markets to try it on, in place of those of `seedMarkets`; the first is its showcase. */
  readonly markets?: readonly Bars[]
  /**
   * The share of what it says within 10 bars behind its warm-up that it must say with a longer history too: 0.75 by
   * default. Below 1 for recursive averages, which remember their first bar; 1 is right for a rule of plain windows.
   */
  readonly agreement?: number
  /** What may be multiplied without any effect; prices and volumes by default. */
  readonly scaleFree?: readonly ('prices' | 'volumes')[]
}

const CHECKS: Readonly<Record<SeedCheck, Check>> = {
  pure,
  'can-fire': canFire,
  'no-dead-genes': noDeadGenes,
  'no-look-ahead': noLookAhead,
  'honest-warm-up': honestWarmUp,
  'scale-free': scaleFree,
  'never-breaks': neverBreaks,
  'keeps-role': keepsRole,
  travels,
  explains,
}

/**
 * Tries a seed by the contract that every seed of the library keeps: whether its rule can come true at all, whether each
 * gene matters, whether it looks ahead, and so on. A bad seed is a report, never an exception: each check says which gene
 * draw fails, on which market, at which bar, what was expected, and in a sentence what to do. Equal arguments give an
 * equal report. Runs the seed some thousand times on 600 bars: a second for a rule, more for a learner, which wants
 * fewer draws.
 *
 * @example
 * const { passed, checks } = checkSeed(donchianBreakout, { draws: 10 })
 * passed // => true
 * checks.length // => 10
 * const idle = seed({
 *   name: 'idle', role: 'entry', version: 1, idea: 'Waits for a close above the high of its own bar. None comes.',
 *   showcase: 'rise', genes: {}, say: () => 'Wait', warmup: () => 0,
 *   write({ close, high }, _genes, exposure) { for (let t = 0; t < close.length; t++) if (close[t] > high[t]) exposure[t] = 1 },
 * })
 * checkSeed(idle).checks[1].finding.sentence.slice(0, 27) // => 'idle never takes a position'
 */
export function checkSeed(seed: Seed, options: CheckSeedOptions = {}): SeedReport {
  const trial = new Trial(seed, trialOptions(seed, options))
  const [first, ...others] = SEED_CHECKS
  const isPure = resultOf(trial, first)
  const checks = isPure.passed ? [isPure, ...others.map((name) => resultOf(trial, name))] : [isPure]
  return { seed: seed.name, version: seed.version, passed: checks.every(({ passed }) => passed), checks }
}

function trialOptions(seed: Seed, options: CheckSeedOptions): Trial['options'] {
  const where = 'checkSeed'
  checkKeys(where, options, ['draws', 'seed', 'bars', 'markets', 'agreement', 'scaleFree'])
  if (!Object.isFrozen(seed)) refuse(where, 'seed', seed, { rule: 'made by seed({ ... })' })
  const { draws = 200, seed: start = 1, bars, agreement = 0.75, scaleFree: scales = ['prices', 'volumes'] } = options
  checkInteger(where, 'draws', draws, { min: 3 })
  checkNumber(where, 'agreement', agreement, { min: 0, max: 1 })
  for (const what of scales) checkOneOf(where, 'scaleFree', what, ['prices', 'volumes'])
  if (bars !== undefined) checkInteger(where, 'bars', bars, { min: 120 })
  const markets = options.markets ?? seedMarkets(seed, { seed: start, ...(bars === undefined ? {} : { bars }) })
  if (!Array.isArray(markets) || markets.length === 0)
    refuse(where, 'markets', markets, { rule: 'an array of markets' })
  for (const market of markets) {
    for (const need of missingIn(market, seed)) {
      refuse(where, `${need} of ${market.symbol}`, undefined, { rule: `a column, because ${seed.name} needs it` })
    }
  }
  return { markets, draws, seed: start, agreement, scaleFree: scales }
}

function resultOf(trial: Trial, name: SeedCheck): SeedCheckResult {
  try {
    const finding = CHECKS[name](trial)
    return finding === undefined ? { name, passed: true } : { name, passed: false, finding }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : show(cause)
    const sentence = `${trial.seed.name} throws: ${message}. A seed stands every market; let it say nothing where nothing is known.`
    return { name, passed: false, finding: { ...trial.at, expected: 'no exception', sentence } }
  }
}
