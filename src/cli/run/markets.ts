import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { OrganismError } from '../../base/error.ts'
import { type SealedHoldout, sealHoldout } from '../../evaluation/seal-holdout.ts'
import { gauntletStages, type StageOptions, type Stages } from '../../lifecycle/stages.ts'
import type { Bars } from '../../market/bars.ts'
import { barsHash } from '../../market/bars-hash.ts'
import { regimeMarket } from '../../market/synthetic-regimes.ts'
import { randomFrom } from '../../random/random-from.ts'
import { withFile } from '../read-file.ts'
import { readMarket } from '../read-market.ts'
import type { Words } from '../words.ts'
import type { RunConfig } from './config.ts'

/** Daily bars of the S&P 500, if the package that holds them is there: it comes with a checkout, not with the library. */
function sampleFile(): string | undefined {
  try {
    const file = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data/sp500-2000.csv')
    return existsSync(file) ? file : undefined
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

/** Whether a market is in no file of the user. */
export function isSample(file: string): boolean {
  return file === SP500 || file === SYNTHETIC
}

/** Bars of a file or of a sample. */
function barsOf(file: string, reading: Pick<Words, 'text'>): Bars {
  if (file === SP500) return readMarket(sampleFile() ?? SP500, { text: () => undefined }, 'S&P 500')
  if (file === SYNTHETIC) return regimeMarket(randomFrom('organism sample'), { length: 4000, interval: '1d' }).bars
  return readMarket(file, reading)
}

/** The markets of a run as its configuration says. Two of one name could not be told apart in what is found. */
export function stagedMarkets(config: RunConfig): StagedMarket[] {
  const markets = config.markets.map((file) => {
    const bars = barsOf(file, { text: (name) => config.csv[name] })
    return withFile(file, () => stagedMarket(file, bars, config))
  })
  for (const [place, { file, bars }] of markets.entries()) {
    const twin = markets.slice(0, place).find((market) => market.bars.symbol === bars.symbol)
    if (twin === undefined) continue
    throw new OrganismError(
      'invalid-argument',
      `organism evolve: ${twin.file} and ${file} are both called ${bars.symbol}. Give one of the files another name.`,
    )
  }
  return markets
}

/** What is to be said where sealed bars of one market are of a time in which another one is searched; empty where none is. */
export function overlapOf(markets: readonly StagedMarket[]): string {
  const begins = ({ bars, stages }: StagedMarket) => bars.time[stages.inSample.to]
  const ends = ({ bars, stages }: StagedMarket) => bars.time[stages.inSample.to - 1]
  const sealed = markets.reduce((a, b) => (begins(b) < begins(a) ? b : a))
  const searched = markets.reduce((a, b) => (ends(b) > ends(a) ? b : a))
  if (begins(sealed) > ends(searched)) return ''
  const day = (time: number) => new Date(time).toISOString().slice(0, 10)
  return (
    `${sealed.bars.symbol} is sealed from ${day(begins(sealed))} on, ${searched.bars.symbol} is searched until ` +
    `${day(ends(searched))}: what the two share in between is not unseen. Files of one and the same time have no such gap.`
  )
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
