import { inspectBars } from '../../market/inspect-bars.ts'
import type { Command } from '../command.ts'
import { marketReport } from '../market-report.ts'
import { checkPlaces } from '../places.ts'
import { CSV_OPTIONS, readMarket } from '../read-market.ts'

/** What is odd about the data of a market. */
export const inspect: Command = {
  takes: 'BARS.csv',
  about: 'Reads a file of bars, draws it, and says what is odd about it: gaps, prices that stand still, outliers.',
  options: CSV_OPTIONS,
  run: (words, { print, columns }) => {
    checkPlaces('inspect', words, ['BARS.csv'])
    const bars = readMarket(words.places[0], words)
    if (words.isOn('json')) {
      const { score, findings } = inspectBars(bars)
      const { symbol, interval, length, time } = bars
      const listed = findings.map((finding) => ({ ...finding, rows: Array.from(finding.rows) }))
      print(JSON.stringify({ symbol, interval, length, from: time[0], to: time[length - 1], score, findings: listed }))
    } else print(marketReport(bars, Math.min(72, columns)))
    return 0
  },
}
