/**
 * The fused pass against a hand-written minimal loop, the full result against the fused pass, and a JavaScript peer.
 * Every round runs different strategies, so that the branch predictor learns none; the time is that of the processor.
 */
import { Action, type Asset, backtest as peerBacktest } from 'indicatorts'
import { backtest } from '../src/backtest/backtest.ts'
import { backtestMany } from '../src/backtest/backtest-many.ts'
import { perpetual } from '../src/backtest/execution.ts'
import { summarise } from '../src/backtest/summarise.ts'
import type { Bars } from '../src/market/bars.ts'
import { barsFrom } from '../src/market/bars-from.ts'
import { randomFrom } from '../src/random/random-from.ts'

const LENGTH = 100_000
const STRATEGIES = 16
const PASSES = 10
const ROUNDS = 7

/** A geometric random walk in hourly bars, as in the published comparisons of vectorised backtesters. */
function marketOf(length: number): Bars {
  const random = randomFrom(42, 'bench')
  const [open, high, low, close] = [0, 1, 2, 3].map(() => new Float64Array(length))
  let last = 100
  for (let t = 0; t < length; t++) {
    open[t] = last
    last *= Math.exp(0.004 * random.normal() - 0.000008)
    close[t] = last
    high[t] = Math.max(open[t], last) * (1 + 0.002 * Math.abs(random.normal()))
    low[t] = Math.min(open[t], last) * (1 - 0.002 * Math.abs(random.normal()))
  }
  const time = Float64Array.from({ length }, (_, t) => t * 3_600_000)
  return barsFrom({ time, open, high, low, close, volume: new Float64Array(length).fill(1000) })
}

/** Long or short, turned at random: about `changes` times. */
function exposureOf(length: number, changes: number, seed: number): Float64Array {
  const random = randomFrom(seed, 'exposure')
  let side = 1
  return new Float64Array(length).map(() => {
    if (random.float() < changes / length) side = -side
    return side
  })
}

/** What a C programmer would write for one strategy: position, fee, Sharpe, drawdown and turnover, nothing else. */
function yardstick({ open, close }: Bars, exposure: Float64Array): number {
  const cost = 0.001
  let cash = 10_000
  let quantity = 0
  let equity = cash
  let peak = cash
  let worst = 1
  let sum = 0
  let squares = 0
  let turnover = 0
  let target = 0
  for (let t = 0; t < close.length; t++) {
    if (t > 0 && exposure[t - 1] !== target) {
      target = exposure[t - 1]
      const price = open[t]
      const worth = cash + quantity * price
      const delta = (target * worth) / price - quantity
      const traded = Math.abs(delta) * price
      cash -= delta * price + traded * cost
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
  const mean = sum / close.length
  return mean / Math.sqrt(squares / close.length - mean * mean) + worst + turnover
}

const bars = marketOf(LENGTH)
let sink = 0

/** Processor nanoseconds per bar, the least of several rounds taken in turn with the others. */
function compare(
  runs: Readonly<Record<string, (exposure: Float64Array) => number>>,
  changes: number,
): Map<string, number> {
  const exposures = Array.from({ length: STRATEGIES }, (_, seed) => exposureOf(LENGTH, changes, seed))
  const least = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const start = process.cpuUsage()
      for (let pass = 0; pass < PASSES; pass++) for (const exposure of exposures) sink += run(exposure)
      const spent = (process.cpuUsage(start).user * 1000) / (LENGTH * STRATEGIES * PASSES)
      least.set(name, Math.min(least.get(name) ?? Number.POSITIVE_INFINITY, spent))
    }
  }
  return least
}

function print(title: string, times: Map<string, number>): void {
  const [first] = times.values()
  console.log(title)
  for (const [name, ns] of times)
    console.log(`  ${name.padEnd(24)} ${ns.toFixed(2).padStart(8)} ns/bar ${(ns / first).toFixed(2).padStart(8)} x`)
}

const runs = {
  yardstick: (exposure: Float64Array) => yardstick(bars, exposure),
  summarise: (exposure: Float64Array) => summarise(bars, exposure, perpetual).sharpe,
  backtest: (exposure: Float64Array) => backtest(bars, exposure, perpetual).summary.sharpe,
}
for (const changes of [2800, 280, 10]) print(`${LENGTH} bars, about ${changes} changes`, compare(runs, changes))

const actions = Array.from(exposureOf(LENGTH, 2800, 1), (side) => (side > 0 ? Action.BUY : Action.SELL))
const asset: Asset = {
  dates: Array.from(bars.time, (time) => new Date(time)),
  openings: Array.from(bars.open),
  highs: Array.from(bars.high),
  lows: Array.from(bars.low),
  closings: Array.from(bars.close),
  volumes: Array.from(bars.volume),
}
const peers = {
  summarise: runs.summarise,
  'indicatorts backtest': () => peerBacktest(asset, [{ name: 'given', strategy: () => actions }])[0].gain,
}
print('the same signals to a peer, which charges nothing and measures only the gain', compare(peers, 2800))

for (const rows of [10, 1000]) {
  const data = new Float64Array(rows * 10_000).fill(1)
  const small = marketOf(10_000)
  globalThis.gc?.()
  const before = process.memoryUsage()
  const scores = backtestMany(small, { data, shape: [rows, 10_000], stride: [10_000, 1], offset: 0 }, perpetual)
  globalThis.gc?.()
  const after = process.memoryUsage()
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
  console.log(
    `backtestMany, ${rows} rows of 10,000 bars: ${(grown / 1e6).toFixed(1)} MB more, result ${(scores.data.byteLength / 1e6).toFixed(2)} MB`,
  )
}
if (Number.isNaN(sink)) console.log('a sum was not a number')
