import { barsFrom, type RawColumns } from '../src/market/bars-from.ts'
import { inspectBars } from '../src/market/inspect-bars.ts'
import { packBars } from '../src/market/pack-bars.ts'
import { resample } from '../src/market/resample.ts'
import { unpackBars } from '../src/market/unpack-bars.ts'

// Medians for a market of a million one-minute bars. Bundle it with esbuild and run it with node --expose-gc: a
// collection before each run keeps the buffers of the run before out of its time.

const LENGTH = 1_000_000
const MINUTE = 60_000
const RUNS = 15

/** A walk whose steps come from a linear congruential generator, the same on every run. */
function minutes(length: number): RawColumns {
  const [time, open, high, low, close, volume] = Array.from({ length: 6 }, () => new Float64Array(length))
  let state = 42
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let price = 100
  for (let t = 0; t < length; t++) {
    time[t] = t * MINUTE
    open[t] = price
    price *= 1 + 0.002 * (chance() - 0.5)
    close[t] = price
    high[t] = Math.max(open[t], price) * (1 + 0.001 * chance())
    low[t] = Math.min(open[t], price) * (1 - 0.001 * chance())
    volume[t] = 1 + Math.floor(100 * chance())
  }
  return { time, open, high, low, close, volume }
}

function median(run: () => unknown): number {
  const times: number[] = []
  for (let i = 0; i < RUNS + 3; i++) {
    globalThis.gc?.()
    const start = performance.now()
    run()
    if (i >= 3) times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[RUNS >> 1]
}

const columns = minutes(LENGTH)
const bars = barsFrom(columns)
const packed = packBars(bars)
const rows: [name: string, goal: string, run: () => unknown][] = [
  ['packBars, plain', '< 20 ms', () => packBars(bars)],
  ['packBars, shared', '< 20 ms', () => packBars(bars, { buffer: 'shared' })],
  ['unpackBars', '< 1 ms', () => unpackBars(packed)],
  ['unpackBars, rows checked', '', () => unpackBars(packed, { rows: 'check' })],
  ['barsFrom typed columns', '', () => barsFrom(columns)],
  ['resample 1m to 1h', '', () => resample(bars, '1h', { incomplete: 'keep' })],
  ['inspectBars', '', () => inspectBars(bars)],
]
console.log(`median of ${RUNS} runs, ${LENGTH} bars`)
for (const [name, goal, run] of rows)
  console.log(`${name.padEnd(26)}${median(run).toFixed(3).padStart(10)} ms  ${goal}`)
