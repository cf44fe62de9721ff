/** Where a command speaks: results on one channel, progress and complaints on the other. */
export interface Screen {
  /** A line of the result. */
  readonly print: (text: string) => void
  /** A line about the work: not part of the result. */
  readonly note: (text: string) => void
  /** A line that takes the place of the one before; nothing where no person watches. */
  readonly draw: (text: string) => void
  /** Width of a line of the result. */
  readonly columns: number
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
}

/** Of a terminal that does not say. */
const COLUMNS = 80
const ESCAPE = '\u001b['

/** The terminal of a process. Colour and moving lines only where a person watches and did not ask for none. */
export function terminal({ stdout, stderr, env }: NodeJS.Process): Screen {
  const isPlain = env['TERM'] === 'dumb'
  const isColoured = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && !isPlain
  // Who reads no further, like head, has what was wanted.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
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
      if (stderr.isTTY !== true || isPlain) return
      clear()
      // One column stays free: a line that is full moves on to the next.
      stderr.write(text.slice(0, Math.max(0, (stderr.columns || COLUMNS) - 1)))
      isDrawn = true
    },
    columns: stdout.columns || COLUMNS,
    bold: style(1),
    dim: style(2),
  }
}
