/** A front as a growing block of rows, without their first score. */
interface Block {
  rows: Float64Array
  length: number
}

/**
 * Fronts for four and more objectives: rows come in lexicographic order and are compared, newest first, with the fronts
 * that halving visits. Zhang, Tian, Cheng and Jin, 2015 (ENS-BS).
 */
export function rankMany(rank: Uint32Array, sorted: Uint32Array, values: Float64Array, objectives: number): number {
  const width = objectives - 1
  const fronts: Block[] = []
  const point = new Float64Array(width)
  for (let place = 0; place < sorted.length; place++) {
    const row = sorted[place]
    if (place > 0 && isEqualRow(values, row * objectives, sorted[place - 1] * objectives, objectives)) {
      rank[row] = rank[sorted[place - 1]]
      continue
    }
    for (let m = 0; m < width; m++) point[m] = values[row * objectives + 1 + m]
    let low = 0
    let high = fronts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isUnder(fronts[middle], point)) low = middle + 1
      else high = middle
    }
    if (low === fronts.length) fronts.push({ rows: new Float64Array(16 * width), length: 0 })
    append(fronts[low], point)
    rank[row] = low
  }
  return fronts.length
}

function isEqualRow(values: Float64Array, a: number, b: number, width: number): boolean {
  for (let m = 0; m < width; m++) if (values[a + m] !== values[b + m]) return false
  return true
}

/** Whether some row of the front is nowhere above the point. */
function isUnder({ rows, length }: Block, point: Float64Array): boolean {
  const width = point.length
  const last = point[width - 1]
  for (let at = length - width; at >= 0; at -= width) {
    if (rows[at + width - 1] > last) continue
    let m = 0
    while (m < width - 1 && rows[at + m] <= point[m]) m++
    if (m === width - 1) return true
  }
  return false
}

function append(block: Block, point: Float64Array): void {
  if (block.length === block.rows.length) {
    const wider = new Float64Array(2 * block.rows.length)
    wider.set(block.rows)
    block.rows = wider
  }
  block.rows.set(point, block.length)
  block.length += point.length
}
