import { type Axis, unitOf, valueAt } from '../genome/axis.ts'
import { geneValueOf, numberOf } from '../genome/blueprint.ts'
import type { Gene, GeneValue } from '../genome/gene.ts'
import type { Random } from '../random/random.ts'
import { type Catalogue, seedOf } from '../strategy/catalogue.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Part, Strategy } from '../strategy/strategy.ts'

/** Draws at most, for each neighbour that is wanted: real genes of few digits have few. */
const TRIES = 20

/** A gene of a strategy that holds another value: one that is no number, and has no near one. */
export interface GeneFlip {
  readonly part: number
  readonly gene: string
  readonly value: GeneValue
}

/** A strategy with some genes changed. */
export interface Neighbour {
  readonly strategy: Strategy
  /** The one gene that was flipped; undefined where numbers were moved. */
  readonly flip?: GeneFlip
}

/** One gene of one part. */
interface Place {
  readonly part: number
  readonly name: string
  readonly gene: Gene
  readonly axis: Axis
  readonly value: number
}

/** The strategies with one choice or flag changed. */
export function flipsOf(strategy: Strategy, catalogue: Catalogue): Neighbour[] {
  return placesOf(strategy, catalogue)
    .filter(({ gene }) => gene.kind === 'choice' || gene.kind === 'flag')
    .flatMap(({ part, name, gene, axis, value }) => {
      const others = Array.from({ length: axis.max + 1 }, (_, other) => other).filter((other) => other !== value)
      return others.map((other) => {
        const flip = { part, gene: name, value: geneValueOf(gene, other) }
        return { strategy: changed(strategy, [flip]), flip }
      })
    })
}

/** What neighbours are drawn. */
interface Nearness {
  /** Share of each gene's range, either way. */
  readonly spread: number
  /** Neighbours at most. */
  readonly count: number
}

/**
 * The strategies whose numbers all lie within a share of their range, each once and never the strategy itself: all of them
 * when they can be counted and are no more than wanted, otherwise so many by chance. A whole number moves by a step at least.
 */
export function moversOf(
  strategy: Strategy,
  catalogue: Catalogue,
  { spread, count }: Nearness,
  random: Random,
): Neighbour[] {
  const places = placesOf(strategy, catalogue).filter(({ gene }) => gene.kind === 'int' || gene.kind === 'real')
  const ranges = places.map((place) => rangeOf(place, spread))
  const all = ranges.reduce((total, { steps }) => total * steps, 1)
  const found = new Map([[strategyHash(strategy), strategy]])
  const add = (unit: (place: number) => number) => {
    const genes = places.map(({ part, name }, place) => ({ part, gene: name, value: ranges[place].at(unit(place)) }))
    const other = changed(strategy, genes)
    found.set(strategyHash(other), other)
  }
  if (all <= count + 1) {
    const strides = ranges.map((_, place) => ranges.slice(0, place).reduce((total, { steps }) => total * steps, 1))
    for (let i = 0; i < all; i++) {
      add((place) => ((Math.floor(i / strides[place]) % ranges[place].steps) + 0.5) / ranges[place].steps)
    }
  } else {
    for (let i = 0; i < TRIES * count && found.size <= count; i++) add(() => random.float())
  }
  return [...found.values()].slice(1).map((other) => ({ strategy: other }))
}

/** The values near the one a gene has. */
interface Range {
  /** How many there are; Infinity for a real gene that can move. */
  readonly steps: number
  /** The value at a place of the unit interval. */
  readonly at: (unit: number) => number
}

function rangeOf({ axis, value }: Place, spread: number): Range {
  const unit = unitOf(axis, value)
  const [from, to] = [Math.max(0, unit - spread), Math.min(1, unit + spread)]
  const [low, high] = [valueAt(axis, from), valueAt(axis, to)]
  if (axis.kind === 'real') {
    return {
      steps: low === high ? 1 : Number.POSITIVE_INFINITY,
      at: (place) => valueAt(axis, from + place * (to - from)),
    }
  }
  const first = Math.max(axis.min, Math.min(low, value - 1))
  const steps = Math.min(axis.max, Math.max(high, value + 1)) - first + 1
  return { steps, at: (place) => first + Math.floor(place * steps) }
}

function placesOf({ parts }: Strategy, catalogue: Catalogue): Place[] {
  return parts.flatMap((part: Part, place) => {
    const seed = seedOf('jitter', catalogue, part)
    const axes = catalogue.axes.get(seed) ?? {}
    return Object.entries(seed.genes).map(([name, gene]) => {
      const axis = axes[name]
      return { part: place, name, gene, axis, value: numberOf(gene, axis, part.genes[name]) ?? axis.min }
    })
  })
}

function changed(strategy: Strategy, genes: readonly GeneFlip[]): Strategy {
  const parts = strategy.parts.map((part, place) => {
    const own = genes.filter(({ part: at }) => at === place).map(({ gene, value }) => [gene, value])
    return { ...part, genes: { ...part.genes, ...Object.fromEntries(own) } }
  })
  return { ...strategy, parts: parts as unknown as Strategy['parts'] }
}
