import type { Column } from '../base/column.ts'
import type { Blueprint } from '../genome/blueprint.ts'
import type { Bars } from '../market/bars.ts'
import { type BlueprintOptions, blueprintOf as blueprintFrom } from '../strategy/blueprint-of.ts'
import { expose as exposeWith } from '../strategy/expose.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { Workspace } from '../strategy/workspace.ts'
import { everySeed } from './catalogue.ts'

/**
 * `blueprintOf` of `strategy/` with the seeds of the library, unless the options name another catalogue.
 *
 * @example
 * blueprintOf(['ema-crossover', 'rsi-filter']).name // => 'ema-crossover@1 + rsi-filter@1'
 */
export function blueprintOf(names: readonly string[], options: Partial<BlueprintOptions> = {}): Blueprint {
  return blueprintFrom(names, { catalogue: everySeed, ...options })
}

/**
 * `expose` of `strategy/` with the seeds of the library. For many strategies on one market give a workspace of your own: it
 * keeps what they share.
 *
 * @example
 * expose({ parts: [partOf(emaCrossover)] }, showcaseMarket('rise')).at(-1) // => 1
 */
export function expose(strategy: Strategy, bars: Bars, workspace: Workspace = new Workspace(everySeed)): Column {
  return exposeWith(strategy, bars, workspace)
}
