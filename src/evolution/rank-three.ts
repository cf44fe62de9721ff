/** Steps of one front: second scores ascending, third scores descending with them. */
interface Stairs {
  readonly second: number[]
  readonly third: number[]
}

/**
 * Fronts for three objectives: rows come in lexicographic order, so a front dominates a row when its stairs of second and
 * third scores do; fronts are searched by halving.
 */
export function rankThree(rank: Uint32Array, sorted: Uint32Array, values: Float64Array): number {
  const fronts: Stairs[] = []
  for (let place = 0; place < sorted.length; place++) {
    const row = sorted[place]
    if (place > 0 && isEqualRow(values, row, sorted[place - 1])) {
      rank[row] = rank[sorted[place - 1]]
      continue
    }
    const second = values[3 * row + 1]
    const third = values[3 * row + 2]
    let low = 0
    let high = fronts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isUnder(fronts[middle], second, third)) low = middle + 1
      else high = middle
    }
    if (low === fronts.length) fronts.push({ second: [], third: [] })
    climb(fronts[low], second, third)
    rank[row] = low
  }
  return fronts.length
}

function isEqualRow(values: Float64Array, a: number, b: number): boolean {
  return (
    values[3 * a] === values[3 * b] &&
    values[3 * a + 1] === values[3 * b + 1] &&
    values[3 * a + 2] === values[3 * b + 2]
  )
}

/** Whether some step is nowhere above the point. */
function isUnder(stairs: Stairs, second: number, third: number): boolean {
  const step = stepsUpTo(stairs.second, second) - 1
  return step >= 0 && stairs.third[step] <= third
}

/** Adds a point that no step is under, and drops the steps that it is under. */
function climb({ second, third }: Stairs, x: number, y: number): void {
  let from = stepsUpTo(second, x)
  if (from > 0 && second[from - 1] === x) from--
  let to = from
  while (to < third.length && third[to] >= y) to++
  second.splice(from, to - from, x)
  third.splice(from, to - from, y)
}

/** How many steps begin at or before x. */
function stepsUpTo(second: readonly number[], x: number): number {
  let low = 0
  let high = second.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (second[middle] <= x) low = middle + 1
    else high = middle
  }
  return low
}
