/**
 * Sums that keep their digits, statistics of columns, the distributions that tests are read from, and linear
 * algebra on small dense matrices.
 *
 * One rule for what is not a number: a statistic or a distribution gives NaN when a value that goes in is NaN,
 * when a column holds a value that is not finite, or when the answer is not defined (too few values, no spread). It
 * never gives a made-up number and never throws for the data. Decompositions and regressions refuse such data
 * instead, because half a matrix is no result. A wrong kind, length, option or parameter is always refused.
 *
 * Every sum runs in index order, and exponentials, logarithms, powers and sines are those of this folder and not of the
 * engine, so the same input gives the same bits everywhere.
 *
 * @module math
 */
export { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from './chi-square.ts'
export { cholesky } from './cholesky.ts'
export { covariance, pearson, spearman } from './correlation.ts'
export { correlationMatrix, covarianceMatrix } from './covariance-matrix.ts'
export { type Eigen, eigenSymmetric } from './eigen.ts'
export { exp, expm1 } from './exp.ts'
export { fCdf, fQuantile, fSurvival } from './f-distribution.ts'
export { kendall } from './kendall.ts'
export { type LeastSquaresFit, type LeastSquaresOptions, leastSquares } from './least-squares.ts'
export { ln, ln1p } from './ln.ts'
export { logGamma } from './log-gamma.ts'
export { type Matrix, matrixFrom, multiply } from './matrix.ts'
export { kurtosis, type SpreadOptions, skewness, standardDeviation, variance } from './moments.ts'
export { normalCdf, normalPdf, normalSurvival } from './normal.ts'
export { normalQuantile } from './normal-quantile.ts'
export { pow } from './pow.ts'
export { quantile, quantileSorted } from './quantile.ts'
export { averageRanks } from './ranks.ts'
export { cos, sin } from './sine.ts'
export { inverse, solve } from './solve.ts'
export { studentCdf, studentQuantile, studentSurvival } from './student.ts'
export { deviations, dot, mean, sum } from './sum.ts'
