/**
 * The memory of a population, the fused pass against a hand-written minimal loop, the full result against the fused pass,
 * and JavaScript peers. Every round runs different strategies, so that the branch predictor learns none.
 */
import { Action, type Asset, macdStrategy, backtest as peerBacktest } from 'indicatorts'
import { backtest } from '../src/backtest/backtest.ts'
import { backtestMany } from '../src/backtest/backtest-many.ts'
import { perpetual } from '../src/backtest/execution.ts'
import { summarise } from '../src/backtest/summarise.ts'
import { macd } from '../src/indicators/macd.ts'
import type { Bars } from '../src/market/bars.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { marketOf } from './market.ts'

const LENGTH = 100_000
const STRATEGIES = 16
const ROUNDS = 60

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

/** What memory alone costs the full result: its five columns by bar, allocated and written once, nothing computed. */
function columnsOnly(length: number): number {
  const [a, b, c, d, e] = [0, 0, 0, 0, 0].map(() => new Float64Array(length))
  for (let t = 0; t < length; t++) {
    a[t] = t
    b[t] = t
    c[t] = t
    d[t] = t
    e[t] = t
  }
  return a[1] + b[1] + c[1] + d[1] + e[1]
}

const bars = marketOf(LENGTH)
let sink = 0

/**
 * The peak of the process's memory after ever larger populations. Row k of a panel is the window of one long column that
 * begins at its bar k, so the strategies differ and the panel itself takes next to nothing. Comes first: a peak never falls.
 */
function memoryOfMany(length: number): void {
  const market = marketOf(length)
  const data = exposureOf(length + 10_000, 280, 1)
  console.log(`backtestMany on ${length} bars: peak of the process's memory`)
  for (const rows of [10, 100, 1000, 10_000]) {
    const { data: scores } = backtestMany(market, { data, shape: [rows, length], stride: [1, 1], offset: 0 }, perpetual)
    sink += scores.length
    const column = (rows * length * 8) / 1e6
    const peak = (process.resourceUsage().maxRSS * 1024) / 1e6
    const result = (scores.byteLength / 1e6).toFixed(2)
    console.log(
      `  ${String(rows).padStart(6)} strategies ${peak.toFixed(0).padStart(5)} MB; the result ${result} MB, one column for each would be ${column} MB`,
    )
  }
}

memoryOfMany(10_000)

/** Nanoseconds per bar by the clock and of the processor (all threads, system included), each the least of all rounds. */
interface Times {
  wall: number
  processor: number
}

type Runs = Readonly<Record<string, (exposure: Float64Array) => number>>

/** Runs in turn, so that all meet the same machine. */
function compare(runs: Runs, changes: number): Map<string, Times> {
  const least = new Map<string, Times>()
  for (let round = 0; round < ROUNDS; round++) {
    const exposures = Array.from({ length: STRATEGIES }, (_, i) => exposureOf(LENGTH, changes, round * STRATEGIES + i))
    for (const [name, run] of Object.entries(runs)) {
      const start = process.cpuUsage()
      const clock = performance.now()
      for (const exposure of exposures) sink += run(exposure)
      const wall = ((performance.now() - clock) * 1e6) / (LENGTH * STRATEGIES)
      const { user, system } = process.cpuUsage(start)
      const processor = ((user + system) * 1000) / (LENGTH * STRATEGIES)
      const before = least.get(name)
      least.set(name, {
        wall: Math.min(before?.wall ?? Number.POSITIVE_INFINITY, wall),
        processor: Math.min(before?.processor ?? Number.POSITIVE_INFINITY, processor),
      })
    }
  }
  return least
}

/** One row per run, each against the run named `beside`. */
function print(title: string, times: Map<string, Times>, beside: string): void {
  const base = times.get(beside)!
  const cell = (value: number, unit: string) => `${value.toFixed(2).padStart(8)} ${unit}`
  console.log(`${title}; x of ${beside}`)
  for (const [name, { wall, processor }] of times) {
    const byClock = `${cell(wall, 'ns/bar')} ${cell(wall / base.wall, 'x')} by the clock`
    const byProcessor = `${cell(processor, 'ns/bar')} ${cell(processor / base.processor, 'x')} of the processor`
    console.log(`  ${name.padEnd(26)} ${byClock} ${byProcessor}`)
  }
}

const fitness: Runs = {
  yardstick: (exposure) => yardstick(bars, exposure),
  summarise: (exposure) => summarise(bars, exposure, perpetual).sharpe,
}
const full: Runs = {
  summarise: fitness['summarise'],
  backtest: (exposure) => backtest(bars, exposure, perpetual).summary.sharpe,
  'memory of its columns alone': () => columnsOnly(LENGTH),
}
for (const changes of [2800, 280, 10]) {
  const title = `${LENGTH} bars, about ${changes} changes`
  print(title, compare(fitness, changes), 'yardstick')
  print(title, compare(full, changes), 'summarise')
}

const actions = Array.from(exposureOf(LENGTH, 2800, 1), (side) => (side > 0 ? Action.BUY : Action.SELL))
const asset: Asset = {
  dates: Array.from(bars.time, (time) => new Date(time)),
  openings: Array.from(bars.open),
  highs: Array.from(bars.high),
  lows: Array.from(bars.low),
  closings: Array.from(bars.close),
  volumes: Array.from(bars.volume),
}
const peers: Runs = {
  summarise: fitness['summarise'],
  'indicatorts backtest': () => peerBacktest(asset, [{ name: 'given', strategy: () => actions }])[0].gain,
}
print('the same signals to a peer, which charges nothing and measures only the gain', compare(peers, 2800), 'summarise')

/** Long where the MACD is above its signal line, short where it is below: the strategy of the peer, from bars to result. */
function macdSummary(): number {
  const { macd: line, signal } = macd(bars.close, 12, 26, 9)
  const exposure = new Float64Array(bars.length)
  for (let t = 0; t < exposure.length; t++) exposure[t] = line[t] > signal[t] ? 1 : line[t] < signal[t] ? -1 : 0
  return summarise(bars, exposure, perpetual).sharpe
}

const fromBars: Runs = {
  'macd and summarise': macdSummary,
  'indicatorts macdStrategy': () => peerBacktest(asset, [{ name: 'macd', strategy: macdStrategy }])[0].gain,
}
print('a MACD strategy from bars to result, each in its own way', compare(fromBars, 2800), 'macd and summarise')

await grademark()

/** The same MACD strategy in grademark, bar by bar as its users write it; it needs `npm install grademark data-forge`. */
async function grademark(): Promise<void> {
  // Named in variables, because neither is a dependency: the script runs without them.
  const [tester, frames] = ['grademark', 'data-forge']
  const found = await Promise.all([import(tester), import(frames)]).catch(() => undefined)
  if (found === undefined) {
    console.log('grademark is not installed: no comparison with it')
    return
  }
  const [peer, { DataFrame }] = found
  const { macd: line, signal } = macd(bars.close, 12, 26, 9)
  const rows = Array.from(asset.dates, (time, t) => {
    return {
      time,
      open: bars.open[t],
      high: bars.high[t],
      low: bars.low[t],
      close: bars.close[t],
      volume: 1,
      isUp: line[t] > signal[t],
    }
  })
  const strategy = {
    entryRule: (enter: () => void, { bar }: { bar: { isUp: boolean } }) => bar.isUp && enter(),
    exitRule: (exit: () => void, { bar }: { bar: { isUp: boolean } }) => !bar.isUp && exit(),
  }
  const frame = new DataFrame(rows).setIndex('time')
  const start = performance.now()
  sink += peer.backtest(strategy, frame).length
  const wall = ((performance.now() - start) * 1e6) / LENGTH
  console.log(`grademark, the same crossings given, long only, one run: ${wall.toFixed(0)} ns/bar by the clock`)
}

if (Number.isNaN(sink)) console.log('a sum was not a number')
