import { refuse } from '../base/guards.ts'
import { pow } from '../math/pow.ts'
import type { Shock } from './scenario.ts'

/** Steps of a scenario as steps of bars: cut into equal parts, or put together. */
export function planFor(where: string, shocks: readonly Shock[], times: { step: number; interval: number }): Shock[] {
  const { step, interval } = times
  if (step % interval === 0) return shocks.flatMap((shock) => cut(shock, step / interval))
  if (interval % step === 0) return together(shocks, interval / step)
  return refuse(where, 'bars.interval', interval, {
    rule: `a whole part or a whole multiple of ${step}, a step of the scenario in milliseconds`,
    remedy: 'Resample the bars.',
  })
}

/** One step in `parts` bars: the gap, the low and the high in the first, the way to the close evenly in logarithms. */
function cut(shock: Shock, parts: number): Shock[] {
  if (parts === 1) return [shock]
  const open = 1 + shock.gap
  const slope = (1 + shock.move) / open
  const each = pow(slope, 1 / parts)
  return Array.from({ length: parts }, (_, j) => {
    const rest = { volume: shock.volume, funding: shock.funding / parts, closed: shock.closed }
    if (j === 0) return { ...rest, gap: shock.gap, move: open * each - 1, low: shock.low, high: shock.high }
    // The last part lands on the close of the step, whatever rounding did before.
    const move = (j === parts - 1 ? slope / pow(each, parts - 1) : each) - 1
    return { ...rest, gap: 0, move, low: Math.min(0, move), high: Math.max(0, move) }
  })
}

/** Every `count` steps as one bar. */
function together(shocks: readonly Shock[], count: number): Shock[] {
  return Array.from({ length: Math.ceil(shocks.length / count) }, (_, k) => {
    const part = shocks.slice(k * count, (k + 1) * count)
    let [price, low, high] = [1, Number.POSITIVE_INFINITY, 0]
    for (const shock of part) {
      low = Math.min(low, price * (1 + shock.low))
      high = Math.max(high, price * (1 + shock.high))
      price *= 1 + shock.move
    }
    return {
      ...{ gap: part[0].gap, move: price - 1, low: low - 1, high: high - 1 },
      volume: part.reduce((all, shock) => all + shock.volume, 0) / part.length,
      funding: part.reduce((all, shock) => all + shock.funding, 0),
      closed: part.every((shock) => shock.closed),
    }
  })
}
