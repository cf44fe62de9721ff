import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { type AccountTerms, accountOf } from './account-of.ts'
import { type Aggregate, aggregateOf } from './aggregate.ts'
import { checkMemory } from './check-memory.ts'
import { measuresOf } from './measures-of.ts'
import type { Measure } from './objective.ts'
import { type Block, type PreparedMarket, planMarket, prepareMarket } from './prepare-market.ts'
import { checkUnsealed } from './sealed-rows.ts'
import { type Across, type Aggregation, type EvaluationTask, type Minimum, TASK_KEYS } from './task.ts'

export type { Block, PreparedMarket } from './prepare-market.ts'

/** A task that is checked and ready to judge strategies. */
export interface Prepared {
  readonly markets: readonly PreparedMarket[]
  /** What binds all markets when one account trades them; null where each has an account of its own. */
  readonly account: AccountTerms | null
  readonly measures: readonly Measure[]
  /** Whether an objective reads the returns of a fold. */
  readonly readsReturns: boolean
  /** Whether blocks are recorded: for their returns, and for drawdowns across blocks. */
  readonly isRecorded: boolean
  readonly overFolds: Aggregate
  readonly overMarkets: Aggregate
  readonly minimum: Minimum
}

/** Checks a task at the door and makes it ready. O(bars), done once for all strategies. */
export function prepare(where: string, task: EvaluationTask): Prepared {
  checkKeys(`${where}: task`, task, TASK_KEYS)
  const { markets, objectives, across = {}, minimum = {} } = task
  checkMarkets(where, task)
  checkKeys(`${where}: across`, across, ['folds', 'markets'])
  const { folds: byFolds = 'median' } = across
  const overFolds = aggregateOf(where, 'across.folds', byFolds)
  const account = accountOf(where, task)
  const overMarkets = aggregateOf(where, 'across.markets', account === null ? overMarketsOf(across) : 'mean', [
    'account',
  ])
  checkMinimum(where, minimum)
  // One account is one path of returns, however many markets it trades.
  const paths = account === null ? markets : markets.slice(0, 1)
  const measures = measuresOf(objectives, { where, lengths: paths.map(({ length }) => length) })
  const readsReturns = measures.some((measure) => measure.readsReturns)
  const plans = markets.map((_, place) => planMarket(where, task, place, warmupAt(where, task, place)))
  const areJoined = plans.some(({ tests }) => tests.some(({ length }) => length > 1))
  const isRecorded = account === null ? areJoined || readsReturns : readsReturns
  checkMemory(where, plans, { isRecorded, isAccount: account !== null, most: task.memory })
  const ready = plans.map((plan) => prepareMarket(where, plan))
  for (const market of ready) checkMonths(where, market, measures)
  return {
    markets: ready,
    account,
    measures,
    readsReturns,
    isRecorded,
    overFolds,
    overMarkets,
    minimum: { ...minimum },
  }
}

function overMarketsOf({ markets = 'mean' }: Across): Aggregation {
  return markets as Aggregation
}

function checkMarkets(where: string, { markets, detail }: EvaluationTask): void {
  if (!Array.isArray(markets) || markets.length === 0) {
    refuse(where, 'markets', markets, { rule: 'an array of at least one market' })
  }
  if (detail !== undefined && !(Array.isArray(detail) && detail.length === markets.length)) {
    refuse(where, 'detail', detail, {
      rule: `a list of ${markets.length} markets of finer bars, one per market`,
      code: 'length-mismatch',
      remedy: 'Put undefined where there is none.',
    })
  }
  const finer: readonly (Bars | undefined)[] = detail ?? []
  for (const bars of [...markets, ...finer.filter((each) => each !== undefined)]) {
    checkShape(where, bars)
    checkUnsealed(where, bars)
  }
}

function warmupAt(where: string, { warmup = 0, markets }: EvaluationTask, place: number): number {
  if (typeof warmup !== 'number') {
    if (!Array.isArray(warmup) || warmup.length !== markets.length) {
      refuse(where, 'warmup', warmup, { rule: `a number, or ${markets.length} of them, one per market` })
    }
  }
  const rows = typeof warmup === 'number' ? warmup : warmup[place]
  checkInteger(where, 'warmup', rows, {
    min: 0,
    below: markets[place].length,
    remedy: `${markets[place].symbol} has ${markets[place].length} bars, and some must be left to score.`,
  })
  return rows
}

function checkMinimum(where: string, minimum: Minimum): void {
  checkKeys(`${where}: minimum`, minimum, ['trades', 'timeInMarket'])
  if (minimum.trades !== undefined) checkInteger(where, 'minimum.trades', minimum.trades, { min: 1 })
  if (minimum.timeInMarket !== undefined) {
    checkNumber(where, 'minimum.timeInMarket', minimum.timeInMarket, { above: 0, max: 1 })
  }
}

/** Calendar months that blocks in the order of time touch; one that ends a block and begins the next counts once. */
function monthsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { setup, firstMonth }, place) => {
    const isShared = place > 0 && blocks[place - 1].lastMonth === firstMonth
    return sum + setup.tape.months.length - (isShared ? 2 : 1)
  }, 0)
}

/** Refuses folds that are too short for an objective to be defined on them. */
function checkMonths(where: string, { bars, blocks, folds }: PreparedMarket, measures: readonly Measure[]): void {
  for (const { name, months } of measures) {
    for (const [fold, places] of folds.entries()) {
      const touched = monthsOf(places.map((place) => blocks[place]))
      if (touched >= months) continue
      refuse(where, `the calendar months of fold ${fold} of ${bars.symbol}`, touched, {
        rule: `at least ${months} for ${name}`,
        remedy: 'Give more bars or fewer folds, or aim at something else.',
      })
    }
  }
}
