/**
 * The CSV door against papaparse and csv-parse: the same deterministic text of 1,000,000 bars, each reader called in
 * its natural way until six columns of numbers stand there. Every figure comes from a process of its own.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as csvParse } from 'csv-parse/sync'
import Papa from 'papaparse'
import { OrganismError } from '../src/base/error.ts'
import { BAR_COLUMNS } from '../src/market/bars.ts'
import { parseBars } from '../src/market/parse-bars.ts'
import { writeBars } from '../src/market/write-bars.ts'

const ROWS = 1_000_000
const RUNS = 5
const MB = 1e6
const HEADER = BAR_COLUMNS.join(',')

type Reader = (load: () => Uint8Array) => () => readonly Float64Array[]

/** A reader gets the file in the form it asks for before the clock starts. */
function ofText(read: (text: string) => readonly Float64Array[]): Reader {
  return (load) => {
    const text = new TextDecoder('latin1').decode(load())
    return () => read(text)
  }
}

const READERS: Readonly<Record<string, Reader>> = {
  'parseBars, text': ofText((text) => columnsOf(parseBars(text))),
  'parseBars, bytes': (load) => {
    const bytes = load()
    return () => columnsOf(parseBars(bytes))
  },
  'papaparse, step and Number': ofText(papaSteps),
  'papaparse, rows then Number': ofText((text) => {
    return fromRows(Papa.parse<string[]>(text, { skipEmptyLines: true }).data.slice(1))
  }),
  'papaparse, header and dynamicTyping': ofText((text) => {
    return fromRecords(Papa.parse<Bar>(text, { header: true, dynamicTyping: true, skipEmptyLines: true }).data)
  }),
  'csv-parse, rows then Number': ofText((text) => fromRows(csvParse(text, { from_line: 2 }))),
  'csv-parse, columns and cast': ofText((text) => {
    return fromRecords(csvParse(text, { columns: true, cast: true }) as unknown as Bar[])
  }),
}

type Bar = Record<(typeof BAR_COLUMNS)[number], number>

function columnsOf(bars: Record<(typeof BAR_COLUMNS)[number], Float64Array>): Float64Array[] {
  return BAR_COLUMNS.map((name) => bars[name])
}

function fromRows(rows: readonly (readonly string[])[]): Float64Array[] {
  return BAR_COLUMNS.map((_, k) => Float64Array.from(rows, (row) => Number(row[k])))
}

function fromRecords(records: readonly Bar[]): Float64Array[] {
  return BAR_COLUMNS.map((name) => Float64Array.from(records, (record) => record[name]))
}

function papaSteps(text: string): Float64Array[] {
  const columns = BAR_COLUMNS.map(() => new Float64Array(ROWS))
  let row = -1
  Papa.parse<string[]>(text, {
    skipEmptyLines: true,
    step: ({ data }) => {
      if (row >= 0) for (let k = 0; k < columns.length; k++) columns[k][row] = Number(data[k])
      row++
    },
  })
  return columns
}

/** Hourly bars of a random walk, prices with two decimals and volumes with three: about 55 bytes a row. */
function makeBytes(): Uint8Array {
  const bytes = new Uint8Array(70 * ROWS)
  const encoder = new TextEncoder()
  let at = encoder.encodeInto(`${HEADER}\n`, bytes).written
  let state = 42
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let price = 20_000
  for (let t = 0; t < ROWS; t++) {
    const open = price
    price = Math.max(1000, Math.min(90_000, price * (1 + 0.008 * (uniform() - 0.5))))
    const high = Math.max(open, price) * (1 + 0.002 * uniform())
    const low = Math.min(open, price) * (1 - 0.002 * uniform())
    const prices = [open, high, low, price].map((value) => value.toFixed(2)).join(',')
    const line = `${1_577_836_800_000 + 60_000 * t},${prices},${(1000 * uniform()).toFixed(3)}\n`
    at += encoder.encodeInto(line, bytes.subarray(at)).written
  }
  return bytes.slice(0, at)
}

interface Figures {
  readonly seconds: number
  readonly peak: number
  readonly size: number
  readonly sum: number
}

/** Runs in the child: the median of several runs, and what the first adds to the memory of a process that has the file. */
function measure(name: string, file: string): Figures {
  const read = READERS[name](() => readFileSync(file))
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const seconds: number[] = []
  let peak = 0
  let sum = 0
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    const columns = read()
    seconds.push((performance.now() - start) / 1000)
    if (run === 0) peak = process.resourceUsage().maxRSS * 1024 - before
    sum = columns.reduce((total, column) => total + column.reduce((a, b) => a + b), 0)
    globalThis.gc?.()
  }
  return { seconds: seconds.sort((a, b) => a - b)[RUNS >> 1], peak, size: statSync(file).size, sum }
}

function child(...tasks: string[]): string {
  const self = fileURLToPath(import.meta.url)
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', self, ...tasks], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${tasks.join(' ')}: ${stderr}`)
  return stdout
}

/** A line of a GiB without an end: how it is answered, how fast, and for how much memory. */
function longLine(): string {
  const bytes = new Uint8Array(2 ** 30).fill(49)
  bytes.set(new TextEncoder().encode(`${HEADER}\n`))
  const before = process.resourceUsage().maxRSS
  const start = performance.now()
  try {
    parseBars(bytes)
    return 'the long line was read: wrong'
  } catch (error) {
    const ms = Math.round(performance.now() - start)
    const grown = Math.round((process.resourceUsage().maxRSS - before) / 1024)
    return `a line of 1 GiB: ${error instanceof OrganismError ? error.code : 'another error'} in ${ms} ms, ${grown} MiB more`
  }
}

/** Writing the same market, and reading it back. */
function writing(file: string): string {
  const bars = parseBars(readFileSync(file))
  const start = performance.now()
  const text = writeBars(bars)
  const seconds = (performance.now() - start) / 1000
  const same = columnsOf(parseBars(text)).every((column, k) =>
    column.every((value, t) => value === columnsOf(bars)[k][t]),
  )
  return `writeBars: ${ROWS} rows, ${(text.length / MB).toFixed(1)} MB in ${seconds.toFixed(2)} s, read back equal: ${same}`
}

function table(file: string): void {
  const figures = Object.keys(READERS).map((name) => ({ name, ...(JSON.parse(child(name, file)) as Figures) }))
  const ours = figures[0].seconds
  console.log(
    `${ROWS} rows, ${(figures[0].size / MB).toFixed(1)} MB, median of ${RUNS} runs, each reader in its own process`,
  )
  console.log('reader                               seconds  ratio  MB added  peak / text, text included  sum of cells')
  for (const { name, seconds, peak, size, sum } of figures) {
    const cells = [
      name.padEnd(36),
      seconds.toFixed(3).padStart(7),
      (seconds / ours).toFixed(1).padStart(6),
      (peak / MB).toFixed(0).padStart(9),
      (peak / size + 1).toFixed(1).padStart(27),
      ` ${sum.toPrecision(15)}`,
    ]
    console.log(cells.join(' '))
  }
  console.log(child('long line').trim())
  console.log(child('writing', file).trim())
}

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'csv-bench-'))
  try {
    writeFileSync(join(folder, 'bars.csv'), makeBytes())
    table(join(folder, 'bars.csv'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [task, file = ''] = process.argv.slice(2)
if (task === undefined) compare()
else if (task === 'long line') console.log(longLine())
else if (task === 'writing') console.log(writing(file))
else console.log(JSON.stringify(measure(task, file)))
