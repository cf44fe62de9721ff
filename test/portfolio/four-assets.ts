import { type Matrix, matrixFrom } from '../../src/math/matrix.ts'

/** Maillard, Roncalli and Teiletche 2010: volatilities of 10, 20, 30 and 40 %, correlations of 0.8 and -0.5. */
export const fourAssets: Matrix = matrixFrom([
  [0.01, 0.016, 0, 0],
  [0.016, 0.04, 0, 0],
  [0, 0, 0.09, -0.06],
  [0, 0, -0.06, 0.16],
])
