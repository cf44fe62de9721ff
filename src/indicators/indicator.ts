import type { Column } from '../base/column.ts'

/** What an indicator is set with: a period or another number, or the name of a variant. */
export type Setting = number | string

/** All settings of an indicator in order; only variants, at the end, may be left out. */
export type Settings = readonly (Setting | undefined)[]

/** Numbers at the allocating doors: a `Float64Array` is read where it lies, anything else is copied once. */
export type Numbers = ArrayLike<number>

/**
 * What goes in, per name: an indicator of one column takes it bare, one of several columns takes an object of
 * them, so that a market passes as it is.
 */
export type Inputs<In extends string, T> = [In] extends ['source'] ? T : Readonly<Record<In, T>>

/** What comes out, per name: bare when there is one output, an object when there are several. */
export type Outputs<Out extends string, T> = [Out] extends ['value'] ? T : Readonly<Record<Out, T>>

/** One setting as data: what may be given (`min`, `options`), what is sensible (`from` to `to`), what is usual. */
export type Parameter =
  | {
      readonly name: string
      /** `'period'` counts bars; `'number'` is any real number. */
      readonly kind: 'period' | 'number'
      readonly min: number
      readonly from: number
      readonly to: number
      readonly usual: number
    }
  | { readonly name: string; readonly kind: 'variant'; readonly options: readonly string[]; readonly usual: string }

/** All that one recurrence remembers between two rows. Fresh: counts 0, values NaN. */
export interface Memory {
  readonly counts: Int32Array
  readonly values: Float64Array
}

/** How much one recurrence remembers: the largest value of each count, and how many values. */
export interface Shape {
  readonly counts: readonly number[]
  readonly values: number
}

/**
 * An indicator as data. `run` is its recurrence, written once: it continues from `memory`, reads every row of
 * the `inputs`, fills the `columns` (outputs, then scratch columns of the same length) and leaves in `memory`
 * what the next row needs. A batch runs it over stretches of the whole column, a stream over one row at a time.
 */
export interface Indicator<
  In extends string = string,
  Out extends string = string,
  Given extends Settings = readonly Setting[],
> {
  /** Name in the catalogue, in kebab-case. */
  readonly name: string
  readonly inputs: readonly In[]
  readonly outputs: readonly Out[]
  readonly parameters: readonly Parameter[]
  /** Scratch columns that `run` wants behind its outputs; none by default. */
  readonly scratch?: number
  /** Refuses settings that are valid one by one and not together. */
  check?(settings: Required<Given>): void
  /** First row where each output has a value, in a column without gaps. */
  warmup(settings: Required<Given>): Readonly<Record<Out, number>>
  /** One shape per recurrence. */
  memory(settings: Required<Given>): readonly Shape[]
  run(memory: readonly Memory[], inputs: readonly Column[], columns: readonly Column[], settings: Required<Given>): void
}
