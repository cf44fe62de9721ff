/**
 * Memory that fits use again: a learner that is fitted on thousands of windows allocates its columns once. What a fit
 * finds in it never changes a result. Not to be shared by two fits that run at the same time, which plain code cannot do.
 *
 * @example
 * const scratch = new Scratch()
 * scratch.floats('weights', 3) // => Float64Array.of(0, 0, 0)
 * scratch.floats('weights', 3) === scratch.floats('weights', 3) // => true
 */
export class Scratch {
  readonly #floats = new Map<string, Float64Array>()
  readonly #integers = new Map<string, Int32Array>()

  /** The column of that name with that length, as the last user left it. */
  floats(name: string, length: number): Float64Array {
    const known = this.#floats.get(name)
    if (known !== undefined && known.length === length) return known
    const fits = known !== undefined && known.buffer.byteLength >= 8 * length
    const column = fits ? new Float64Array(known.buffer, 0, length) : new Float64Array(length)
    this.#floats.set(name, column)
    return column
  }

  /** The integers of that name with that length, as the last user left them. */
  integers(name: string, length: number): Int32Array {
    const known = this.#integers.get(name)
    if (known !== undefined && known.length === length) return known
    const fits = known !== undefined && known.buffer.byteLength >= 4 * length
    const column = fits ? new Int32Array(known.buffer, 0, length) : new Int32Array(length)
    this.#integers.set(name, column)
    return column
  }
}
