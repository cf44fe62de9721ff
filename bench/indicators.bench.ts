// Ours against every rival that has the indicator, 1,000,000 bars: `npm run bench -- indicators`.
// Arguments: --markdown FILE writes the table there; any other words keep the rows whose names hold one of them.
// Each contestant of a row runs in a process of its own: a million bars as objects, kept for one of them, would have to be
// looked through whenever another fills the heap, and no library runs on code the engine has shaped for another. They take
// turns, each in its natural way; the least time of each counts, which a busy machine disturbs least.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { ROWS, type Row, type Workload } from './indicators.rows.ts'

const BARS = 1_000_000
const OURS = ['ours', 'ours, `...Into`']
const LIBRARIES = ['technicalindicators', 'indicatorts', '@ixjb94/indicators', '@debut/indicators', 'trading-signals']

/** A contestant has taken enough turns when it has spent this long on them, or has had so many. */
const ENOUGH_MS = 200
const MOST_TURNS = 41

/** Geometric random walk, hourly-like; mulberry32 seed 42, Box-Muller. Arrays and bars are made when they are asked for. */
function workload(rows: number, out: readonly Float64Array[]): Workload {
  const high = new Float64Array(rows)
  const low = new Float64Array(rows)
  const close = new Float64Array(rows)
  let word = 42
  const uniform = (): number => {
    word = (word + 0x6d2b79f5) | 0
    let mixed = Math.imul(word ^ (word >>> 15), 1 | word)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  let level = Math.log(100)
  for (let t = 0; t < rows; t++) {
    const open = Math.exp(level)
    level += 0.004 * normal() - 0.000008
    close[t] = Math.exp(level)
    high[t] = Math.max(open, close[t]) * (1 + 0.002 * Math.abs(normal()))
    low[t] = Math.min(open, close[t]) * (1 - 0.002 * Math.abs(normal()))
  }
  const volume = Float64Array.from(close, () => 1000 * uniform())
  return {
    rows,
    high,
    low,
    close,
    volume,
    get highs() {
      return kept(this, 'highs', [...high])
    },
    get lows() {
      return kept(this, 'lows', [...low])
    },
    get closes() {
      return kept(this, 'closes', [...close])
    },
    get volumes() {
      return kept(this, 'volumes', [...volume])
    },
    get bars() {
      const bars = Array.from(close, (price, t) => {
        return { open: close[Math.max(0, t - 1)], high: high[t], low: low[t], close: price, volume: volume[t] }
      })
      return kept(this, 'bars', bars)
    },
    out,
  }
}

/** A property that from now on is this value. */
function kept<T>(object: object, name: string, value: T): T {
  Object.defineProperty(object, name, { value })
  return value
}

/** Columns at hand, or such as are allocated when they are asked for, as our allocating doors do. */
function outputs(isFresh: boolean): readonly Float64Array[] {
  if (isFresh) return new Proxy([], { get: () => new Float64Array(BARS) })
  return Array.from({ length: 4 }, () => new Float64Array(BARS))
}

/** One contestant: after a run that makes its inputs, it answers each message with the milliseconds of another. */
function takeTurns(row: Row, name: string): void {
  const data = workload(BARS, outputs(name === OURS[0]))
  const call = OURS.includes(name) ? row.ours : row.rivals[name]
  call(data)
  process.on('message', () => process.send?.(timeOf(() => call(data))))
  process.send?.(0)
}

/** Milliseconds of a call: by the clock, or of processor time where other work kept the processor from it. */
function timeOf(call: () => unknown): number {
  const start = performance.now()
  const before = process.cpuUsage()
  call()
  const { user, system } = process.cpuUsage(before)
  return Math.min(performance.now() - start, (user + system) / 1000)
}

/** Least nanoseconds a bar of: ours with fresh columns, ours into columns at hand, and each library; NaN without one. */
async function measureRow(row: Row): Promise<number[]> {
  const names = [...OURS, ...LIBRARIES]
  const contestants = names.map((name) =>
    OURS.includes(name) || name in row.rivals ? contestant(row, name) : undefined,
  )
  await Promise.all(contestants.map((process) => process && once(process, 'message')))
  const least = names.map(() => Number.NaN)
  const spent = names.map(() => 0)
  for (let turn = 0, isOver = false; turn < MOST_TURNS && !isOver; turn++) {
    isOver = true
    for (const [i, process] of contestants.entries()) {
      if (process === undefined || spent[i] >= ENOUGH_MS) continue
      process.send('turn')
      const [time] = (await once(process, 'message')) as [number]
      spent[i] += time
      least[i] = turn === 0 ? time : Math.min(least[i], time)
      isOver = false
    }
  }
  for (const process of contestants) process?.kill()
  return least.map((time) => (1e6 * time) / BARS)
}

function contestant(row: Row, name: string): ChildProcess {
  return fork(fileURLToPath(import.meta.url), ['--turns', row.name, name], { execArgv: ['--max-old-space-size=4096'] })
}

async function table(rows: readonly Row[]): Promise<string> {
  const columns = [...OURS, ...LIBRARIES, 'best rival / ours', 'best rival / `...Into`']
  const lines = [`| ns per bar | ${columns.join(' | ')} |`, `|---|${'---:|'.repeat(columns.length)}`]
  for (const line of lines) console.log(line)
  for (const row of rows) {
    const times = await measureRow(row)
    const rival = Math.min(...times.slice(2).filter((time) => !Number.isNaN(time)))
    const ratios = [times[0], times[1]].map((time) =>
      rival === Number.POSITIVE_INFINITY ? '-' : `${(rival / time).toFixed(1)}x`,
    )
    const cells = times.map((time) => (Number.isNaN(time) ? '-' : time.toFixed(time < 100 ? 1 : 0)))
    lines.push(`| ${row.name} | ${[...cells, ...ratios].join(' | ')} |`)
    console.log(lines[lines.length - 1])
  }
  return `${lines.join('\n')}\n`
}

const words = process.argv.slice(2)
if (words[0] === '--turns') takeTurns(ROWS.find(({ name }) => name === words[1]) as Row, words[2])
else {
  const at = words.indexOf('--markdown')
  const [, file] = at < 0 ? [] : words.splice(at, 2)
  const text = await table(ROWS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word))))
  const machine = `Least times, 1,000,000 bars, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}.`
  if (file !== undefined) writeFileSync(file, `${machine}\n\n${text}`)
  console.log(`\n${machine}`)
}
