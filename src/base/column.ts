/** A column of numbers, one per bar: the currency of the whole library. */
export type Column = Float64Array
