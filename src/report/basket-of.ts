import type { Column } from '../base/column.ts'
import { sampleCovariance } from '../portfolio/covariance.ts'
import { hrp } from '../portfolio/hrp.ts'
import type { ReportBasket } from './report-data.ts'
import { shortened } from './round.ts'

/** Returns of a strategy by its name. */
export interface NamedReturns {
  readonly id: string
  readonly returns: Column
}

/** Capital over strategies by hierarchical risk parity; undefined with fewer than two that ever move. */
export function basketOf(strategies: readonly NamedReturns[], leftOut: number): ReportBasket | undefined {
  const moving = strategies.filter(({ returns }) => returns.some((value) => value !== returns[0]))
  if (moving.length < 2) return undefined
  const { weights, order, tree } = hrp(sampleCovariance(moving.map(({ returns }) => returns)))
  return {
    ids: moving.map(({ id }) => id),
    weights: Array.from(weights, (weight) => shortened(weight)),
    order,
    tree: tree.map(({ left, right, height }) => ({ left, right, height: shortened(height) })),
    leftOut: leftOut + strategies.length - moving.length,
  }
}
