import type { Column } from '../base/column.ts'
import type { Indicator, Inputs, Outputs, Settings } from '../indicators/indicator.ts'

/** What a seed may use while it writes; a `Workspace` offers it. */
export interface Tools {
  /** The columns of an indicator, found ready where it was computed before; not to be written to. */
  compute<In extends string, Out extends string, Given extends Settings>(
    indicator: Indicator<In, Out, Given>,
    input: Inputs<In, Column>,
    given: Given,
  ): Outputs<Out, Column>
  /** A column of zeros to write on, until the call of the seed that asked for it returns. */
  scratch(length: number): Column
}
