import { type Catalogue, seedOf } from './catalogue.ts'
import { refuseProblems } from './check-strategy.ts'
import type { Role } from './seed.ts'
import type { Part, Strategy } from './strategy.ts'
import { warmupOf } from './warmup.ts'

const TITLES: Readonly<Record<Role, string>> = { entry: 'Entry', filter: 'Filter', stop: 'Stop', size: 'Size' }

/**
 * A strategy in plain English: one sentence per part with its numbers, then how they act together, each on a line.
 *
 * @example
 * const text = describe({ parts: [partOf(emaCrossover, { side: 'long' })] }, everySeed)
 * text.split('\n')[0] // => 'Entry: Long while the 20-bar exponential average of the close is above the 50-bar one.'
 * text.split('\n')[1] // => 'It may take a position from bar 49 on.'
 */
export function describe(strategy: Strategy, catalogue: Catalogue): string {
  refuseProblems('describe', strategy, catalogue, 'invalid-argument')
  const lines = strategy.parts.map(
    (part) => `${TITLES[seedOf('describe', catalogue, part).role]}: ${say(part, catalogue)}.`,
  )
  return [...lines, ...together(strategy, catalogue)].join('\n')
}

/** What a part does, without a full stop. */
export function say(part: Part, catalogue: Catalogue): string {
  const { genes, every = 1 } = part
  const rule = seedOf('describe', catalogue, part).say(genes as never)
  return every === 1 ? rule : `${rule}; on completed bars of ${every}`
}

function together(strategy: Strategy, catalogue: Catalogue): string[] {
  const { parts, agreement = 0 } = strategy
  const entries = parts.filter((part) => seedOf('describe', catalogue, part).role === 'entry').length
  const lines: string[] = []
  const from = agreement === 0 ? '' : ` and counts only where its size is at least ${agreement}`
  if (entries > 1) lines.push(`The exposure is the mean of the ${entries} entries${from}.`)
  else if (agreement > 0) lines.push(`The entry counts only where its size is at least ${agreement}.`)
  const others = parts.length - entries
  if (others > 1) lines.push(`The ${others} other parts act on that exposure in the order listed.`)
  lines.push(`It may take a position from bar ${warmupOf(strategy, catalogue)} on.`)
  return lines
}
