import { checkKeys, checkOneOf } from '../base/guards.ts'
import { type Fronts, frontsOf } from './non-dominated-sort.ts'
import { type Scores, scoresFrom } from './scores.ts'
import { inPlace, orderBy } from './stable-order.ts'

/** How the objectives' shares of a crowding distance are put together. */
export interface CrowdingOptions {
  /** `'sum'` of the objectives (Deb's paper, the default) or their `'mean'` (as DEAP divides). The order is the same. */
  readonly convention?: 'sum' | 'mean'
}

/**
 * How much room each row has within its own front: the gap between its neighbours, as a share of the front's range,
 * summed over the objectives. Deb, Pratap, Agarwal and Meyarivan, "NSGA-II", 2002.
 *
 * The ends of every objective, and every row of a front of one or two, get Infinity. An objective that is constant within a
 * front says nothing about room and is left out; an infinite score stands at the end of the finite range, and NaN counts
 * as +Infinity, so the distance is never NaN. Of equal rows the first and last by place count as ends.
 *
 * @example
 * crowdingDistance(Float64Array.of(0, 4, 1, 2, 3, 1, 4, 0), 2) // => Float64Array.of(Infinity, 1.5, 1.25, Infinity)
 */
export function crowdingDistance(
  scores: Float64Array,
  objectives: number,
  options: CrowdingOptions = {},
): Float64Array {
  checkKeys('crowdingDistance', options, ['convention'])
  const { convention = 'sum' } = options
  checkOneOf('crowdingDistance', 'convention', convention, ['sum', 'mean'])
  const flat = scoresFrom('crowdingDistance', scores, objectives)
  const distance = crowdingOf(flat, frontsOf(flat))
  return convention === 'sum' ? distance : distance.map((gap) => gap / objectives)
}

/** The crowding distance of flat scores in fronts. */
export function crowdingOf({ count, objectives, values }: Scores, fronts: Fronts): Float64Array {
  const { starts } = fronts
  const distance = new Float64Array(count)
  for (let m = 0; m < objectives; m++) {
    const order = m === 0 ? fronts.order : orderedBy(values, objectives, m, fronts)
    for (let front = 0; front + 1 < starts.length; front++) {
      addGaps(distance, order.subarray(starts[front], starts[front + 1]), { values, objectives, m })
    }
  }
  return distance
}

/** Rows front by front, within a front by an objective that is not the first. */
function orderedBy(values: Float64Array, objectives: number, m: number, fronts: Fronts): Uint32Array {
  return (objectives === 2 ? turned(values, fronts) : undefined) ?? sortedBy(values, objectives, m, fronts)
}

/**
 * The order by the second of two objectives, without sorting: in a non-dominated front the second falls where the first
 * rises. Equal rows stay in their order. Undefined where a front is none, as those that break constraints may be.
 */
function turned(values: Float64Array, { order, starts }: Fronts): Uint32Array | undefined {
  const turned = new Uint32Array(order.length)
  for (let front = 0; front + 1 < starts.length; front++) {
    let next = starts[front]
    let end = starts[front + 1]
    let below = Number.NEGATIVE_INFINITY
    while (end > starts[front]) {
      const second = values[2 * order[end - 1] + 1]
      if (second < below) return undefined
      below = second
      let start = end - 1
      while (start > starts[front] && values[2 * order[start - 1] + 1] === second) start--
      if (values[2 * order[start]] !== values[2 * order[end - 1]]) return undefined
      for (let place = start; place < end; place++) turned[next++] = order[place]
      end = start
    }
  }
  return turned
}

function sortedBy(values: Float64Array, objectives: number, m: number, { rank, starts }: Fronts): Uint32Array {
  const all = inPlace(rank.length)
  orderBy(all, values, objectives, m)
  const next = starts.slice()
  const order = new Uint32Array(all.length)
  for (const row of all) order[next[rank[row]]++] = row
  return order
}

/** Adds the share of one objective to the rows of one front, which are in its order. */
function addGaps(
  distance: Float64Array,
  rows: Uint32Array,
  { values, objectives, m }: { values: Float64Array; objectives: number; m: number },
): void {
  const at = (place: number) => values[rows[place] * objectives + m]
  const last = rows.length - 1
  const isConstant = at(0) === at(last)
  if (last < 2 || !isConstant) {
    distance[rows[0]] = Number.POSITIVE_INFINITY
    distance[rows[last]] = Number.POSITIVE_INFINITY
  }
  if (isConstant) return
  let first = 0
  let end = last
  while (first < end && at(first) === Number.NEGATIVE_INFINITY) first++
  while (end > first && at(end) === Number.POSITIVE_INFINITY) end--
  const low = at(first)
  const high = at(end)
  const range = high - low
  if (!(range > 0 && range < Number.POSITIVE_INFINITY)) return
  for (let place = 1; place < last; place++) {
    const below = Math.min(high, Math.max(low, at(place - 1)))
    const above = Math.min(high, Math.max(low, at(place + 1)))
    distance[rows[place]] += (above - below) / range
  }
}
