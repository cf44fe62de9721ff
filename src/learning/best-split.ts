/** What a tree grows from: all memory of one fit. */
export interface Soil {
  readonly rows: number
  readonly columns: number
  /** Features, one column after the other. */
  readonly keys: Float64Array
  /** For every column its rows in ascending order, then once more all rows by index; each cut into the same nodes. */
  readonly order: Int32Array
  /** Numbers to predict, or the place of every row's class. */
  readonly targets: Float64Array
  /** 0 when numbers are predicted. */
  readonly classes: number
  /** Fewest rows of a leaf. */
  readonly minLeaf: number
  /** Rows of each class: in the node, and left of a cut. */
  readonly counts: Float64Array
  readonly left: Float64Array
  readonly spare: Int32Array
  readonly isLeft: Int32Array
}

/** The rows of a node: the places from `start` to before `end`, in the order of every column. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A cut; rows with values up to the threshold go left. */
export interface Split {
  column: number
  threshold: number
  /** By how much it lowers the impurity of the node, in the node's own measure. */
  gain: number
}

/** Two gains closer than this, as a share of the impurity, are equal: rounding must not choose a column. */
const NEARLY = 1e-12

/**
 * The cut that lowers the sum of squared deviations most; of equals the one of the first column, then of the lowest
 * threshold. `centre` is the mean of the node and `squares` its sum of squared deviations.
 */
export function bestVarianceSplit(soil: Soil, span: Span, centre: number, squares: number): Split {
  const { rows, columns, keys, order, targets, minLeaf } = soil
  const { start, end } = span
  const best: Split = { column: -1, threshold: 0, gain: 0 }
  const least = NEARLY * squares
  for (let column = 0; column < columns; column++) {
    const base = column * rows
    let sum = 0
    for (let place = start + 1; place <= end - minLeaf; place++) {
      const row = order[base + place - 1]
      sum += targets[row] - centre
      if (place - start < minLeaf) continue
      const here = keys[base + row]
      const next = keys[base + order[base + place]]
      if (here === next) continue
      const gain = sum * sum * (1 / (place - start) + 1 / (end - place))
      if (gain > best.gain + least) take(best, column, between(here, next), gain)
    }
  }
  return best
}

/** The cut that lowers Gini's impurity most, with the same order of equals. `squares`: the sum of squared class counts. */
export function bestGiniSplit(soil: Soil, span: Span, squares: number): Split {
  const { rows, columns, keys, order, targets, minLeaf, counts, left } = soil
  const { start, end } = span
  const whole = squares / (end - start)
  const best: Split = { column: -1, threshold: 0, gain: 0 }
  for (let column = 0; column < columns; column++) {
    const base = column * rows
    left.fill(0)
    let leftSquares = 0
    let rightSquares = squares
    for (let place = start + 1; place <= end - minLeaf; place++) {
      const row = order[base + place - 1]
      const code = targets[row]
      leftSquares += 2 * left[code] + 1
      rightSquares -= 2 * (counts[code] - left[code]) - 1
      left[code]++
      if (place - start < minLeaf) continue
      const here = keys[base + row]
      const next = keys[base + order[base + place]]
      if (here === next) continue
      const gain = leftSquares / (place - start) + rightSquares / (end - place) - whole
      if (gain > best.gain + NEARLY * (end - start)) take(best, column, between(here, next), gain)
    }
  }
  return best
}

/** Half way, or the lower value where no number lies between. */
function between(here: number, next: number): number {
  const middle = here / 2 + next / 2
  return middle > here && middle < next ? middle : here
}

function take(best: Split, column: number, threshold: number, gain: number): void {
  best.column = column
  best.threshold = threshold
  best.gain = gain
}
