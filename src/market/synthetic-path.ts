import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import type { Bars } from './bars.ts'
import { barsFrom } from './bars-from.ts'
import { reachAbove, reachBelow } from './synthetic-extremes.ts'
import { type Draws, type Frame, timesOf } from './synthetic-options.ts'

/** The way of a price in logarithms, one row per bar. */
export interface Path {
  /** From the close before to the open. */
  readonly gap: Column
  /** From the open to the close. */
  readonly move: Column
  /** Standard deviation of the Brownian path that leads from the open to the close. */
  readonly volatility: Column
}

/** The mean range of a Brownian path of standard deviation 1: the root of 8 / pi. */
const MEAN_RANGE = Math.sqrt(8 / Math.PI)
/** How much volume varies beside the range: the standard deviation of its logarithm. */
const NOISE = 0.3

/** A path along which nothing happens yet. */
export function stillPath(length: number): Path {
  return {
    gap: new Float64Array(length),
    move: new Float64Array(length),
    volatility: new Float64Array(length),
  }
}

/**
 * The market that goes along a path. Between open and close the price is a Brownian bridge, and its high and low
 * are drawn from their exact joint law. Half of the volume of a bar goes with its range, half does not.
 */
export function barsAlong(where: string, draws: Draws, path: Path, frame: Frame): Bars {
  const { length, price, symbol, interval } = frame
  const [open, high, low, close, volume] = Array.from({ length: 5 }, () => new Float64Array(length))
  const usual = MEAN_RANGE * mean(path.volatility)
  let level = 0
  for (let t = 0; t < length; t++) {
    const move = path.move[t]
    const above = reachAbove(move, path.volatility[t], draws.float())
    const below = reachBelow(move, path.volatility[t], above, draws.float())
    const from = level + path.gap[t]
    level = from + move
    open[t] = price * exp(from)
    close[t] = price * exp(level)
    high[t] = Math.max(open[t], close[t], price * exp(Math.max(from, level) + above))
    low[t] = Math.min(open[t], close[t], price * exp(Math.min(from, level) - below))
    const bustle = usual === 0 ? 1 : (Math.abs(path.gap[t]) + Math.abs(move) + above + below) / usual
    volume[t] = frame.volume * (0.5 + 0.5 * bustle) * exp(NOISE * draws.normal() - NOISE ** 2 / 2)
  }
  checkPrices(where, low, high, 'Choose less drift or volatility, or fewer bars.')
  return barsFrom({ time: timesOf(frame), open, high, low, close, volume }, { symbol, interval })
}

function mean(column: Column): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length
}

/** Refuses a path that leads out of the range of numbers. */
export function checkPrices(where: string, low: Column, high: Column, remedy: string): void {
  for (let row = 0; row < low.length; row++) {
    if (low[row] > 0 && high[row] < Number.POSITIVE_INFINITY) continue
    const price = low[row] > 0 ? high[row] : low[row]
    refuse(where, 'prices', price, { rule: 'positive and finite', row, remedy })
  }
}
