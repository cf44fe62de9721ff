import type { Column } from '../base/column.ts'
import { type Bounds, checkColumn, checkInteger, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Indicator, Parameter, Setting, Settings } from './indicator.ts'

type Numeric = Extract<Parameter, { readonly min: number }>
type Named = Pick<Indicator, 'name' | 'inputs' | 'outputs' | 'parameters'>

/** Settings with the usual variant where none is given, checked against what the indicator takes. */
export function completeSettings<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  given: Given,
): Required<Given> {
  const { name, parameters } = indicator
  if (given.length > parameters.length) {
    const most = parameters.length
    refuse(name, 'the number of settings', given.length, {
      rule: most === 0 ? '0' : `at most ${most}`,
      remedy: most === 0 ? 'It takes no settings.' : `It takes ${listed(parameters)}.`,
    })
  }
  const settings: Setting[] = []
  for (let i = 0; i < parameters.length; i++) settings.push(checkSetting(indicator, i, given))
  return settings as readonly Setting[] as Required<Given>
}

function checkSetting({ name: where, parameters }: Named, i: number, all: Settings): Setting {
  const parameter = parameters[i]
  const given: unknown = all[i]
  if (parameter.kind === 'variant') {
    if (given === undefined) return parameter.usual
    checkOneOf(where, parameter.name, given, parameter.options)
    return given as Setting
  }
  const check = parameter.kind === 'period' ? checkInteger : checkNumber
  const missing = given === undefined ? { remedy: `It takes ${listed(parameters)}.` } : {}
  check(where, parameter.name, given, { ...boundsOf(parameter, parameters, all), ...missing })
  return given as Setting
}

/** What bounds one setting, given the others. */
function boundsOf(
  { min, max, above, atLeast, minWith = {}, remedy }: Numeric,
  parameters: readonly Parameter[],
  all: Settings,
): Bounds {
  const settingOf = (name: string): number => all[parameters.findIndex((other) => other.name === name)] as number
  const least = atLeast === undefined ? min : Math.max(min, settingOf(atLeast))
  const over = typeof above === 'string' ? settingOf(above) : above
  const chosen = all.map((setting) => (typeof setting === 'string' ? minWith[setting] : undefined) ?? least)
  return {
    min: Math.max(least, ...chosen),
    ...(max === undefined ? {} : { max }),
    ...(over === undefined ? {} : { above: over }),
    ...(remedy === undefined ? {} : { remedy }),
  }
}

function listed(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, kind }) => (kind === 'variant' ? `${name} (optional)` : name)).join(', ')
}

/** The columns of one side of a call in the order of their names: one is given bare, several in an object. */
export function columnsOf(where: string, names: readonly string[], given: unknown, length?: number): Column[] {
  const columns: Column[] = []
  for (const name of names) {
    const column = memberOf(where, names, given, name)
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
  const copies = names.map((name) => [name, toColumn(where, name, memberOf(where, names, given, name))] as const)
  return columnsOf(where, names, names.length === 1 ? copies[0][1] : Object.fromEntries(copies))
}

/** Refuses outputs that share memory with an input or with each other: rows would be read after they are written. */
export function checkApart(
  { name, inputs: inputNames, outputs: outputNames }: Named,
  outputs: readonly Column[],
  inputs: readonly Column[],
): void {
  for (let i = 0; i < outputs.length; i++) {
    const others = [...inputs, ...outputs.slice(0, i)]
    for (let k = 0; k < others.length; k++) {
      if (!overlap(outputs[i], others[k])) continue
      const other = k < inputs.length ? `input ${inputNames[k]}` : `output ${outputNames[k - inputs.length]}`
      refuse(name, `output ${outputNames[i]}`, outputs[i], {
        rule: `a column that shares no memory with ${other}`,
        remedy: 'Write into a column of its own.',
      })
    }
  }
}

function overlap(a: Column, b: Column): boolean {
  if (a.buffer !== b.buffer) return false
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength
}

/** Anything that is no list of numbers is left for `checkColumn` to refuse. */
function toColumn(where: string, name: string, given: unknown): unknown {
  if (given instanceof Float64Array) return given
  const isList = Array.isArray(given) || (ArrayBuffer.isView(given) && 'length' in given)
  if (!isList) return given
  const values = given as ArrayLike<unknown>
  const column = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (typeof value !== 'number') refuse(where, name, value, { rule: 'a number', row, ...NO_NUMBER })
    column[row] = value
  }
  return column
}

const NO_NUMBER = { code: 'invalid-column', remedy: 'Give NaN for a row without a value.' } as const

/** The column of one name: what is given itself where it is the only one. */
function memberOf(where: string, names: readonly string[], given: unknown, name: string): unknown {
  const isObject = typeof given === 'object' && given !== null
  const isList = isObject && (Array.isArray(given) || ArrayBuffer.isView(given))
  if (names.length === 1) {
    if (!isObject || isList || !(name in given)) return given
    return refuse(where, name, given, { rule: 'a column', code: 'invalid-column', remedy: `Pass ${name} bare.` })
  }
  const all = `{ ${names.join(', ')} }`
  if (!isObject || isList) {
    return refuse(where, 'the columns', given, { rule: `an object ${all}`, code: 'invalid-column', remedy: BY_NAME })
  }
  const column = (given as Record<string, unknown>)[name]
  if (column !== undefined) return column
  return refuse(where, name, column, { rule: 'a column', code: 'invalid-column', remedy: `It needs ${all}.` })
}

const BY_NAME = 'Give each column by its name.'
