import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type SealedHoldout, sealHoldout } from '../../evaluation/seal-holdout.ts'
import { barsHash } from '../../lifecycle/certificate-of.ts'
import { gauntletStages, type StageOptions, type Stages } from '../../lifecycle/stages.ts'
import type { Bars } from '../../market/bars.ts'
import { regimeMarket } from '../../market/synthetic-regimes.ts'
import { randomFrom } from '../../random/random-from.ts'
import { readMarket } from '../read-market.ts'
import type { Words } from '../words.ts'
import type { RunConfig } from './config.ts'

/** Daily bars of the S&P 500, if the package that holds them is there: it comes with a checkout, not with the library. */
function sampleFile(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data/sp500-2000.csv')
  } catch {
    return undefined
  }
}

// Names of markets that are in no file of the user.
const SP500 = 'sample:sp500'
const SYNTHETIC = 'sample:synthetic'

/** A market of a run, with the rows of every stage. */
export interface StagedMarket {
  readonly file: string
  readonly bars: Bars
  readonly hash: string
  readonly stages: Stages
}

/** A market parted into what is searched and what nobody looks at until the search is over. */
export interface SealedMarket extends StagedMarket {
  readonly research: Bars
  readonly holdout: SealedHoldout
}

/** The files of a run; a sample when there are none: a real market in a checkout, a synthetic one elsewhere. */
export function filesOf({ markets }: Pick<RunConfig, 'markets'>): readonly string[] {
  if (markets.length > 0) return markets
  return [sampleFile() === undefined ? SYNTHETIC : SP500]
}

/** Bars of a file or of a sample. */
export function barsOf(file: string, reading: Pick<Words, 'text'>): Bars {
  if (file === SP500) return readMarket(sampleFile() ?? SP500, { text: () => undefined }, 'S&P 500')
  if (file === SYNTHETIC) return regimeMarket(randomFrom('organism sample'), { length: 4000, interval: '1d' }).bars
  return readMarket(file, reading, basename(file, '.csv'))
}

/** The markets of a run as its configuration says. */
export function stagedMarkets(config: RunConfig): StagedMarket[] {
  return config.markets.map((file) => stagedMarket(file, barsOf(file, { text: (name) => config.csv[name] }), config))
}

function stagedMarket(file: string, bars: Bars, { warmup, unseen }: RunConfig): StagedMarket {
  const searched = Math.round(bars.length * (1 - unseen))
  const rows = warmup ?? Math.min(400, Math.floor(searched / 5))
  const stages = gauntletStages(bars.length, { warmup: rows, fractions: fractionsOf(unseen) })
  return { file, bars, hash: barsHash(bars), stages }
}

/** Shares of the stages: what is unseen is halved between one look and a walk forward. */
export function fractionsOf(unseen: number): NonNullable<StageOptions['fractions']> {
  return { inSample: 1 - unseen, outOfSample: unseen / 2, walkForward: unseen / 2 }
}

/** Seals the rows that the gauntlet judges. */
export function sealedMarket(market: StagedMarket): SealedMarket {
  const { bars, stages } = market
  return { ...market, ...sealHoldout(bars, (bars.length - stages.inSample.to) / bars.length) }
}
