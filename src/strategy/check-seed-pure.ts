import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { columnsOf } from '../market/check-bars.ts'
import { packBars } from '../market/pack-bars.ts'
import { unpackBars } from '../market/unpack-bars.ts'
import type { SeedFinding } from './check-seed-report.ts'
import { type Check, firstDifference, type Genes, mapColumns, type Trial } from './check-seed-trial.ts'

/** Two runs that must be the same, and what to say when they are not. */
interface Comparison {
  readonly genes: Genes
  readonly market: string
  readonly first: Column
  readonly second: Column
  /** Follows the name of the seed. */
  readonly fault: string
  readonly remedy: string
}

function compare({ seed }: Trial, comparison: Comparison): SeedFinding | undefined {
  const { genes, market, first, second, fault, remedy } = comparison
  const bar = firstDifference(first, second, [0, first.length])
  if (bar < 0) return undefined
  const sentence = `${seed.name} ${fault}: row ${bar} is ${first[bar]}, and then ${second[bar]}. ${remedy}`
  return { genes, market, bar, expected: `${first[bar]}`, sentence }
}

/** Share of the draws for what asks for several runs of each. */
const SOME = 0.5

/** Whether a seed answers from its arguments alone, and writes to nothing but the exposure. */
export const pure: Check = (trial) => {
  const pairs = trial.pairs(SOME)
  for (const [place, [genes, bars]] of pairs.entries()) {
    const mine = mapColumns(bars, (column) => column.slice())
    const own = { ...genes }
    const shared = trial.workspace()
    const first = trial.run(mine, own, { workspace: shared })
    const written = writtenTo(trial, [genes, own], [bars, mine])
    if (written !== undefined) return written
    const same = { genes, market: bars.symbol, first }
    const again = compare(trial, {
      ...same,
      second: trial.run(mine, own, { workspace: shared }),
      fault: 'says something else when it is asked again',
      remedy: 'It keeps state between calls, or writes to the columns of an indicator, which are shared.',
    })
    if (again !== undefined) return again
    const [otherGenes, otherBars] = pairs[(place + 1) % pairs.length]
    trial.run(otherBars, otherGenes, { workspace: shared })
    trial.run(otherBars, trial.draws[0], { workspace: shared })
    const after = compare(trial, {
      ...same,
      second: trial.run(bars, genes, { workspace: trial.workspace() }),
      fault: 'says something else after it worked on another market',
      remedy: 'It keeps state between calls: move every variable that changes into write.',
    })
    if (after !== undefined) return after
  }
  return undefined
}

function writtenTo(
  { seed }: Trial,
  [genes, own]: readonly [Genes, Genes],
  [bars, mine]: readonly [Bars, Bars],
): SeedFinding | undefined {
  const remedy = 'Write to the exposure only; ask the tools for a scratch column.'
  for (const name of Object.keys(own)) {
    if (own[name] === genes[name]) continue
    const sentence = `${seed.name} writes to its genes: ${name} is ${own[name]} behind it. ${remedy}`
    return { genes, market: bars.symbol, expected: `${name} of ${genes[name]}, as before`, sentence }
  }
  const before = columnsOf(bars)
  for (const [place, [name, column]] of columnsOf(mine).entries()) {
    const old = before[place][1]
    const bar = firstDifference(old, column, [0, column.length])
    if (bar < 0) continue
    const sentence = `${seed.name} writes into the bars: row ${bar} of ${name} is ${column[bar]} behind it. ${remedy}`
    return { genes, market: bars.symbol, bar, expected: `${old[bar]}, as before`, sentence }
  }
  return undefined
}

const PRICES = ['open', 'high', 'low', 'close']
/** Powers of two by which prices and volumes are multiplied: no digit is lost, so no bit may change. */
const POWERS = [-8, 3, -1, 8, 1, -4]

/** Whether the unit of account is without meaning: prices, and volumes, times a power of two give equal bits. */
export const scaleFree: Check = (trial) => {
  for (const [place, [genes, bars]] of trial.pairs().entries()) {
    const first = trial.run(bars, genes)
    for (const what of trial.options.scaleFree) {
      const names = what === 'prices' ? PRICES : ['volume']
      const power = POWERS[place % POWERS.length]
      const scaled = mapColumns(bars, (column, name) =>
        names.includes(name) ? column.map((value) => value * 2 ** power) : column,
      )
      const found = compare(trial, {
        ...{ genes, market: `${bars.symbol}, ${what} x 2^${power}`, first, second: trial.runOnce(scaled, genes) },
        fault: `depends on the absolute size of ${what}`,
        remedy: 'Compare prices with prices and volumes with volumes: as ratios, or in units of a range.',
      })
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** Whether genes that went through JSON, on a market that went through bytes, give equal bits. */
export const travels: Check = (trial) => {
  for (const [genes, bars] of trial.pairs(SOME)) {
    const arrived: Genes = JSON.parse(JSON.stringify(genes))
    const found = compare(trial, {
      ...{ genes, market: `${bars.symbol}, packed and unpacked`, first: trial.run(bars, genes) },
      second: trial.runOnce(unpackBars(packBars(bars)), arrived),
      fault: 'says something else behind a journey as JSON and bytes',
      remedy: 'It must know a market by its columns, and genes by their values.',
    })
    if (found !== undefined) return found
  }
  return undefined
}
