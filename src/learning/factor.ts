/** A pivot below this share of its diagonal entry is rounding error: the direction is not told by the data. */
const OWN = 1e-13

/**
 * Adds to the upper triangle of the square `out` the sum over rows of weight times row times row transposed. Four rows
 * are taken at a time, because reading and writing `out` costs more than the products.
 */
export function addGram(out: Float64Array, table: Float64Array, weights: Float64Array, width: number): void {
  const rows = Math.floor(table.length / width)
  let row = 0
  for (; row + 3 < rows; row += 4) {
    const a = row * width
    const b = a + width
    const c = b + width
    const d = c + width
    for (let i = 0; i < width; i++) {
      const wa = weights[row] * table[a + i]
      const wb = weights[row + 1] * table[b + i]
      const wc = weights[row + 2] * table[c + i]
      const wd = weights[row + 3] * table[d + i]
      for (let j = i; j < width; j++) {
        out[i * width + j] += wa * table[a + j] + wb * table[b + j] + (wc * table[c + j] + wd * table[d + j])
      }
    }
  }
  for (; row < rows; row++) {
    const a = row * width
    for (let i = 0; i < width; i++) {
      const weight = weights[row] * table[a + i]
      for (let j = i; j < width; j++) out[i * width + j] += weight * table[a + j]
    }
  }
}

/**
 * Cholesky's factor of a positive semidefinite matrix, in place: reads the upper triangle of `square` and leaves the
 * transposed factor there. `ridge` is what was added to the diagonal, below which no pivot can lie. A direction without
 * one that the rows before it explain is held still: its pivot becomes infinite.
 */
export function factorInPlace(square: Float64Array, ridge: Float64Array): void {
  const width = ridge.length
  for (let i = 0; i < width; i++) {
    const entry = square[i * width + i]
    let pivot = entry
    for (let k = 0; k < i; k++) pivot -= square[k * width + i] * square[k * width + i]
    const isOwn = pivot > OWN * entry || ridge[i] > 0
    const length = isOwn ? Math.sqrt(Math.max(pivot, ridge[i])) : Number.POSITIVE_INFINITY
    square[i * width + i] = length
    for (let j = i + 1; j < width; j++) {
      let rest = square[i * width + j]
      for (let k = 0; k < i; k++) rest -= square[k * width + i] * square[k * width + j]
      square[i * width + j] = rest / length
    }
  }
}

/** Solves for `column`, in place, with what `factorInPlace` left. */
export function solveInPlace(factor: Float64Array, column: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) {
    let rest = column[i]
    for (let k = 0; k < i; k++) rest -= factor[k * width + i] * column[k]
    column[i] = rest / factor[i * width + i]
  }
  for (let i = width - 1; i >= 0; i--) {
    let rest = column[i]
    for (let k = i + 1; k < width; k++) rest -= factor[i * width + k] * column[k]
    column[i] = rest / factor[i * width + i]
  }
}
