import type { Column } from '../base/column.ts'

/** What an indicator is set with: a period or another number, or the name of a variant. */
export type Setting = number | string

/** All settings of an indicator in order; only variants, at the end, may be left out. */
export type Settings = readonly (Setting | undefined)[]

/**
 * Numbers at the allocating doors: a `Float64Array` is read where it lies, a plain array or another array of numbers is
 * copied once. Anything in a plain array that is not a number is refused.
 */
export type Numbers =
  | readonly number[]
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray

/** Whether a union of names is one name. */
type IsOne<Name extends string, All extends string = Name> = Name extends unknown
  ? [All] extends [Name]
    ? true
    : false
  : never

/** One thing is bare and several are an object by name; where the names are not known, it is either. */
type Named<Names extends string, T> = string extends Names
  ? T | Readonly<Record<string, T>>
  : IsOne<Names> extends true
    ? T
    : Readonly<Record<Names, T>>

/**
 * What goes in, per name: an indicator of one column takes it bare, one of several columns takes an object of
 * them, so that a market passes as it is. An indicator known only as one of the catalogue takes either, as its own
 * `inputs` say.
 */
export type Inputs<In extends string, T> = Named<In, T>

/** What comes out, per name: bare when there is one output, an object when there are several. */
export type Outputs<Out extends string, T> = Named<Out, T>

/** One setting as data: what may be given (bounds, `options`), what is sensible (`from` to `to`), what is usual. */
export type Parameter =
  | {
      readonly name: string
      /** `'period'` counts bars; `'number'` is any real number. */
      readonly kind: 'period' | 'number'
      readonly min: number
      /** No bound by default. */
      readonly max?: number
      /** Must be greater than this number, or than the setting of this name, which comes before it. */
      readonly above?: number | string
      /** Must be at least the setting of this name, which comes before it. */
      readonly atLeast?: string
      /** A higher `min` where a variant of this name is chosen. */
      readonly minWith?: Readonly<Record<string, number>>
      /** Why the bounds are what they are: one sentence at the end of a refusal. */
      readonly remedy?: string
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
  /** Every period is the length of a window: one longer than the column leaves its output NaN, whatever its length. */
  readonly windowed?: true
  /** First row where each output can have a value: in a column without gaps it has, if it needs no swing first. */
  warmup(settings: Required<Given>): Readonly<Record<Out, number>>
  /** One shape per recurrence. */
  memory(settings: Required<Given>): readonly Shape[]
  run(memory: readonly Memory[], inputs: readonly Column[], columns: readonly Column[], settings: Required<Given>): void
}
