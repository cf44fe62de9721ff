import type { Screen } from './screen.ts'
import type { Options, Words } from './words.ts'

/** One command of the program. */
export interface Command {
  readonly options: Options
  /** What follows its name on the usage line. */
  readonly takes: string
  /** What it does, in a few lines that a person can follow. */
  readonly about: string
  /** Does it and gives the exit code. A refusal is thrown. */
  readonly run: (words: Words, screen: Screen) => number | Promise<number>
}

/** A command in the list, its code read only when it is called for. */
export interface Listed {
  readonly summary: string
  readonly load: () => Promise<Command>
}
