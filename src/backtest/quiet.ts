import type { Column } from '../base/column.ts'
import { isNear } from './levels.ts'
import type { Run } from './run.ts'
import { BLOCK_BITS } from './tape.ts'

/** The exposure that asks for nothing; NaN when every bar must be looked at. */
export function quietExposure(run: Run): number {
  if (run.isUnfilled) return Number.NaN
  if (run.setup.terms.rebalance === 'on-change') return run.target
  return run.quantity === 0 && run.target === 0 ? 0 : Number.NaN
}

/** The first bar, at most to the end of the block, in which a range reaches a level, funding is due or time is over. */
export function quietUntil(run: Run, from: number, until: number): number {
  const { terms, tape, funding } = run.setup
  const last = terms.closeAtEnd ? tape.length - 1 : tape.length
  let end = Math.min(until, last, ((from >> BLOCK_BITS) + 1) << BLOCK_BITS) | 0
  if (run.quantity === 0) return end
  if (run.deadline < end) end = Math.max(from, run.deadline) | 0
  if (isNear(run, from)) end = untilReached(run, from, end)
  return funding === null ? end : untilFunding(funding, from, end)
}

function untilReached(run: Run, from: number, end: number): number {
  const { low, high } = run.setup.tape
  const lower = +run.lower
  const upper = +run.upper
  let t = from
  while (t < end && low[t] > lower && high[t] < upper) t++
  return t
}

/** The first bar, at most `end`, at which funding is due. */
export function untilFunding(funding: Column, from: number, end: number): number {
  let t = from
  while (t < end && funding[t] === 0) t++
  return t
}
