/**
 * The known word nearest to a mistyped one, by edit distance, or undefined when none is near enough to be
 * meant (more than a third of its letters differ).
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
  return best !== undefined && least <= Math.max(1, Math.ceil(best.length / 3)) ? best : undefined
}

/** Levenshtein distance: the fewest insertions, deletions and replacements between two words. O(n m). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(replaced, previous[j] + 1, current[j - 1] + 1))
    }
    previous = current
  }
  return previous[b.length]
}
