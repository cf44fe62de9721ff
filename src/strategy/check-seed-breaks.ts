import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { showcaseMarket } from '../market/synthetic-showcase.ts'
import { withNeeds } from './check-seed-markets.ts'
import type { SeedFinding } from './check-seed-report.ts'
import { type Check, type Genes, mapColumns, rowsOf, type Trial } from './check-seed-trial.ts'

/** Whether a seed stands every market: no exception, no NaN, no more than all of the equity. */
export const neverBreaks: Check = (trial) => {
  const still = stillMarkets(trial)
  for (const [place, [genes, bars]] of trial.pairs().entries()) {
    const warmup = trial.warmup(genes)
    const lengths = [1, 2, warmup - 1, warmup, warmup + 1, warmup + 2]
    const short = lengths.filter((rows) => rows > 0 && rows <= bars.length).map((rows) => rowsOf(bars, 0, rows))
    for (const market of [bars, still[place % still.length], ...short]) {
      const column = trial.runOnce(market, genes)
      const bar = column.findIndex((value) => !(Math.abs(value) <= 1))
      if (bar < 0) continue
      const fault = Number.isNaN(column[bar]) ? 'writes NaN' : `writes ${column[bar]}, more than all of the equity,`
      const sentence =
        `${trial.seed.name} ${fault} at row ${bar}. Write comparisons so that what is not known says nothing, ` +
        'and cap what is divided by something small.'
      return { genes, market: market.symbol, bar, expected: 'a number from -1 to 1', sentence }
    }
  }
  return undefined
}

/** Markets in which nothing happens, each in its own way. */
function stillMarkets({ seed, options }: Trial): Bars[] {
  const { length } = options.markets[0]
  const flat = withNeeds(showcaseMarket('flat', { length: Math.max(length, 120) }), seed, options.seed)
  const noVolume = (bars: Bars): Bars => ({
    ...bars,
    volume: new Float64Array(bars.length),
    symbol: `${bars.symbol} without volume`,
  })
  const gaps: Bars = {
    ...flat,
    symbol: 'flat with gaps in time',
    time: flat.time.map((opening, t) => opening + flat.interval * (Math.floor(t / 7) * 3 + Math.floor(t / 50) * 100)),
  }
  const jump: Bars = mapColumns(flat, (column, name) =>
    ['open', 'high', 'low', 'close'].includes(name)
      ? column.map((price, t) => (t < column.length / 2 ? price : 4 * price))
      : column,
  )
  const named = { ...jump, symbol: 'flat, four times as high in its second half' }
  return [flat, noVolume(flat), gaps, named, ...options.markets.slice(0, 3).map(noVolume)]
}

/** Whether filters, stops and sizes only ever take away, and how: by row and side, or until the side changes. */
export const keepsRole: Check = (trial) => {
  const { role } = trial.seed
  if (role === 'entry') return undefined
  for (const [genes, bars] of trial.pairs()) {
    const before = trial.positions.subarray(0, bars.length)
    const after = trial.run(bars, genes)
    const found =
      lessOnly(trial, [genes, bars], after) ??
      (role === 'stop' ? stopsOnly : factorOnly)(trial, [genes, bars], [before, after])
    if (found !== undefined) return found
  }
  return undefined
}

type Place = readonly [genes: Genes, bars: Bars]

function lessOnly({ seed, positions }: Trial, [genes, bars]: Place, after: Column): SeedFinding | undefined {
  for (let t = 0; t < after.length; t++) {
    const [before, now] = [positions[t], after[t]]
    const isTurned = now * before < 0
    if (!isTurned && !(Math.abs(now) > Math.abs(before))) continue
    const fault = isTurned ? 'turns the sign of what it finds' : 'makes more of what it finds'
    const sentence = `${seed.name}, a ${seed.role}, ${fault}: ${before} becomes ${now} in row ${t}. Multiply by 0 to 1, and nothing else.`
    return { genes, market: bars.symbol, bar: t, expected: `between 0 and ${before}`, sentence }
  }
  return undefined
}

/** A factor that depends on the market and the side alone is the same whatever the size and the rows around. */
function factorOnly(
  trial: Trial,
  [genes, bars]: Place,
  [before, after]: readonly [Column, Column],
): SeedFinding | undefined {
  const [long, short] = [1, -1].map((side) =>
    trial.run(bars, genes, { found: new Float64Array(bars.length).fill(side) }),
  )
  for (let t = 0; t < after.length; t++) {
    const expected = before[t] * (before[t] > 0 ? long[t] : -short[t]) + 0
    if (Object.is(after[t], expected)) continue
    const sentence =
      `${trial.seed.name}, a ${trial.seed.role}, depends on more of the exposure than its side: row ${t}, which found ${before[t]}, is ` +
      `${after[t]}, and would be ${expected} by the factor of that row. Let the factor follow from the market and the side.`
    return { genes, market: bars.symbol, bar: t, expected: `${expected}`, sentence }
  }
  return undefined
}

function stopsOnly(
  trial: Trial,
  [genes, bars]: Place,
  [before, after]: readonly [Column, Column],
): SeedFinding | undefined {
  const { name } = trial.seed
  const warmup = trial.warmup(genes)
  let isOut = false
  for (let t = 0; t < after.length; t++) {
    // What is held as the warm-up ends counts as begun then.
    if (t === 0 || t === warmup || Math.sign(before[t]) !== Math.sign(before[t - 1])) isOut = false
    const expected = isOut ? 0 : before[t]
    if (after[t] !== 0 && after[t] !== expected) {
      const fault = isOut ? 'comes back to a position it has ended' : 'changes the size of a position'
      const sentence = `${name}, a stop, ${fault}, in row ${t}. Write 0 from where it is hit until the side changes; stopOut does so.`
      return { genes, market: bars.symbol, bar: t, expected: `${expected}`, sentence }
    }
    if (after[t] === 0 && before[t] !== 0) isOut = true
  }
  return undefined
}

/** Whether `say` is one sentence without its full stop, in which every gene is heard. */
export const explains: Check = (trial) => {
  const { seed, draws } = trial
  for (const genes of draws) {
    const said = sayWith(trial, genes)
    if (said !== '' && !/[.\n]$|\n|undefined|NaN|\[object/.test(said)) continue
    const sentence = `What ${seed.name} says of itself is no sentence: "${said}". Say in one, without a full stop, what it does with these genes.`
    return { genes, market: 'all', expected: 'one sentence without its full stop', sentence }
  }
  for (const name of Object.keys(seed.genes)) {
    const isHeard = draws.some(
      (genes) => new Set([0, 0.4, 0.7, 1].map((place) => sayWith(trial, trial.genesAt(genes, name, place)))).size > 1,
    )
    if (isHeard) continue
    const sentence = `${seed.name} does not speak of its gene ${name}: the sentence is the same whatever its value. Say what the number does.`
    return { genes: draws[0], market: 'all', expected: `another sentence with another ${name}`, sentence }
  }
  return undefined
}

function sayWith(trial: Trial, genes: Genes): string {
  trial.at = { genes, market: 'all' }
  return String(trial.seed.say(genes as never))
}
