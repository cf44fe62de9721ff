import fc from 'fast-check'

/** Returns of real size on a grid of 1e-4, zeros included, so that ties and flat bars occur. */
export function returnColumn(minLength = 0, maxLength = 60): fc.Arbitrary<Float64Array> {
  return fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -5000, max: 5000 }) }, fc.constant(0)), {
      minLength,
      maxLength,
    })
    .map((values) => Float64Array.from(values, (value) => value / 10_000))
}

/** Times that rise by at least an hour and at most 20 days, from some day of the years 1950 to 2050. */
function timeColumn(length: number): fc.Arbitrary<Float64Array> {
  const hours = fc.integer({ min: 1, max: 480 })
  const start = fc.integer({ min: -7305 * 24, max: 29_220 * 24 })
  return fc.tuple(start, fc.array(hours, { minLength: length, maxLength: length })).map(([from, gaps]) => {
    const time = new Float64Array(gaps.length)
    let at = from
    for (const [t, gap] of gaps.entries()) {
      at += gap
      time[t] = at * 3_600_000
    }
    return time
  })
}

/** Returns with a time for each. */
export function datedReturns(minLength: number, maxLength: number): fc.Arbitrary<[Float64Array, Float64Array]> {
  return returnColumn(minLength, maxLength).chain((returns) =>
    timeColumn(returns.length).map((time): [Float64Array, Float64Array] => [returns, time]),
  )
}
