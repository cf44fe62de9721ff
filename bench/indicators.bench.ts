// Ours against every rival that has the indicator, 1,000,000 bars, one fresh process per cell so that no library runs
// on code the engine has shaped for another: `npm run bench -- indicators`.
// Arguments: --markdown FILE writes the table there; --only TEXT keeps the rows whose name contains the text.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { ROWS, type Row, type Workload } from './indicators.rows.ts'

const BARS = 1_000_000
const OURS = 'ours'
const LIBRARIES = ['technicalindicators', 'indicatorts', '@ixjb94/indicators', '@debut/indicators', 'trading-signals']

/** Geometric random walk, hourly-like; mulberry32 seed 42, Box-Muller. */
function workload(rows: number): Workload {
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
  const bars = Array.from(close, (price, t) => ({ high: high[t], low: low[t], close: price, volume: volume[t] }))
  const out = Array.from({ length: 4 }, () => new Float64Array(rows))
  const lists = { highs: [...high], lows: [...low], closes: [...close], volumes: [...volume] }
  return { rows, high, low, close, volume, ...lists, bars, out }
}

/** Median nanoseconds a bar, after two runs to warm up: at least five runs, and for half a second. */
function measure(call: (data: Workload) => unknown): number {
  const data = workload(BARS)
  call(data)
  call(data)
  const times: number[] = []
  for (let spent = 0; times.length < 5 || (spent < 500 && times.length < 101); ) {
    const start = performance.now()
    call(data)
    times.push(performance.now() - start)
    spent += times[times.length - 1]
  }
  return (1e6 * times.sort((a, b) => a - b)[times.length >> 1]) / BARS
}

function measureApart(row: Row, library: string): number {
  if (library !== OURS && row.rivals[library] === undefined) return Number.NaN
  const arguments_ = ['--max-old-space-size=4096', fileURLToPath(import.meta.url), '--cell', row.name, library]
  return Number(execFileSync(process.execPath, arguments_, { encoding: 'utf8' }))
}

function table(rows: readonly Row[]): string {
  const lines = [
    `| ns per bar | ${OURS} | ${LIBRARIES.join(' | ')} | best rival / ours |`,
    `|---|${'---:|'.repeat(LIBRARIES.length + 2)}`,
  ]
  for (const row of rows) {
    const mine = measureApart(row, OURS)
    const theirs = LIBRARIES.map((library) => measureApart(row, library))
    const ratio = Math.min(...theirs.filter((time) => !Number.isNaN(time))) / mine
    const cells = [mine, ...theirs].map((time) => (Number.isNaN(time) ? '-' : time.toFixed(time < 100 ? 1 : 0)))
    lines.push(`| ${row.name} | ${cells.join(' | ')} | ${ratio.toFixed(1)}x |`)
    console.log(lines[lines.length - 1])
  }
  return `${lines.join('\n')}\n`
}

const [flag, ...rest] = process.argv.slice(2)
if (flag === '--cell') {
  const row = ROWS.find(({ name }) => name === rest[0]) as Row
  process.stdout.write(String(measure(rest[1] === OURS ? row.ours : row.rivals[rest[1]])))
} else {
  const argument = (name: string): string | undefined => {
    const at = process.argv.indexOf(name)
    return at < 0 ? undefined : process.argv[at + 1]
  }
  const only = argument('--only') ?? ''
  const text = table(ROWS.filter(({ name }) => name.includes(only)))
  const machine = `Medians, 1,000,000 bars, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}.`
  const file = argument('--markdown')
  if (file !== undefined) writeFileSync(file, `${machine}\n\n${text}`)
  console.log(`\n${machine}\n\n${text}`)
}
