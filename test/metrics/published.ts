const percent = (...values: number[]): Float64Array => Float64Array.from(values, (value) => value / 100)

/** The eight returns most of empyrical's tests share. */
export const EMPYRICAL: Float64Array = percent(1, 10, -4, 2, 3, 2, 1, -10)

/** Bacon, Practical Portfolio Performance Measurement and Attribution (2008): 24 months of a portfolio. */
export const BACON: Float64Array = percent(
  ...[0.3, 2.6, 1.1, -1, 1.5, 2.5, 1.6, 6.7, -1.4, 4, -0.5, 8.1],
  ...[4, -3.7, -6.1, 1.7, -4.9, -2.2, 7, 5.8, -6.5, 2.4, -0.5, -0.9],
)

/** The benchmark of the same 24 months. */
export const BACON_BENCHMARK: Float64Array = percent(
  ...[0.2, 2.5, 1.8, -1.1, 1.4, 1.8, 1.4, 6.5, -1.5, 4.2, -0.6, 8.3],
  ...[3.9, -3.8, -6.2, 1.5, -4.8, 2.1, 6, 5.6, -6.7, 1.9, -0.3, 0],
)

/** The worked example of the Sortino ratio: eight years. */
export const SORTINO: Float64Array = percent(17, 15, 23, -5, 12, 9, 13, -4)

/** The worked example of omega: twelve returns, target 0.01. */
export const OMEGA: Float64Array = Float64Array.of(
  ...[0.0089, 0.0012, -0.002, 0.01, -0.0002, 0.02, 0.03, 0.01, -0.003, 0.01, 0.0102, -0.01],
)

/** The worked example of the Sharpe ratio: twelve years, 5 % without risk. */
export const SHARPE: Float64Array = percent(25.9, 19.8, 36.4, -8.1, 5.7, 5.5, 18.8, 31.7, 24, 18.4, -1, 52.6)
