// Reads the bundled S&P 500, asks what is odd about it, and makes weeks out of its days.
import { readFileSync } from 'node:fs'
import { inspectBars, parseBars, resample, splitBars } from '@organism/core/market'

const csv = readFileSync('node_modules/vega-datasets/data/sp500-2000.csv')
const days = parseBars(csv, { symbol: 'S&P 500' })
console.log(`${days.symbol}: ${days.length} days`)

const report = inspectBars(days)
console.log(`quality ${report.score.toFixed(4)}`)
for (const { message } of report.findings) console.log(`  ${message}`)

const weeks = resample(days, '1w')
console.log(`${weeks.length} whole weeks`)

// Breed on the first part, choose by the second, and look at the third only once.
const [research, choice, judgement] = splitBars(days, [0.6, 0.2, 0.2])
console.log(`${research.length} days to breed on, ${choice.length} to choose by, ${judgement.length} to judge by`)

days.length // => 5105
report.score.toFixed(4) // => '0.9974'
weeks.interval // => 604800000
research.length + choice.length + judgement.length // => 5105
