/** One number seen as two words of 32 bits. Written and read within one call, so that nothing is kept between calls. */
const NUMBER: Float64Array = /* @__PURE__ */ new Float64Array(1)
const WORDS: Uint32Array = /* @__PURE__ */ new Uint32Array(NUMBER.buffer)
/** Which of the two holds sign, exponent and the first 20 bits: 1 where the lower word comes first in memory, else 0. */
const HIGH: number = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ Uint32Array.of(1).buffer)[0]
const LOW: number = 1 - HIGH

/** Sign, exponent and first 20 bits of a number, as a signed word. */
export function highWord(x: number): number {
  NUMBER[0] = x
  return WORDS[HIGH] | 0
}

/** A number with another high word. */
export function withHighWord(x: number, word: number): number {
  NUMBER[0] = x
  WORDS[HIGH] = word
  return NUMBER[0]
}

/** The number without its lower word: a head short enough that the product of two of them is exact. */
export function headOf(x: number): number {
  NUMBER[0] = x
  WORDS[LOW] = 0
  return NUMBER[0]
}

/** The number that has a high word alone. */
export function fromHighWord(word: number): number {
  WORDS[LOW] = 0
  WORDS[HIGH] = word
  return NUMBER[0]
}

/** A number times a power of two from -1074 on; what lies below the smallest number is rounded once. */
export function timesTwoTo(x: number, k: number): number {
  if (k > 1023) return x * 2 * fromHighWord(2046 << 20)
  if (k >= -1021) return x * fromHighWord((1023 + k) << 20)
  return x * fromHighWord((2023 + k) << 20) * fromHighWord(23 << 20)
}
