import { parseArgs } from 'node:util'
import { OrganismError } from '../base/error.ts'
import { nearest } from '../base/nearest.ts'

/** What an option is: a switch, or a text. */
export interface Option {
  readonly kind: 'switch' | 'text'
  /** What stands for its value in the help, for example `N` or `FILE`. */
  readonly value?: string
  readonly about: string
}

/** Options by name, in kebab-case. */
export type Options = Readonly<Record<string, Option>>

/** The words behind a command, told apart. */
export interface Words {
  readonly places: readonly string[]
  /** The text of an option, undefined where it was not given. */
  readonly text: (name: string) => string | undefined
  readonly isOn: (name: string) => boolean
  /** The number of an option; anything else is refused by its name. */
  readonly number: (name: string) => number | undefined
}

/** What every command understands. */
const COMMON: Options = {
  json: { kind: 'switch', about: 'the result as JSON, for programs' },
  help: { kind: 'switch', about: 'this text' },
}

/** Tells options from places. An option nobody knows is refused with the nearest one that is known. */
export function parseWords(command: string, args: readonly string[], options: Options): Words {
  const known = { ...options, ...COMMON }
  const { positionals, values, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(known).map(([name, { kind }]) => [
        name,
        { type: kind === 'switch' ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    ...{ allowPositionals: true, strict: false, tokens: true },
  })
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(command, token, known)
  }
  const text = (name: string) => values[name] as string | undefined
  return {
    places: positionals,
    text,
    isOn: (name) => values[name] === true,
    number: (name) => numberFrom(command, name, text(name)),
  }
}

interface Given {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
}

function checkOption(command: string, { name, rawName, value }: Given, known: Options): void {
  if (!Object.hasOwn(known, name)) {
    const guess = nearest(name, Object.keys(known))
    const remedy = guess === undefined ? `See organism ${command} --help.` : `Did you mean --${guess}?`
    throw new OrganismError('unknown-option', `organism ${command}: there is no option ${rawName}. ${remedy}`)
  }
  const isSwitch = known[name].kind === 'switch'
  if (isSwitch === (value === undefined)) return
  const remedy = isSwitch ? `Write ${rawName} alone.` : `Write ${rawName}=${known[name].value ?? 'VALUE'}.`
  const rule = isSwitch ? 'takes no value' : 'needs a value'
  throw new OrganismError('invalid-argument', `organism ${command}: ${rawName} ${rule}. ${remedy}`)
}

function numberFrom(command: string, name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new OrganismError('invalid-argument', `organism ${command}: --${name} must be a number, received '${text}'.`)
}

/** The help of options, one a line, in two columns. */
export function optionLines(options: Options): string[] {
  const rows = Object.entries({ ...options, ...COMMON }).map(([name, { kind, value, about }]) => {
    return [kind === 'switch' ? `--${name}` : `--${name}=${value ?? 'VALUE'}`, about] as const
  })
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, about]) => `  ${left.padEnd(width)}${about}`)
}
