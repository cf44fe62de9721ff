import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { OrganismError } from '../base/error.ts'
import { parseBars } from '../market/parse-bars.ts'
import type { ParseOptions } from '../market/parse-options.ts'
import { marketReport } from './market-report.ts'

const USAGE = `usage: npm run evolve [-- bars.csv ... [options]]

Reads each market, says what is odd about its data, and draws it. Without a file it takes the S&P 500 index,
daily, 2000 to 2020.

How the files are written, for all of them alike:
  --separator=';'          what stands between two cells, a comma unless told otherwise
  --order=newest-first     when the newest row comes first
  --interval=1h            length of a bar, when the times do not show it
  --timeUnit=s             unit of times that are numbers: s, ms, us or ns
  --missingVolume=zero     read a file without volume
  --onBadRow=skip          leave bad rows out instead of refusing the file
  --help                   this text`

/** Daily bars of the S&P 500; the package comes with a checkout, not with the published library. */
const SAMPLE = fileURLToPath(new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url))

const TEXT = { type: 'string' } as const
const OPTIONS = {
  ...{ separator: TEXT, order: TEXT, interval: TEXT, timeUnit: TEXT, missingVolume: TEXT, onBadRow: TEXT },
  help: { type: 'boolean' },
} as const

process.exitCode = main(process.argv.slice(2))

function main(words: string[]): number {
  try {
    const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true })
    const { help = false, ...options } = values
    const [command, ...files] = positionals
    if (help) console.log(USAGE)
    else if (command !== 'evolve') return complain(USAGE)
    else for (const file of files.length === 0 ? [SAMPLE] : files) report(file, options as ParseOptions)
    return 0
  } catch (error) {
    return complain(reasonOf(error))
  }
}

function report(file: string, options: ParseOptions): void {
  const symbol = file === SAMPLE ? 'S&P 500' : basename(file, '.csv')
  try {
    console.log(`${marketReport(parseBars(readFileSync(file), { ...options, symbol }))}\n`)
  } catch (error) {
    throw error instanceof OrganismError ? new OrganismError(error.code, `${file}: ${error.message}`) : error
  }
}

function complain(text: string): number {
  console.error(text)
  return 2
}

/** A refusal of ours, of the arguments or of the file system is said in its own words; a defect keeps its trace. */
function reasonOf(error: unknown): string {
  const isExpected = error instanceof OrganismError || (error instanceof Error && 'code' in error)
  return isExpected ? error.message : String(error instanceof Error ? error.stack : error)
}
