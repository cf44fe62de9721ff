/**
 * The known word nearest to a mistyped one, by edit distance, or undefined when none is near enough to be
 * meant (more than a third of the known word's letters differ).
 *
 * @example
 * nearest('slipage', ['fee', 'fees', 'slippage']) // => 'slippage'
 * nearest('leverage', ['fee', 'fees', 'slippage']) // => undefined
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      best = candidate
      least = distance
    }
  }
  return best !== undefined && least <= Math.floor(best.length / 3) ? best : undefined
}

/** The fewest insertions, deletions, replacements and swaps of neighbours between two words. O(n m). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? before[j - 2] + 1 : Number.POSITIVE_INFINITY
      current.push(Math.min(replaced, swapped, previous[j] + 1, current[j - 1] + 1))
    }
    before = previous
    previous = current
  }
  return previous[b.length]
}
