// Every seed of the catalogue at its default genes, 100,000 bars: `npm run bench -- seeds`.
// Arguments: --markdown FILE writes the table there; any other words keep the seeds whose names hold one of them.
// One fresh process per seed, so that none runs on code the engine has shaped for another. In it `expose` takes turns
// with and without the indicator cache, and the least time of each counts, which a busy machine disturbs least.
// Filters, stops and sizes need an exposure to act on: a trivial entry gives it, and its own time, taken in the same
// turns, is taken off.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { withSyntheticFunding } from '../src/market/synthetic-funding.ts'
import { garchMarket } from '../src/market/synthetic-garch.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { everySeed, seeds } from '../src/seeds/catalogue.ts'
import { catalogue } from '../src/strategy/catalogue.ts'
import { expose } from '../src/strategy/expose.ts'
import { partOf } from '../src/strategy/part-of.ts'
import { type Seed, seed } from '../src/strategy/seed.ts'
import type { Strategy } from '../src/strategy/strategy.ts'
import { Workspace } from '../src/strategy/workspace.ts'

const BARS = 100_000
/** A rule is to see so many bars a second without the cache. Seeds that fit learners are told by their learners. */
const GOAL = 20e6

/** A contestant has taken enough turns when it has spent this long on two or more, or has had so many. */
const ENOUGH_MS = 400
const MOST_TURNS = 400

/** Long, flat and short by turns, whatever the market does. */
const turns: Seed = seed({
  name: 'turns',
  role: 'entry',
  version: 1,
  idea: 'Goes long and short by turns and looks at nothing. It gives the other roles something to act on.',
  genes: {},
  showcase: 'chop',
  say: () => 'Long for 40 bars, flat for 10, short for 40, flat for 10',
  warmup: () => 0,
  write(_bars, _genes, exposure) {
    for (let t = 0; t < exposure.length; t += 100) {
      exposure.fill(1, t, t + 40)
      exposure.fill(-1, t + 50, t + 90)
    }
  },
})

const all = catalogue([...seeds, turns])

/** Least nanoseconds a bar without the cache and with it. */
function measureSeed(one: Seed): [number, number] {
  const random = randomFrom(42, 'bench')
  const bars = withSyntheticFunding(random, garchMarket(random, { length: BARS }))
  const entry: Strategy = { parts: [partOf(turns)] }
  const strategy: Strategy = one.role === 'entry' ? { parts: [partOf(one)] } : { parts: [partOf(turns), partOf(one)] }
  const [bare, cached] = [new Workspace(all, { bytes: 0 }), new Workspace(all)]
  const [own, without, within] = leastTimes([
    () => expose(entry, bars, bare),
    () => expose(strategy, bars, bare),
    () => expose(strategy, bars, cached),
  ])
  const off = one.role === 'entry' ? 0 : own
  return [without - off, within - off].map((time) => (1e6 * time) / BARS) as [number, number]
}

/** The least milliseconds of each call; they take turns. */
function leastTimes(calls: readonly (() => unknown)[]): number[] {
  const least = calls.map(() => Number.POSITIVE_INFINITY)
  const spent = calls.map(() => 0)
  for (let turn = 0; turn < MOST_TURNS && (turn < 2 || spent.some((time) => time < ENOUGH_MS)); turn++) {
    calls.forEach((call, place) => {
      if (turn >= 2 && spent[place] >= ENOUGH_MS) return
      const time = timeOf(call)
      spent[place] += time
      least[place] = Math.min(least[place], time)
    })
  }
  return least
}

/** Milliseconds of a call: by the clock, or of processor time where other work kept the processor from it. */
function timeOf(call: () => unknown): number {
  const start = performance.now()
  const before = process.cpuUsage()
  call()
  const { user, system } = process.cpuUsage(before)
  return Math.min(performance.now() - start, (user + system) / 1000)
}

function measureApart({ name }: Seed): number[] {
  const text = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--seed', name], { encoding: 'utf8' })
  return text.split(' ').map(Number)
}

function table(rows: readonly Seed[]): string {
  const lines = ['| million bars a second | role | no cache | cache | ns a bar, no cache |', '|---|---|---:|---:|---:|']
  for (const line of lines) console.log(line)
  for (const one of rows) {
    const [without, within] = measureApart(one)
    const speeds = [without, within].map((time) => (1e3 / time).toPrecision(3))
    lines.push(`| ${one.name} | ${one.role} | ${speeds.join(' | ')} | ${without.toPrecision(3)} |`)
    console.log(lines[lines.length - 1])
  }
  return `${lines.join('\n')}\n`
}

const words = process.argv.slice(2)
if (words[0] === '--seed') {
  process.stdout.write(measureSeed(everySeed.byName.get(words[1]) as Seed).join(' '))
} else {
  const at = words.indexOf('--markdown')
  const [, file] = at < 0 ? [] : words.splice(at, 2)
  const text = table(seeds.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word))))
  const machine = `Least times, 100,000 bars, goal ${GOAL / 1e6} million bars a second without cache, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}.`
  if (file !== undefined) writeFileSync(file, `${machine}\n\n${text}`)
  console.log(`\n${machine}`)
}
