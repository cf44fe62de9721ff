import type { Growth } from './sweep.growth.ts'
import type { Rate } from './sweep.population.ts'
import type { Threaded } from './sweep.threads.ts'

/** What the sweep costs on a market of one length, in nanoseconds per bar and backtest. */
export interface Row {
  readonly length: number
  readonly ours: number
  readonly ema: number
  readonly yardstick: number
  readonly layered: number
}

/** Everything that was measured. */
export interface Found {
  /** Peak of the process's memory after the whole sweep, in megabytes. */
  readonly whole: number
  readonly rows: readonly Row[]
  readonly population: readonly Rate[]
  readonly threads: readonly Threaded[]
  readonly growth: readonly Growth[]
}

const TITLE = '## Sweep'
const WIDTH = 40

/** A text with its section "Sweep" written anew, at the end if there was none. */
export function withSection(text: string, found: Found): string {
  const lines = text.trimEnd().split('\n')
  const from = lines.indexOf(TITLE)
  const section = sectionOf(found)
  if (from < 0) return `${[...lines, '', ...section].join('\n').trimStart()}\n`
  const next = lines.findIndex((line, place) => place > from && line.startsWith('## '))
  const rest = next < 0 ? [] : ['', ...lines.slice(next)]
  return `${[...lines.slice(0, from), ...section, ...rest].join('\n')}\n`
}

function sectionOf({ whole, rows, population, threads, growth }: Found): string[] {
  const [long] = rows
  return [
    TITLE,
    '',
    '`npm run bench -- sweep --markdown docs/benchmarks.md` writes this section. A sweep is 1,000 pairs of moving averages (25 fast, 40',
    'slow) on one market: indicators, signals, orders, costs, Sharpe ratio, drawdown and turnover, by `evaluateHere` with a seed as',
    'users write their own. Next-open fills, the quantity constant between changes of the target, about 2,760 changes in 100,000 bars. Beside it',
    'a hand-written loop that does it all at once without any abstraction, and the same work as columns of signals, quantities, equity,',
    'returns and drawdowns; both are given averages that are made once per period. All three agree to nine digits, or the bench stops.',
    'Nanoseconds per bar and backtest: the least of six rounds of every forty strategies, contestants in turn.',
    '',
    '| bars | ours | goal: 10 | hand-written | ours beside it, goal: 1.3x | in layers | beside ours, goal: 2.5x | `ema-crossover` | backtests a second |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(rowOf),
    '',
    `The whole sweep on ${grouped(long.length)} bars takes the process to a peak of ${whole.toFixed(0)} MB (goal: 300; ${met(whole < 300)}).`,
    '',
    'A mixed population: 1,000 strategies of one to four parts over every rule seed, on a perpetual future with funding every eight',
    'hours, five objectives. From bars to scores, indicators included, one thread.',
    '',
    '| bars | evaluations a second | ns per bar | with a stop | faults |',
    '|---|---|---|---|---|',
    ...population.map(
      ({ length, perSecond, cost, stopped, faults }) =>
        `| ${grouped(length)} | ${perSecond.toFixed(0)} | ${cost.toFixed(1)} | ${(100 * stopped).toFixed(0)} of 100 | ${faults} |`,
    ),
    '',
    '`evaluateInThreads`, threads warm, the quickest of twelve rounds in turn. Processors are what the process had in that round, by its',
    'own processor time: where two threads had fewer than two, others held them up, and the row says less than the library can.',
    '',
    '| work | one thread, ms | processors | two, ms | processors | as fast, goal: 1.5x |',
    '|---|---|---|---|---|---|',
    ...threads.map(threadedOf),
    '',
    'How the cost of a bar and a backtest grows with the sweep, in nanoseconds:',
    '',
    '```text',
    ...growth.flatMap(plotOf),
    '```',
  ]
}

function threadedOf({ what, one, two }: Threaded): string {
  const times = one.ms / two.ms
  const cells = [one, two].flatMap(({ ms, cores }) => [ms.toFixed(0), cores.toFixed(2)])
  return `| ${[what, ...cells, `${times.toFixed(2)}x ${met(times >= 1.5)}`].join(' | ')} |`
}

function rowOf({ length, ours, ema, yardstick, layered }: Row): string {
  const beside = ours / yardstick
  const ahead = layered / ours
  const cells = [
    grouped(length),
    ours.toFixed(1),
    met(ours <= 10),
    yardstick.toFixed(1),
    `${beside.toFixed(2)}x ${met(beside <= 1.3)}`,
    layered.toFixed(1),
    `${ahead.toFixed(1)}x ${met(ahead >= 2.5)}`,
    ema.toFixed(1),
    grouped(Math.round(1e9 / ours / length)),
  ]
  return `| ${cells.join(' | ')} |`
}

function plotOf({ along, beside, points }: Growth, place: number): string[] {
  const most = Math.max(...points.map(({ cost }) => cost))
  const bars = points.map(({ size, cost }) => {
    const bar = '#'.repeat(Math.max(1, Math.round((WIDTH * cost) / most)))
    return `${grouped(size).padStart(10)}  ${bar.padEnd(WIDTH)} ${cost.toFixed(1)}`
  })
  return [...(place > 0 ? [''] : []), `${along.padStart(10)}  (${beside})`, ...bars]
}

function met(isMet: boolean): string {
  return isMet ? 'met' : 'not met'
}

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
