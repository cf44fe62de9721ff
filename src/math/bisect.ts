/**
 * The smallest number above 0 where a condition holds that, once true, stays true. Bracketed by doubling or
 * halving from 1, then halved down to neighbouring numbers: about 60 questions, and no step that can go astray.
 * Infinity when it holds nowhere.
 */
export function smallestWhere(holds: (x: number) => boolean): number {
  let high = 1
  while (!holds(high)) {
    high *= 2
    if (high === Number.POSITIVE_INFINITY) return high
  }
  while (high > Number.MIN_VALUE && holds(high / 2)) high /= 2
  let low = high / 2
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return high
    if (holds(middle)) high = middle
    else low = middle
  }
}
