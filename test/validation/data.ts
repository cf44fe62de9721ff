/** The generator of Park and Miller, centred: every language makes the same numbers of it, so oracles can be run elsewhere. */
export function parkMiller(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16807) % 2147483647
    return state / 2147483647 - 0.5
  }
}

/** So many numbers of a seed. */
export function numbersOf(seed: number, count: number): Float64Array {
  const next = parkMiller(seed)
  return Float64Array.from({ length: count }, next)
}

/** Numbers that remember half of the one before. */
export function slowNumbers(): Float64Array {
  let last = 0
  return numbersOf(12345, 500).map((value) => {
    last = 0.5 * last + value
    return last
  })
}
