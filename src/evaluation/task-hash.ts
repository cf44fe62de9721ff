import { columnHash, contentHash } from '../base/content-hash.ts'
import { refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { barsHash } from '../market/bars-hash.ts'
import { isOwn } from './measures-of.ts'
import { prepare } from './prepare.ts'
import type { EvaluationTask } from './task.ts'

const known = new WeakMap<Bars, string>()

/**
 * The identity of a task: the content hash of all it says, the markets by their bytes. Tasks of equal hash give every
 * strategy equal scores. What is left out and what is said as its default are different tasks here. A task with an
 * objective of one's own has none. O(bars), once per market.
 *
 * @example
 * const task = { markets: [showcaseMarket('rise')], execution: perpetual, objectives: ['sharpe'] }
 * taskHash(task) === taskHash({ ...task, markets: [showcaseMarket('rise')] }) // => true
 * taskHash(task) === taskHash({ ...task, warmup: 100 }) // => false
 */
export function taskHash(task: EvaluationTask): string {
  const where = 'taskHash'
  prepare(where, task)
  const { markets, objectives, detail, memory: _, ...rest } = task
  const own = objectives.find(isOwn)
  if (own !== undefined) {
    refuse(where, 'objectives', own.name, { rule: 'of the library', remedy: 'Code has no hash.' })
  }
  const finer = detail?.map((bars) => (bars === undefined ? null : marketHash(bars)))
  const named = { markets: markets.map(marketHash), objectives: objectives.map(plain) }
  return contentHash({ ...rest, ...named, ...(finer === undefined ? {} : { detail: finer }) } as never)
}

function marketHash(bars: Bars): string {
  const hash = known.get(bars) ?? barsHash(bars)
  known.set(bars, hash)
  return hash
}

/** An objective as JSON: a name alone is one without options, and columns are their hashes. */
function plain(spec: unknown): unknown {
  if (typeof spec === 'string') return { name: spec }
  return hashed(spec)
}

function hashed(value: unknown): unknown {
  if (value instanceof Float64Array) return columnHash(value)
  if (Array.isArray(value)) return value.map(hashed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hashed(each)]))
}
