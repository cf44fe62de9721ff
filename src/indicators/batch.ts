import type { Column } from '../base/column.ts'
import { checkApart, columnsFrom, columnsOf, completeSettings } from './check-call.ts'
import type { Indicator, Inputs, Numbers, Outputs, Settings } from './indicator.ts'
import { freshMemory } from './memory.ts'

/** Rows of a stretch: few enough that several passes over them stay near the processor, many enough to set up for. */
export const STRETCH = 8192

/** Runs an indicator over whole columns into columns of the caller, and returns those. */
export function computeInto<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  out: Outputs<Out, Column>,
  input: Inputs<In, Column>,
  given: Given,
): Outputs<Out, Column> {
  const settings = completeSettings(indicator, given)
  const inputs = columnsOf(indicator.name, indicator.inputs, input)
  const outputs = columnsOf(indicator.name, indicator.outputs, out, inputs[0].length)
  checkApart(indicator, outputs, inputs)
  runOver(indicator, inputs, outputs, settings)
  return out
}

/**
 * Runs an indicator over whole columns into new ones.
 *
 * @example
 * compute(smaIndicator, [1, 2, 3, 6], [3]) // => Float64Array.of(NaN, NaN, 2, 11 / 3)
 * warmupOf(smaIndicator, [3]) // => 2
 */
export function compute<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  input: Inputs<In, Numbers>,
  given: Given,
): Outputs<Out, Column> {
  const settings = completeSettings(indicator, given)
  const inputs = columnsFrom(indicator.name, indicator.inputs, input)
  const outputs = indicator.outputs.map(() => new Float64Array(inputs[0].length))
  runOver(indicator, inputs, outputs, settings)
  return named(indicator.outputs, outputs) as Outputs<Out, Column>
}

/** First row where each output of an indicator can have a value: in a column without gaps it has, if it needs no swing first. */
export function warmupOf<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  given: Given,
): Outputs<Out, number> {
  const rows = indicator.warmup(completeSettings(indicator, given))
  return (indicator.outputs.length === 1 ? rows[indicator.outputs[0]] : rows) as Outputs<Out, number>
}

function runOver<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  inputs: readonly Column[],
  outputs: readonly Column[],
  settings: Required<Given>,
): void {
  const rows = inputs[0].length
  const fitting = settingsFor(indicator, settings, rows)
  if (fitting === undefined) {
    for (const output of outputs) output.fill(Number.NaN)
    return
  }
  const memory = freshMemory(indicator.memory(fitting))
  const length = Math.min(rows, STRETCH)
  let scratch: Column[] = Array.from({ length: indicator.scratch ?? 0 }, () => new Float64Array(length))
  for (let start = 0; start < rows; start += STRETCH) {
    const end = Math.min(rows, start + STRETCH)
    if (end - start < length) scratch = cut(scratch, 0, end - start)
    const columns = [...cut(outputs, start, end), ...scratch]
    indicator.run(memory, cut(inputs, start, end), columns, fitting)
  }
}

/** Settings that need memory for no more than the rows there are; none where the column ends before any output starts. */
function settingsFor<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  settings: Required<Given>,
  rows: number,
): Required<Given> | undefined {
  const starts = indicator.warmup(settings)
  if (indicator.outputs.every((output) => starts[output] >= rows)) return undefined
  if (indicator.windowed !== true) return settings
  const isLong = (value: unknown, i: number): boolean =>
    indicator.parameters[i].kind === 'period' && (value as number) > rows + 1
  return settings.map((value, i) => (isLong(value, i) ? rows + 1 : value)) as readonly unknown[] as Required<Given>
}

function cut(columns: readonly Column[], start: number, end: number): Column[] {
  return columns.map((column) => column.subarray(start, end))
}

/** One value bare, several in an object by name. */
export function named<T>(names: readonly string[], values: readonly T[]): T | Record<string, T> {
  if (names.length === 1) return values[0]
  const byName: Record<string, T> = {}
  for (let i = 0; i < names.length; i++) byName[names[i]] = values[i]
  return byName
}
