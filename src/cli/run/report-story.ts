import { backtest } from '../../backtest/backtest.ts'
import type { Column } from '../../base/column.ts'
import { evaluateOne } from '../../evaluation/evaluate-one.ts'
import { prepare } from '../../evaluation/prepare.ts'
import type { EvaluationTask } from '../../evaluation/task.ts'
import type { Certificate } from '../../lifecycle/certificate.ts'
import { fieldOf as columnsOf } from '../../lifecycle/gauntlet-population.ts'
import { sliceBars } from '../../market/slice-bars.ts'
import { basketOf } from '../../report/basket-of.ts'
import { doubtOf } from '../../report/doubt-of.ts'
import { marketOf } from '../../report/market-of.ts'
import type { ReportBasket, ReportDoubt, ReportMarket } from '../../report/report-data.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'
import { strategyHash } from '../../strategy/identity.ts'
import type { Strategy } from '../../strategy/strategy.ts'
import { Workspace } from '../../strategy/workspace.ts'
import type { RunRecord, Standing } from './folder.ts'
import { type FrontMember, fieldOf } from './front.ts'
import type { StagedMarket } from './markets.ts'
import { searchedReturns } from './searched-returns.ts'
import { executionOf } from './task.ts'

/** Markets that a page can draw within 2 MB, and rows of their curves, all markets together. */
const MOST_MARKETS = 4
const MOST_ROWS = 2000
/** More strategies than this make a tree that nobody can read. */
const MOST_IN_BASKET = 24

/** A run that is over, with all that was judged in it. */
export interface JudgedRun extends Standing {
  readonly record: RunRecord
  readonly markets: readonly StagedMarket[]
  readonly certificates: readonly Certificate[]
}

/** A run that is over, and what it proposes. */
export interface Told extends JudgedRun {
  readonly catalogue: Catalogue
  readonly front: readonly FrontMember[]
  readonly chosen: FrontMember | undefined
}

/** A strategy on the rows of a market from the warm-up to an end, as one account. */
function accountOf(strategy: Strategy, { record, catalogue }: Told, market: Pick<StagedMarket, 'bars' | 'stages'>) {
  const { bars, stages } = market
  const [objectives, warmup] = [['sharpe'], stages.warmup]
  const task: EvaluationTask = { markets: [bars], execution: executionOf(record.config), objectives, warmup }
  const [block] = evaluateOne(strategy, task, { catalogue }).markets[0].blocks
  return { task, ...block }
}

/** A strategy on the first markets of its run: as many as a page can draw. */
export function storiesOf(told: Told, strategy: Strategy): ReportMarket[] {
  const drawn = told.markets.slice(0, MOST_MARKETS)
  const [hash, most] = [strategyHash(strategy), Math.floor(MOST_ROWS / drawn.length)]
  return drawn.map((market) => {
    const certificate = told.certificates.find((each) => {
      return each.data.hash === market.hash && each.strategy.hash === hash
    })
    return storyOf(told, market, { strategy, certificate, most })
  })
}

interface Teller {
  readonly strategy: Strategy
  /** Of this strategy on this market. */
  readonly certificate: Certificate | undefined
  /** Rows of its curve. */
  readonly most: number
}

function storyOf(told: Told, market: StagedMarket, { strategy, certificate, most }: Teller): ReportMarket {
  const { stages } = market
  // Bars that were never opened stay unseen: then the story ends where the search did.
  const bars = certificate === undefined ? sliceBars(market.bars, 0, stages.inSample.to) : market.bars
  const { task, rows, result } = accountOf(strategy, told, { bars, stages })
  const { stops: _, ...execution } = task.execution
  const { periodsPerYear } = result.summary
  const year = Number.isNaN(periodsPerYear) ? {} : { periodsPerYear }
  const held = new Float64Array(rows.to - rows.from).fill(1)
  const hold = backtest(sliceBars(bars, rows.from, rows.to), held, execution, year)
  const [first, last] = [stages.windows[0], stages.windows[stages.windows.length - 1]]
  const unseen = [
    { name: 'out of sample', rows: stages.outOfSample },
    { name: 'walk forward', rows: { from: first.from, to: last.to } },
  ] as const
  const shown = [{ name: 'searched', rows: stages.inSample } as const, ...(certificate === undefined ? [] : unseen)]
  const doubt =
    certificate === undefined
      ? undefined
      : doubtOn(told, market, { strategy, certificate, returns: result.returns, task })
  return { ...marketOf({ bars, rows, result, hold, stages: shown, most }), ...(doubt === undefined ? {} : { doubt }) }
}

interface Judged {
  readonly strategy: Strategy
  readonly certificate: Certificate
  readonly returns: Column
  readonly task: EvaluationTask
}

/** The halvings and paths behind a certificate; none where it says that the field was too small. */
function doubtOn(
  { generation, catalogue }: Told,
  { bars, stages }: StagedMarket,
  judged: Judged,
): ReportDoubt | undefined {
  const { strategy, certificate, returns, task } = judged
  const { pbo, paths } = certificate.figures
  if (pbo.probability === null) return undefined
  const [block] = prepare('reportData', task).markets[0].blocks
  const own = { strategy, bars, block, returns, workspace: new Workspace(catalogue) }
  const { columns } = columnsOf('reportData', fieldOf(generation), own)
  const time = bars.time.subarray(stages.warmup)
  return doubtOf({ columns, time, blocks: pbo.blocks, groups: paths.groups, tested: paths.tested, gap: stages.embargo })
}

/** The strategies of the front that lead in the first objective, the proposed one before them, on searched rows. */
export function basketOfFront({ record, markets, catalogue, front, generation }: Told): ReportBasket | undefined {
  const [{ name, direction }] = generation.goals
  const sign = direction === 'max' ? -1 : 1
  const ranked = [...front].sort((a, b) => {
    return Number(b.isChosen) - Number(a.isChosen) || sign * (a.scores[name] - b.scores[name])
  })
  const returnsOf = searchedReturns(record.config, markets, catalogue)
  const strategies = ranked.slice(0, MOST_IN_BASKET).map(({ id, strategy }) => ({ id, returns: returnsOf(strategy) }))
  return basketOf(strategies, front.length - strategies.length)
}
