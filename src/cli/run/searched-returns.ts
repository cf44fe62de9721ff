import type { Column } from '../../base/column.ts'
import { prepare } from '../../evaluation/prepare.ts'
import { returnsOf } from '../../lifecycle/gauntlet-population.ts'
import { sliceBars } from '../../market/slice-bars.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'
import type { Strategy } from '../../strategy/strategy.ts'
import { Workspace } from '../../strategy/workspace.ts'
import type { RunConfig } from './config.ts'
import type { StagedMarket } from './markets.ts'
import { executionOf } from './task.ts'

/** Returns of strategies of a run on the searched rows of every market, one market after the other. */
export function searchedReturns(
  config: RunConfig,
  markets: readonly StagedMarket[],
  catalogue: Catalogue,
): (strategy: Strategy) => Column {
  const workspace = new Workspace(catalogue)
  const grounds = markets.map((market) => {
    const { inSample, warmup } = market.stages
    const searched = sliceBars(market.bars, 0, inSample.to)
    const task = { markets: [searched], execution: executionOf(config), objectives: ['sharpe'], warmup }
    const [{ bars, blocks }] = prepare('searchedReturns', task).markets
    return { bars, block: blocks[0], workspace }
  })
  return (strategy) => {
    const columns = grounds.map((ground) => returnsOf(strategy, ground))
    return Float64Array.from(columns.flatMap((column) => Array.from(column)))
  }
}
