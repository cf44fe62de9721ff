/** A number a search may choose: whole (`int`) or real, between two allowed bounds. */
export interface NumberGene {
  readonly kind: 'int' | 'real'
  readonly min: number
  readonly max: number
  /** `'log'` makes equal ratios equally likely, as periods and rates want it; `'linear'` by default. */
  readonly scale?: 'linear' | 'log'
  /** Significant digits of a real gene, 1 to 12; 4 by default. */
  readonly digits?: number
  readonly default?: number
}

/** One of a few names, in no order. */
export interface ChoiceGene<Option extends string = string> {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  readonly default?: Option
}

/** A switch. */
export interface FlagGene {
  readonly kind: 'flag'
  readonly default?: boolean
}

/** One thing about a genome that may vary, as plain data. */
export type Gene = NumberGene | ChoiceGene | FlagGene

/** A gene's value as people and JSON write it. */
export type GeneValue = number | string | boolean

/** What may be said of a number gene besides its bounds. */
export type NumberOptions = Pick<NumberGene, 'scale' | 'digits' | 'default'>

/**
 * A whole number from `min` to `max`, both allowed.
 *
 * @example
 * int(2, 60, { scale: 'log' }) // => { kind: 'int', min: 2, max: 60, scale: 'log' }
 */
export function int(min: number, max: number, options: Omit<NumberOptions, 'digits'> = {}): NumberGene {
  return { kind: 'int', min, max, ...options }
}

/**
 * A real number from `min` to `max`, both allowed, rounded to `digits` significant digits (4 by default).
 *
 * @example
 * real(0.5, 3) // => { kind: 'real', min: 0.5, max: 3 }
 */
export function real(min: number, max: number, options: NumberOptions = {}): NumberGene {
  return { kind: 'real', min, max, ...options }
}

/**
 * One of the named options.
 *
 * @example
 * oneOf('long', 'short', 'both') // => { kind: 'choice', options: ['long', 'short', 'both'] }
 */
export function oneOf<const Options extends readonly string[]>(...options: Options): ChoiceGene<Options[number]> {
  return { kind: 'choice', options }
}

/**
 * A switch that is on or off.
 *
 * @example
 * flag() // => { kind: 'flag' }
 */
export function flag(): FlagGene {
  return { kind: 'flag' }
}
