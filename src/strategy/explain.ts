import { checkInteger } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { seedOf } from './catalogue.ts'
import { say } from './describe.ts'
import { runParts } from './expose.ts'
import type { Role } from './seed.ts'
import type { Strategy } from './strategy.ts'
import { warmupOf } from './warmup.ts'
import type { Workspace } from './workspace.ts'

/** What one part said at a bar. */
export interface PartExplanation {
  readonly place: number
  readonly seed: string
  readonly role: Role
  /** Its rule with its numbers. */
  readonly rule: string
  /** The exposure it found; an entry finds 0. */
  readonly before: number
  /** The exposure behind it; for an entry its vote. */
  readonly after: number
  readonly sentence: string
}

/** Why the exposure of a strategy is what it is at a bar. */
export interface Explanation {
  readonly row: number
  /** Opening time of the bar. */
  readonly time: number
  /** The share of equity wanted at the close of the bar. */
  readonly exposure: number
  /** The mean of the entries. */
  readonly mean: number
  /** What of it counts: 0 where the entries agree too little, or the warm-up is not over. */
  readonly vote: number
  /** The first row that may have a position. */
  readonly warmup: number
  /** Every part in the order it acts: the entries, then the others. */
  readonly parts: readonly PartExplanation[]
  /** The whole of it in words, one sentence after the other. */
  readonly sentences: readonly string[]
}

/**
 * What each part of a strategy said at bar `t` of a market, and why the exposure is what it is. It runs the whole strategy:
 * O(bars).
 *
 * @example
 * const strategy = { parts: [partOf(emaCrossover, { fast: 5, gap: 15 }), partOf(rsiFilter)] }
 * const { exposure, sentences } = explain(strategy, showcaseMarket('rise'), 599, new Workspace(everySeed))
 * exposure // => 0
 * sentences[0] // => 'ema-crossover wants 1.'
 * sentences[1] // => 'rsi-filter turns 1 into 0.'
 * sentences.at(-1) // => 'The exposure is 0.'
 */
export function explain(strategy: Strategy, bars: Bars, t: number, workspace: Workspace): Explanation {
  checkInteger('explain', 't', t, { min: 0, max: bars.length - 1 })
  const { catalogue } = workspace
  const seen = new Map<number, number>()
  const column = runParts(new Float64Array(bars.length), strategy, {
    bars,
    workspace,
    watch: (place, { [t]: value }) => void seen.set(place, value + 0),
  })
  const warmup = warmupOf(strategy, catalogue)
  const vote = seen.get(VOTE) ?? 0
  let standing = vote
  const parts = [...seen.keys()]
    .filter((place) => place !== VOTE)
    .map((place): PartExplanation => {
      const part = strategy.parts[place]
      const { name, role } = seedOf('explain', catalogue, part)
      const after = seen.get(place) ?? 0
      const before = role === 'entry' ? 0 : standing
      if (role !== 'entry') standing = after
      return {
        place,
        seed: name,
        role,
        rule: say(part, catalogue),
        before,
        after,
        sentence: inWords(name, role, before, after),
      }
    })
  const votes = parts.filter(({ role }) => role === 'entry').map(({ after }) => after)
  const mean = votes.reduce((sum, each) => sum + each, 0) / votes.length
  const told = { row: t, time: bars.time[t], exposure: column[t], mean, vote, warmup, parts }
  return { ...told, sentences: sentencesOf(told, strategy.agreement ?? 0) }
}

/** The place under which the watcher of a run is shown the vote. */
const VOTE = -1

function inWords(name: string, role: Role, before: number, after: number): string {
  if (role === 'entry') return after === 0 ? `${name} wants nothing.` : `${name} wants ${after}.`
  if (before === 0) return `${name} finds nothing to act on.`
  if (before === after) return `${name} lets ${before} pass.`
  return role === 'stop' ? `${name} has ended the position of ${before}.` : `${name} turns ${before} into ${after}.`
}

function sentencesOf(told: Omit<Explanation, 'sentences'>, agreement: number): string[] {
  const { row, warmup, mean, vote, exposure, parts } = told
  const entries = parts.filter(({ role }) => role === 'entry')
  const said = entries.map(({ sentence }) => sentence)
  if (entries.length > 1) said.push(`The mean of the ${entries.length} entries is ${mean}.`)
  if (row < warmup) said.push(`It does not count before bar ${warmup}, when the warm-up is over.`)
  else if (vote !== mean) said.push(`It does not count: its size is below the agreement of ${agreement}.`)
  for (const { role, sentence } of parts) if (role !== 'entry') said.push(sentence)
  return [...said, `The exposure is ${exposure}.`]
}
