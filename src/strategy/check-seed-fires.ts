import type { Column } from '../base/column.ts'
import type { GeneValue } from '../genome/gene.ts'
import type { Bars } from '../market/bars.ts'
import type { SeedFinding } from './check-seed-report.ts'
import { type Check, firstDifference, type Genes, type Trial } from './check-seed-trial.ts'
import type { Role } from './seed.ts'

/** What a role must be seen to do, and how to say that it is not. */
interface Deed {
  readonly expected: string
  readonly fault: string
  readonly remedy: string
  /** Whether the exposure `after` the part, of what it found `before` it, shows the deed. */
  readonly isSeen: (after: Column, before: Column) => boolean
}

const DEEDS: Readonly<Record<Role, readonly Deed[]>> = {
  entry: [
    {
      expected: 'a position in some row',
      fault: 'never takes a position',
      remedy:
        'Look whether its rule can come true at all: no close is above a channel that contains it, whatever the genes.',
      isSeen: (after) => after.some((value) => value !== 0),
    },
    {
      expected: 'a position that ends',
      fault: 'takes a position and never closes it',
      remedy: 'Give the rule an exit that can happen.',
      isSeen: (after) =>
        after.some((value, t) => t > 0 && after[t - 1] !== 0 && Math.sign(value) !== Math.sign(after[t - 1])),
    },
  ],
  filter: [
    {
      expected: 'some exposure that passes',
      fault: 'never lets anything pass',
      remedy: 'Look whether what it asks for can come true, for longs as for shorts.',
      isSeen: (after) => after.some((value) => value !== 0),
    },
    {
      expected: 'some exposure that is held back',
      fault: 'never holds anything back once its warm-up is over',
      remedy: 'Look whether what it forbids can happen.',
      isSeen: (after, before) => after.some((value, t) => value !== before[t]),
    },
    {
      expected: 'a side of which some rows pass and some are held back',
      fault: 'lets all of a side pass or none of it',
      remedy:
        'Look whether its levels are crossed there; if so with other genes only, mend the defaults or the showcase.',
      isSeen: (after, before) => [1, -1].some((side) => isDivided(after, before, side)),
    },
  ],
  stop: [
    {
      expected: 'a position that is left alone in some row',
      fault: 'ends every position at once',
      remedy: 'Ask whether the stop is hit from the row behind the one in which the position begins.',
      isSeen: (after) => after.some((value) => value !== 0),
    },
    {
      expected: 'a position that ends earlier',
      fault: 'never ends a position',
      remedy: 'Look whether its level can be reached, and whether what it writes is 0 there.',
      isSeen: (after, before) => after.some((value, t) => value === 0 && before[t] !== 0),
    },
  ],
  size: [
    {
      expected: 'at least two sizes of a position',
      fault: 'knows only one size',
      remedy: 'Look whether its measure moves, and whether it is capped everywhere.',
      isSeen: (after, before) =>
        new Set(after.map((value, t) => Math.abs(value / before[t])).filter((share) => share > 0)).size > 1,
    },
  ],
}

/** Whether some positions of a side pass and some do not. */
function isDivided(after: Column, before: Column, side: number): boolean {
  const isOn = (t: number) => side * before[t] > 0
  return after.some((value, t) => isOn(t) && value !== 0) && after.some((value, t) => isOn(t) && value === 0)
}

/** The share of the draws that must be seen to work somewhere. */
const MOST = 0.5

/** Whether a seed can do what its role is for: with its defaults on its showcase market, and with most draws somewhere. */
export const canFire: Check = (trial) => {
  const { seed, options, draws } = trial
  for (const deed of DEEDS[seed.role]) {
    const [showcase] = options.markets
    const { fault, expected } = deed
    if (!isSeenOn(trial, deed, [draws[0], showcase])) {
      const warmup = trial.warmup(draws[0])
      const place = `on its showcase market '${showcase.symbol}' with its default genes`
      const short = `${seed.name} is silent ${place}: its warm-up of ${warmup} rows is longer than the market. Give more bars.`
      const sentence = warmup >= showcase.length ? short : `${seed.name} ${fault} ${place}. ${deed.remedy}`
      return { genes: draws[0], market: showcase.symbol, expected, sentence }
    }
    const able = draws.filter((genes) => options.markets.some((bars) => trial.warmup(genes) <= bars.length / 2))
    const idle = able.filter((genes) => !options.markets.some((bars) => isSeenOn(trial, deed, [genes, bars])))
    if (idle.length <= MOST * able.length) continue
    const sentence =
      `${seed.name} ${fault} on any market with ${idle.length} of ${able.length} gene draws, for example these. ` +
      'Narrow the ranges of its genes to values with which it works.'
    return { genes: idle[0], market: 'all', expected: `${expected}, with most draws`, sentence }
  }
  return undefined
}

/** Whether a deed is seen behind the warm-up, given longs, shorts or both in turn. */
function isSeenOn(trial: Trial, { isSeen }: Deed, [genes, bars]: readonly [Genes, Bars]): boolean {
  const warmup = trial.warmup(genes)
  if (warmup >= bars.length) return false
  const entry = new Float64Array(bars.length)
  const held = [
    trial.positions.slice(0, bars.length),
    new Float64Array(bars.length).fill(1),
    new Float64Array(bars.length).fill(-1),
  ]
  return (trial.seed.role === 'entry' ? [entry] : held).some((found) => {
    found.fill(0, 0, warmup)
    return isSeen(trial.run(bars, genes, { found }).subarray(warmup), found.subarray(warmup))
  })
}

/** Places on the unit interval at which a number gene is tried. */
const PLACES = [0, 1, 0.5, 0.2, 0.8, 0.05]

/** Whether each gene, and each option of a choice, can be seen in the exposure when nothing else is changed. */
export const noDeadGenes: Check = (trial) => {
  for (const [name, gene] of Object.entries(trial.seed.genes)) {
    if (gene.kind === 'int' || gene.kind === 'real') {
      const axis = trial.axes[name]
      if (axis.min !== axis.max && !isAlive(trial, name, PLACES)) return deadGene(trial, name, 'its whole range')
      continue
    }
    const options: readonly GeneValue[] = gene.kind === 'choice' ? gene.options : [false, true]
    for (let i = 0; i < options.length; i++) {
      for (let j = i + 1; j < options.length; j++) {
        const places = [i, j].map((place) => (place + 0.5) / options.length)
        if (!isAlive(trial, name, places)) return deadGene(trial, name, `${options[i]} and ${options[j]}`)
      }
    }
  }
  return undefined
}

function deadGene({ seed, draws }: Trial, name: string, range: string): SeedFinding {
  const expected = `another exposure with another ${name}, in some row behind the warm-up`
  const sentence =
    `The gene ${name} of ${seed.name} is dead: over ${range} around ${draws.length} draws it changes nothing on any market. ` +
    'Use it in write, widen its range, or take it out.'
  return { genes: draws[0], market: 'all', expected, sentence }
}

/** Whether some of these values of a gene make another exposure around some draw on some market. */
function isAlive(trial: Trial, name: string, places: readonly number[]): boolean {
  return trial.draws.some((genes) => {
    const values = places.map((place) => trial.genesAt(genes, name, place))
    return trial.options.markets.some((bars) => {
      const able = values.filter((each) => trial.warmup(each) < bars.length)
      if (able.length < 2) return false
      const warmup = Math.max(...able.map((each) => trial.warmup(each)))
      const [first, ...rest] = able.map((each) => trial.run(bars, each))
      return rest.some((column) => firstDifference(first, column, [warmup, bars.length]) >= 0)
    })
  })
}
