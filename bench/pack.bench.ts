import { alignBars } from '../src/market/align-bars.ts'
import { barsFrom, type RawColumns } from '../src/market/bars-from.ts'
import { inspectBars } from '../src/market/inspect-bars.ts'
import { packBars, packBarsInto } from '../src/market/pack-bars.ts'
import { parseBars } from '../src/market/parse-bars.ts'
import { resample } from '../src/market/resample.ts'
import { unpackBars } from '../src/market/unpack-bars.ts'
import { writeBars } from '../src/market/write-bars.ts'

// Times for a market of a million one-minute bars. A collection before each run keeps the buffers of the run before
// out of its time.

const LENGTH = 1_000_000
const FEW = 100_000
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

interface Measured {
  readonly median: number
  readonly least: number
}

function measure(run: () => unknown): Measured {
  const times: number[] = []
  for (let i = 0; i < RUNS + 3; i++) {
    globalThis.gc?.()
    const start = performance.now()
    run()
    if (i >= 3) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { median: times[RUNS >> 1], least: times[0] }
}

/** What a run puts on the heap, in bytes; columns lie outside of it. Rows must be few enough that nothing is collected. */
function heapOf(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < RUNS; i++) {
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    run()
    least = Math.min(least, process.memoryUsage().heapUsed - before)
  }
  return least
}

type Row = readonly [name: string, goal: string, run: () => unknown]

function rowsOf(length: number): Row[] {
  const columns = minutes(length)
  const bars = barsFrom(columns)
  const packed = packBars(bars)
  const bytes = new Uint8Array(packed)
  const into = packBars(bars)
  const intoShared = packBars(bars, { buffer: 'shared' })
  const csv = new TextEncoder().encode(writeBars(bars))
  const rows = Float64Array.from({ length }, (_, t) => t).filter((t) => t % 3 !== 1)
  const thin = (column: ArrayLike<number>): Float64Array => rows.map((t) => column[t])
  const { time, open, high, low, close, volume } = bars
  const thinned = barsFrom(
    { time: thin(time), open: thin(open), high: thin(high), low: thin(low), close: thin(close), volume: thin(volume) },
    { interval: MINUTE },
  )
  return [
    ['copy of all bytes, fresh', '', () => new Uint8Array(bytes.length).set(bytes)],
    ['copy of all bytes, into', '', () => new Uint8Array(into).set(bytes)],
    ['packBars, plain', '', () => packBars(bars)],
    ['packBars, shared', '', () => packBars(bars, { buffer: 'shared' })],
    ['packBarsInto, plain', '< 20 ms', () => packBarsInto(into, bars)],
    ['packBarsInto, shared', '< 20 ms', () => packBarsInto(intoShared, bars)],
    ['unpackBars', '< 1 ms', () => unpackBars(packed)],
    ['unpackBars, rows checked', '', () => unpackBars(packed, { rows: 'check' })],
    ['barsFrom typed columns', '', () => barsFrom(columns)],
    ['parseBars, bytes', '', () => parseBars(csv)],
    ['resample 1m to 1h', '', () => resample(bars, '1h', { incomplete: 'keep' })],
    ['alignBars, intersection', '', () => alignBars([bars, thinned])],
    ['alignBars, union carried', '', () => alignBars([bars, thinned], { axis: 'union', gaps: 'carry' })],
    ['inspectBars', '', () => inspectBars(bars)],
  ]
}

const few = rowsOf(FEW)
console.log(`${RUNS} runs, ${LENGTH} bars${' '.repeat(11)}median        least   heap bytes a row`)
for (const [place, [name, goal, run]] of rowsOf(LENGTH).entries()) {
  const { median, least } = measure(run)
  const figures = [median, least].map((ms) => `${ms.toFixed(3).padStart(9)} ms`).join(' ')
  console.log(`${name.padEnd(26)}${figures}${(heapOf(few[place][2]) / FEW).toFixed(2).padStart(8)}  ${goal}`)
}
