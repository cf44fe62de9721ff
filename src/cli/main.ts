import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OrganismError } from '../base/error.ts'
import { parseBars } from '../market/parse-bars.ts'
import { marketReport } from './market-report.ts'

const USAGE = `usage: npm run evolve [-- bars.csv ...]

Reads each market, says what is odd about its data, and draws it. Without a file it takes the S&P 500 index,
daily, 2000 to 2020.`

/** Daily bars of the S&P 500; the package comes with a checkout, not with the published library. */
const SAMPLE = fileURLToPath(new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url))

process.exitCode = main(process.argv.slice(2))

function main([command, ...files]: readonly string[]): number {
  if (command !== 'evolve' || files.some((file) => file.startsWith('-'))) {
    console.error(USAGE)
    return 2
  }
  try {
    for (const file of files.length === 0 ? [SAMPLE] : files) {
      const symbol = file === SAMPLE ? 'S&P 500' : basename(file, '.csv')
      console.log(marketReport(parseBars(readFileSync(file), { symbol })), '\n')
    }
    return 0
  } catch (error) {
    console.error(reasonOf(error))
    return 2
  }
}

/** A refusal of ours or of the file system is said in its own words; anything else is a defect and keeps its trace. */
function reasonOf(error: unknown): string {
  const isExpected = error instanceof OrganismError || (error instanceof Error && 'code' in error)
  return isExpected ? error.message : String(error instanceof Error ? error.stack : error)
}
