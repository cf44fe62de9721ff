/**
 * Chance as an argument: streams of random numbers that a seed and a path name, and the distributions drawn from
 * them.
 *
 * @module random
 */
export { choice, sample } from './choice.ts'
export { exponential } from './exponential.ts'
export { beta, gamma } from './gamma.ts'
export type { Random, RandomState } from './random.ts'
export { type RandomSeed, randomFrom } from './random-from.ts'
export { restoreRandom } from './restore-random.ts'
export { permutation, shuffle, shuffleInPlace } from './shuffle.ts'
