#!/usr/bin/env node
import { OrganismError } from '../base/error.ts'
import { nearest } from '../base/nearest.ts'
import { LIBRARY_VERSION } from '../lifecycle/library-version.ts'
import type { Command } from './command.ts'
import { COMMANDS } from './commands.ts'
import { type Screen, terminal } from './screen.ts'
import { optionLines, parseWords } from './words.ts'

const HELP: readonly string[] = ['help', '--help', '-h']

const screen = terminal(process)
process.exitCode = await main(process.argv.slice(2))

/** The exit code: 0 when done, 1 when an answer is a no, 2 when something was wrong with what was asked. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  try {
    if (name === undefined) {
      screen.note(overview())
      return 2
    }
    if (HELP.includes(name)) {
      screen.print(args.length === 0 ? overview() : helpOf(args[0], await commandOf(args[0])))
      return 0
    }
    if (name === '--version' || name === '-v') {
      screen.print(LIBRARY_VERSION)
      return 0
    }
    const command = await commandOf(name)
    const words = parseWords(name, args, command.options)
    if (words.isOn('help')) {
      screen.print(helpOf(name, command))
      return 0
    }
    return await command.run(words, screen)
  } catch (error) {
    return complain(error, { ...screen, isJson: args.includes('--json') })
  }
}

async function commandOf(name: string): Promise<Command> {
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name].load()
  const guess = nearest(name, Object.keys(COMMANDS))
  const remedy = guess === undefined ? 'See organism --help.' : `Did you mean organism ${guess}?`
  throw new OrganismError('unknown-option', `organism: there is no command '${name}'. ${remedy}`)
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length)) + 2
  return [
    'usage: organism COMMAND [FILE ...] [--option=value ...]',
    '',
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`),
    '',
    'organism help COMMAND, or organism COMMAND --help, says more about one of them.',
  ].join('\n')
}

function helpOf(name: string, { takes, about, options }: Command): string {
  return [`usage: organism ${name} ${takes}`.trimEnd(), '', about, '', ...optionLines(options)].join('\n')
}

/** A refusal, of ours or of the system, is one clear line, and an object for programs; a defect keeps its trace. */
function complain(error: unknown, { note, print, isJson }: Screen & { readonly isJson: boolean }): number {
  const isExpected = error instanceof OrganismError || (error instanceof Error && 'syscall' in error)
  note(isExpected ? error.message : String(error instanceof Error ? error.stack : error))
  if (!isExpected) return 70
  const { message } = error
  const [code, problems] = error instanceof OrganismError ? [error.code, error.problems] : ['storage-failed', []]
  if (isJson) print(JSON.stringify({ error: { code, message, problems } }))
  return 2
}
