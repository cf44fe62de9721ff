import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Indicator, Parameter, Setting, Settings } from './indicator.ts'

/** Settings with the usual variant where none is given, checked against what the indicator takes. */
export function completeSettings<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  given: Given,
): Required<Given> {
  const { name, parameters } = indicator
  if (given.length > parameters.length) {
    refuse(name, 'the number of settings', given.length, { rule: `at most ${parameters.length}` })
  }
  const settings: Setting[] = []
  for (let i = 0; i < parameters.length; i++) settings.push(checkSetting(name, parameters[i], given[i]))
  const complete = settings as readonly Setting[] as Required<Given>
  indicator.check?.(complete)
  return complete
}

function checkSetting(where: string, parameter: Parameter, given: unknown): Setting {
  if (parameter.kind === 'variant') {
    if (given === undefined) return parameter.usual
    checkOneOf(where, parameter.name, given, parameter.options)
  } else if (parameter.kind === 'period') checkInteger(where, parameter.name, given, { min: parameter.min })
  else checkNumber(where, parameter.name, given, { min: parameter.min })
  return given as Setting
}

/** The columns of one side of a call in the order of their names: one is given bare, several in an object. */
export function columnsOf(where: string, names: readonly string[], given: unknown, length?: number): Column[] {
  const columns: Column[] = []
  for (const name of names) {
    const column = names.length === 1 ? given : memberOf(where, names, given, name)
    checkColumn(where, name, column, length ?? columns[0]?.length)
    columns.push(column as Column)
  }
  if (columns[0].length === 0) {
    refuse(where, `${names[0]}.length`, 0, {
      rule: 'at least 1',
      code: 'invalid-column',
      remedy: 'Give a row or more.',
    })
  }
  return columns
}

/** The same, with plain numbers copied into columns. */
export function columnsFrom(where: string, names: readonly string[], given: unknown): Column[] {
  if (names.length === 1) return columnsOf(where, names, toColumn(given))
  const copies = names.map((name) => [name, toColumn(memberOf(where, names, given, name))])
  return columnsOf(where, names, Object.fromEntries(copies))
}

/** Refuses outputs that share memory with an input or with each other: rows would be read after they are written. */
export function checkApart(where: string, outputs: readonly Column[], inputs: readonly Column[]): void {
  for (let i = 0; i < outputs.length; i++) {
    const others = i === 0 ? inputs : [...inputs, ...outputs.slice(0, i)]
    for (const other of others) {
      if (!overlap(outputs[i], other)) continue
      refuse(where, 'an output', outputs[i], {
        rule: 'a column that shares no memory with the other columns',
        remedy: 'Write into a column of its own.',
      })
    }
  }
}

function overlap(a: Column, b: Column): boolean {
  if (a.buffer !== b.buffer) return false
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength
}

function toColumn(given: unknown): unknown {
  const isList = Array.isArray(given) || (ArrayBuffer.isView(given) && 'length' in given)
  return isList && !(given instanceof Float64Array) ? Float64Array.from(given as ArrayLike<number>) : given
}

function memberOf(where: string, names: readonly string[], given: unknown, name: string): unknown {
  if (typeof given === 'object' && given !== null) return (given as Record<string, unknown>)[name]
  return refuse(where, 'the columns', given, { rule: `an object with ${names.join(', ')}`, code: 'invalid-column' })
}
