import type { GeneValue } from '../genome/gene.ts'
import type { Part, Strategy } from './strategy.ts'

/** One value that two strategies do not share; undefined where one has none. */
export interface ValueChange {
  readonly from: GeneValue | undefined
  readonly to: GeneValue | undefined
}

/** A part that both strategies have, with other values. */
export interface PartChange {
  readonly seed: string
  /** Place in the first strategy. */
  readonly from: number
  /** Place in the second strategy. */
  readonly to: number
  /** The genes that differ, by name; `every` and `version` among them where they do. */
  readonly values: Readonly<Record<string, ValueChange>>
}

/** What makes one strategy of another. */
export interface Difference {
  /** Whether there is none. */
  readonly isSame: boolean
  /** Parts of the second that the first lacks, with their place. */
  readonly added: readonly { readonly place: number; readonly part: Part }[]
  /** Parts of the first that the second lacks, with their place. */
  readonly removed: readonly { readonly place: number; readonly part: Part }[]
  readonly changed: readonly PartChange[]
  /** Whether the parts that both have stand in another order. */
  readonly isReordered: boolean
  readonly agreement?: ValueChange
}

/**
 * The structural difference of two strategies. Parts of one seed are paired in order, equal ones first; what is left over was
 * added or removed.
 *
 * @example
 * const a = { parts: [partOf(emaCrossover)] }
 * const b = { parts: [partOf(emaCrossover, { fast: 5 }), partOf(rsiFilter)] }
 * differenceOf(a, b).changed // => [{ seed: 'ema-crossover', from: 0, to: 0, values: { fast: { from: 20, to: 5 } } }]
 * differenceOf(a, b).added.map(({ part }) => part.seed) // => ['rsi-filter']
 */
export function differenceOf(a: Strategy, b: Strategy): Difference {
  const pairs = pairsOf(a.parts, b.parts)
  const changed = pairs
    .map(([from, to]) => ({ seed: a.parts[from].seed, from, to, values: changesOf(a.parts[from], b.parts[to]) }))
    .filter(({ values }) => Object.keys(values).length > 0)
  const kept = new Set(pairs.map(([from]) => from))
  const taken = new Set(pairs.map(([, to]) => to))
  const removed = a.parts.flatMap((part, place) => (kept.has(place) ? [] : [{ place, part }]))
  const added = b.parts.flatMap((part, place) => (taken.has(place) ? [] : [{ place, part }]))
  const isReordered = pairs.some(([, to], i) => i > 0 && to < pairs[i - 1][1])
  const agreement = change(a.agreement ?? 0, b.agreement ?? 0)
  const isAlike = added.length + removed.length + changed.length === 0 && !isReordered
  return {
    isSame: isAlike && agreement === undefined,
    added,
    removed,
    changed,
    isReordered,
    ...(agreement === undefined ? {} : { agreement }),
  }
}

/** Places of parts that belong together, in the order of the first strategy. */
function pairsOf(a: readonly Part[], b: readonly Part[]): (readonly [number, number])[] {
  const partner = new Map<number, number>()
  const taken = new Set<number>()
  const pair = (isPair: (one: Part, other: Part) => boolean): void => {
    for (let from = 0; from < a.length; from++) {
      if (partner.has(from)) continue
      const to = b.findIndex((other, place) => !taken.has(place) && isPair(a[from], other))
      if (to < 0) continue
      partner.set(from, to)
      taken.add(to)
    }
  }
  pair((one, other) => one.seed === other.seed && Object.keys(changesOf(one, other)).length === 0)
  pair((one, other) => one.seed === other.seed)
  return [...partner].sort(([one], [other]) => one - other)
}

function changesOf(a: Part, b: Part): Record<string, ValueChange> {
  const [from, to] = [a, b].map(({ genes, every = 1, version }) => ({ ...genes, every, version }) as Part['genes'])
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  const changes = names.map((name) => [name, change(from[name], to[name])] as const)
  return Object.fromEntries(changes.filter(([, found]) => found !== undefined)) as Record<string, ValueChange>
}

function change(from: GeneValue | undefined, to: GeneValue | undefined): ValueChange | undefined {
  return from === to ? undefined : { from, to }
}
