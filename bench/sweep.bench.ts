/**
 * The sweep: crossing averages by the thousand, from bars to Sharpe ratio, drawdown and turnover through `evaluateHere`,
 * beside a hand-written loop and beside the same work in layers; a mixed population; threads; and how cost grows. With
 * `--markdown FILE` the section "Sweep" of that file is written anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { evaluateHere } from '../src/evaluation/evaluate-here.ts'
import { periodsPerYear } from '../src/metrics/periods-per-year.ts'
import { marketOf } from './market.ts'
import { barsGrowth, strategiesGrowth } from './sweep.growth.ts'
import { populationRates } from './sweep.population.ts'
import { type Row, withSection } from './sweep.report.ts'
import { averagesOf, layered, type Verdict, yardstick } from './sweep.rivals.ts'
import { inThreads } from './sweep.threads.ts'
import { genomesOf, known, SWEEP, taskOn } from './sweep.work.ts'

const ROUNDS = 6
const CHUNK = 40

const file = fileOf(process.argv.slice(2))
const whole = peakOf(100_000)
const rows = [compare(100_000), compare(8760)]
const population = [populationRates(8760), populationRates(100_000)]
const threads = await inThreads()
const growth = [barsGrowth(), strategiesGrowth()]
const found = { whole, rows, population, threads, growth }
// Read last, because others may have written to it meanwhile.
if (file === undefined) console.log(withSection('', found))
else writeFileSync(file, withSection(readFileSync(file, 'utf8'), found))

function fileOf(given: readonly string[]): string | undefined {
  if (given.length === 0) return undefined
  if (given.length === 2 && given[0] === '--markdown') return given[1]
  throw new Error('usage: npm run bench -- sweep [--markdown FILE]')
}

/** The peak of the process's memory after the whole sweep, in megabytes; comes first, because a peak never falls. */
function peakOf(length: number): number {
  evaluateHere(taskOn(marketOf(length)), { catalogue: known, cache: false })(genomesOf(SWEEP, 'sma-crossover'))
  return (process.resourceUsage().maxRSS * 1024) / 1e6
}

/** All contestants in turn, forty strategies at a time: the least of all rounds of every chunk, added up. */
function compare(length: number): Row {
  const bars = marketOf(length)
  const perYear = periodsPerYear(bars.time, bars.interval)
  const genomes = { sma: genomesOf(SWEEP, 'sma-crossover'), ema: genomesOf(SWEEP, 'ema-crossover') }
  const least: Record<string, number[]> = { ours: [], yardstick: [], ema: [], layered: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const [loops, layers] = [averagesOf(bars), averagesOf(bars)]
    const evaluate = evaluateHere(taskOn(bars), { catalogue: known, cache: false })
    const alone = (run: typeof yardstick, averages: typeof loops, from: number) =>
      SWEEP.slice(from, from + CHUNK).map((pair) => run(bars, pair.map(averages), perYear))
    for (let from = 0; from < SWEEP.length; from += CHUNK) {
      const time = <T>(name: string, work: () => T): T => {
        const start = performance.now()
        const done = work()
        const spent = performance.now() - start
        const before = least[name][from / CHUNK] ?? Number.POSITIVE_INFINITY
        least[name][from / CHUNK] = Math.min(before, spent)
        return done
      }
      const ours = time('ours', () => evaluate(genomes.sma.slice(from, from + CHUNK)))
      const theirs = time('yardstick', () => alone(yardstick, loops, from))
      time('ema', () => evaluate(genomes.ema.slice(from, from + CHUNK)))
      const apart = time('layered', () => alone(layered, layers, from))
      checkSame(ours.scores, theirs)
      checkSame(ours.scores, apart)
    }
  }
  const cost = (name: string) => (least[name].reduce((sum, value) => sum + value, 0) * 1e6) / length / SWEEP.length
  return { length, ours: cost('ours'), ema: cost('ema'), yardstick: cost('yardstick'), layered: cost('layered') }
}

/** Stops the bench where the contestants do not agree to nine digits. */
function checkSame(scores: Float64Array, verdicts: readonly Verdict[]): void {
  for (const [place, { sharpe, maxDrawdown, turnover }] of verdicts.entries()) {
    for (const [i, value] of [sharpe, maxDrawdown, turnover].entries()) {
      const ours = scores[3 * place + i]
      if (Math.abs(ours - value) <= 1e-9 * Math.abs(value)) continue
      throw new Error(`strategy ${place}, number ${i}: ${ours} is not ${value}`)
    }
  }
}
