/** Where a command speaks: results on one channel, progress and complaints on the other. */
export interface Screen {
  /** A line of the result. */
  readonly print: (text: string) => void
  /** A line about the work: not part of the result. */
  readonly note: (text: string) => void
  /** A line that takes the place of the one before; nothing where no person watches. */
  readonly draw: (text: string) => void
  readonly columns: number
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
}

const ESCAPE = '\u001b['

/** The terminal of a process. Colour and moving lines only where a person watches and did not ask for none. */
export function terminal({ stdout, stderr, env }: NodeJS.Process): Screen {
  const isColoured = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  const style = (code: number) => (text: string) => (isColoured ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text)
  let isDrawn = false
  const clear = () => {
    if (isDrawn) stderr.write(`\r${ESCAPE}K`)
    isDrawn = false
  }
  return {
    print: (text) => {
      clear()
      stdout.write(`${text}\n`)
    },
    note: (text) => {
      clear()
      stderr.write(`${text}\n`)
    },
    draw: (text) => {
      if (stderr.isTTY !== true) return
      clear()
      stderr.write(text)
      isDrawn = true
    },
    columns: stdout.columns ?? 80,
    bold: style(1),
    dim: style(2),
  }
}
