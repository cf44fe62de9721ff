/** Brownlee's (1965) stack loss plant: air flow, water temperature and acid concentration of 21 days, row after row. */
export const stackFeatures: Float64Array = Float64Array.of(
  ...[80, 27, 89, 80, 27, 88, 75, 25, 90, 62, 24, 87, 62, 22, 87, 62, 23, 87, 62, 24, 93, 62, 24, 93, 58, 23, 87],
  ...[58, 18, 80, 58, 18, 89, 58, 17, 88, 58, 18, 82, 58, 19, 93, 50, 18, 89, 50, 18, 86, 50, 19, 72, 50, 19, 79],
  ...[50, 20, 80, 56, 20, 82, 70, 20, 91],
)

/** The loss of ammonia on those days. */
export const stackLoss: Float64Array = Float64Array.of(
  ...[42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15],
)
