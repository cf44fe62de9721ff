import type { Column } from '../src/base/column.ts'
import type { Bars } from '../src/market/bars.ts'

/** What a sweep wants to know of one strategy. */
export interface Verdict {
  sharpe: number
  maxDrawdown: number
  turnover: number
}

/** Costs and calendar of the sweep: taker fee, slippage, bars a year. */
const FEE = 0.0005
const SLIPPAGE = 0.0005
const CASH = 10_000

/** The averages of a market by period, each made once: a running sum, as the sweep of a C programmer would keep it. */
export function averagesOf({ close }: Bars): (period: number) => Column {
  const known = new Map<number, Column>()
  return (period) => {
    const found = known.get(period)
    if (found !== undefined) return found
    const column = new Float64Array(close.length).fill(Number.NaN, 0, period - 1)
    let sum = 0
    for (let t = 0; t < period - 1; t++) sum += close[t]
    for (let t = period - 1; t < close.length; t++) {
      sum += close[t]
      column[t] = sum / period
      sum -= close[t - period + 1]
    }
    known.set(period, column)
    return column
  }
}

/** One strategy in one loop without any abstraction: signal, order, costs, Sharpe ratio, drawdown and turnover. */
export function yardstick({ open, close }: Bars, [fast, slow]: readonly Column[], perYear: number): Verdict {
  const length = close.length
  let cash = CASH
  let quantity = 0
  let equity = CASH
  let peak = CASH
  let worst = 1
  let sum = 0
  let squares = 0
  let turnover = 0
  let target = 0
  for (let t = 1; t < length; t++) {
    const wanted = fast[t - 1] > slow[t - 1] ? 1 : 0
    if (wanted !== target) {
      target = wanted
      const price = open[t]
      const worth = cash + quantity * price
      const delta = (wanted * worth) / price - quantity
      const traded = Math.abs(delta) * price
      const filled = price * (delta > 0 ? 1 + SLIPPAGE : 1 - SLIPPAGE)
      cash -= delta * price + traded * SLIPPAGE + Math.abs(delta) * filled * FEE
      quantity += delta
      turnover += traded / worth
    }
    const next = cash + quantity * close[t]
    const change = next / equity - 1
    sum += change
    squares += change * change
    equity = next
    if (next > peak) peak = next
    else if (next < peak * worst) worst = next / peak
  }
  const mean = sum / length
  const variance = (squares - sum * mean) / (length - 1)
  return {
    sharpe: (mean / Math.sqrt(variance)) * Math.sqrt(perYear),
    maxDrawdown: worst - 1,
    turnover: (turnover / length) * perYear,
  }
}

/** The same work as most tools lay it out: a column for each step, a pass for each number. */
export function layered({ open, close }: Bars, [fast, slow]: readonly Column[], perYear: number): Verdict {
  const length = close.length
  const signal = new Float64Array(length)
  for (let t = 0; t < length; t++) signal[t] = fast[t] > slow[t] ? 1 : 0
  const quantity = new Float64Array(length)
  const cash = new Float64Array(length).fill(CASH)
  const traded = new Float64Array(length)
  for (let t = 1; t < length; t++) {
    quantity[t] = quantity[t - 1]
    cash[t] = cash[t - 1]
    if (signal[t - 1] === (t > 1 ? signal[t - 2] : 0)) continue
    const price = open[t]
    const worth = cash[t] + quantity[t] * price
    const delta = (signal[t - 1] * worth) / price - quantity[t]
    const value = Math.abs(delta) * price
    const filled = price * (delta > 0 ? 1 + SLIPPAGE : 1 - SLIPPAGE)
    cash[t] -= delta * price + value * SLIPPAGE + Math.abs(delta) * filled * FEE
    quantity[t] += delta
    traded[t] = value / worth
  }
  const equity = new Float64Array(length)
  for (let t = 0; t < length; t++) equity[t] = cash[t] + quantity[t] * close[t]
  const returns = new Float64Array(length)
  for (let t = 0; t < length; t++) returns[t] = equity[t] / (t > 0 ? equity[t - 1] : CASH) - 1
  const drawdown = new Float64Array(length)
  for (let t = 0, peak = CASH; t < length; t++) {
    peak = Math.max(peak, equity[t])
    drawdown[t] = equity[t] / peak - 1
  }
  const mean = meanOf(returns)
  let squares = 0
  for (let t = 0; t < length; t++) squares += (returns[t] - mean) ** 2
  let worst = 0
  for (let t = 0; t < length; t++) worst = Math.min(worst, drawdown[t])
  return {
    sharpe: (mean / Math.sqrt(squares / (length - 1))) * Math.sqrt(perYear),
    maxDrawdown: worst,
    turnover: meanOf(traded) * perYear,
  }
}

function meanOf(column: Column): number {
  let sum = 0
  for (let t = 0; t < column.length; t++) sum += column[t]
  return sum / column.length
}
