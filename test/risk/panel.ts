import { type Matrix, matrixFrom } from '../../src/math/matrix.ts'
import { randomFrom } from '../../src/random/random-from.ts'

/** Monthly returns of the example portfolio of Bacon 2008, "Practical portfolio performance measurement and attribution". */
export const bacon: Float64Array = Float64Array.of(
  ...[
    0.3, 2.6, 1.1, -1, 1.5, 2.5, 1.6, 6.7, -1.4, 4, -0.5, 8.1, 4, -3.7, -6.1, 1.7, -4.9, -2.2, 7, 5.8, -6.5, 2.4, -0.5,
  ],
  -0.9,
).map((percent) => percent / 100)

/** Correlated returns with fat tails: `count` columns of `rows`. */
export function drawPanel(count: number, rows: number, seed: number): Float64Array[] {
  const random = randomFrom(seed, 'panel')
  const market = Float64Array.from({ length: rows }, () => 0.01 * random.normal() * (random.float() < 0.05 ? 3 : 1))
  return Array.from({ length: count }, (_, i) =>
    market.map((value) => (0.5 + i / count) * value + 0.008 * random.normal() + 0.0002),
  )
}

/** Three assets of 10, 20 and 40 % a year, per day. */
export const threeAssets: Matrix = matrixFrom(
  [
    [0.01, 0.01, -0.004],
    [0.01, 0.04, 0.024],
    [-0.004, 0.024, 0.16],
  ].map((row) => row.map((entry) => entry / 256)),
)
