#!/usr/bin/env node
import { OrganismError } from '../base/error.ts'
import { nearest } from '../base/nearest.ts'
import { LIBRARY_VERSION } from '../lifecycle/library-version.ts'
import type { Command } from './command.ts'
import { COMMANDS } from './commands.ts'
import { type Screen, terminal } from './screen.ts'
import { optionLines, parseWords } from './words.ts'

const screen = terminal(process)
process.exitCode = await main(process.argv.slice(2))

/** The exit code: 0 when done, 1 when an answer is a no, 2 when something was wrong with what was asked. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      const text = overview()
      if (name === undefined) screen.note(text)
      else screen.print(text)
      return name === undefined ? 2 : 0
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
    return complain(error, screen)
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
    'organism COMMAND --help says more about one of them.',
  ].join('\n')
}

function helpOf(name: string, { takes, about, options }: Command): string {
  return [`usage: organism ${name} ${takes}`.trimEnd(), '', about, '', ...optionLines(options)].join('\n')
}

/** A refusal, of ours or of the file system, is one clear line; a defect keeps its trace. */
function complain(error: unknown, { note }: Screen): number {
  const isExpected = error instanceof OrganismError || (error instanceof Error && 'code' in error)
  note(isExpected ? error.message : String(error instanceof Error ? error.stack : error))
  return isExpected ? 2 : 70
}
