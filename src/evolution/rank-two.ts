/**
 * Fronts for two objectives: rows come in lexicographic order, so a front is met only through its newest row, which has
 * the least second score. Jensen, "Reducing the run-time complexity of multiobjective EAs", 2003.
 */
export function rankTwo(rank: Uint32Array, sorted: Uint32Array, values: Float64Array): number {
  const tails = new Float64Array(sorted.length)
  let fronts = 0
  for (let place = 0; place < sorted.length; place++) {
    const row = sorted[place]
    const second = values[2 * row + 1]
    const before = sorted[place - 1]
    if (place > 0 && values[2 * before] === values[2 * row] && values[2 * before + 1] === second) {
      rank[row] = rank[before]
      continue
    }
    let low = 0
    let high = fronts
    while (low < high) {
      const middle = (low + high) >>> 1
      if (tails[middle] <= second) low = middle + 1
      else high = middle
    }
    tails[low] = second
    rank[row] = low
    if (low === fronts) fronts++
  }
  return fronts
}
