import { grossProfit } from '../backtest/fill.ts'
import { liveAccount } from '../backtest/live-account.ts'
import type { Column } from '../base/column.ts'
import { decide } from '../strategy/expose.ts'
import type { Strategy } from '../strategy/strategy.ts'
import type { Workspace } from '../strategy/workspace.ts'
import type { AccountTerms } from './account-of.ts'
import { exposeMarketsInto } from './expose-markets.ts'
import { type Lived, liveBlock } from './live-block.ts'
import type { LivedBlock } from './merge-blocks.ts'
import type { Prepared } from './prepare.ts'
import type { Block, PreparedMarket } from './prepare-market.ts'

/** What an account did in every block of a market, or of all markets of the account. */
export interface Lives {
  readonly blocks: readonly LivedBlock[]
  /** Every row once: the blocks themselves, unless some of them overlap. */
  readonly cover: readonly LivedBlock[]
}

/** What a strategy does: one life per market, or a single one for all markets of one account. */
export function livesOf(strategy: Strategy, task: Prepared, workspace: Workspace): Lives[] {
  if (task.account !== null) return [lifeOfAccount(strategy, task, task.account, workspace)]
  return task.markets.map(({ bars, blocks, cover }) =>
    workspace.within(() => {
      const { exposure, changes } = decide(strategy, bars, workspace)
      const live = (isRecorded: boolean) => (block: Block) => {
        return { block, lived: liveBlock(block, exposure, isRecorded, changes) }
      }
      const lived = blocks.map(live(task.isRecorded))
      return { blocks: lived, cover: cover === blocks ? lived : cover.map(live(false)) }
    }),
  )
}

function lifeOfAccount(strategy: Strategy, task: Prepared, account: AccountTerms, workspace: Workspace): Lives {
  const { markets, isRecorded } = task
  const bars = markets.map((market) => market.bars)
  return workspace.within(() => {
    const scratch = bars.map(({ length }) => workspace.scratch(length))
    const exposures = exposeMarketsInto(scratch, strategy, bars, { cap: account.cap, workspace })
    const live = (of: (market: PreparedMarket) => readonly Block[], keepsReturns: boolean) =>
      of(markets[0]).map((block, place): LivedBlock => {
        const blocks = markets.map((market) => of(market)[place])
        return { block, lived: liveTogether(blocks, exposures, account, keepsReturns) }
      })
    const blocks = live((market) => market.blocks, isRecorded)
    const isApart = markets[0].cover === markets[0].blocks
    return { blocks, cover: isApart ? blocks : live((market) => market.cover, false) }
  })
}

const NONE = /* @__PURE__ */ new Float64Array(0)

/** What one account leaves behind that lived through the same rows of all markets. */
function liveTogether(
  blocks: readonly Block[],
  exposures: readonly Column[],
  terms: AccountTerms,
  keepsReturns: boolean,
): Lived {
  const [{ rows, setup }] = blocks
  const setups = blocks.map((block) => block.setup)
  const own = exposures.map((exposure) => exposure.subarray(rows.from, rows.to))
  const returns = keepsReturns ? new Float64Array(rows.to - rows.from) : NONE
  const { runs, account, curve, lowest } = liveAccount(setups, own, terms, keepsReturns ? { returns } : {})
  const last = setup.tape.length - 1
  const openGross = runs.reduce((sum, run) => sum + grossProfit(run, run.setup.tape.close[last]), 0)
  return { curve, account, openGross, lowest: lowest / setup.terms.cash, returns }
}
