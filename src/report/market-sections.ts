import { chart, marketChoice, section } from './chart.ts'
import { count, dayOf, decimals, fallOf, percent, plainFigure } from './figures.ts'
import { type Html, html, NOTHING, table } from './html.ts'
import type { ReportCurve, ReportMarket } from './report-data.ts'

const SAMPLED = 60
const LISTED = 200
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type Markets = readonly ReportMarket[]

const symbolsOf = (markets: Markets) => markets.map(({ symbol }) => symbol)

/** Equity and drawdown against buying and holding. */
export function equitySection(markets: Markets, leftOut: number): Html {
  const [{ curve, summary, hold, stages }] = markets
  const unseen = stages.some(({ name }) => name !== 'searched')
  return section(
    'equity',
    'Equity and drawdown',
    html`<p>What one unit of money became with the strategy, and with buying and holding at the same costs. ${
      unseen
        ? 'Shaded stretches were never seen by the search: they count for more.'
        : 'All of it was seen by the search.'
    }${leftOut > 0 ? ` A page has room for ${markets.length} markets; ${leftOut} more have their gates above and nothing here.` : ''}</p>`,
    marketChoice('equity-market', symbolsOf(markets)),
    chart({
      name: 'equity',
      height: 'tall',
      says: `Equity of the strategy and of buying and holding${of(markets)}. The strategy ends at ${decimals(last(curve.equity))} after a deepest fall of ${percent(fallOf(summary))}, buying and holding at ${decimals(last(curve.hold))} after one of ${percent(fallOf(hold))}.`,
      caption: `${thinned(curve)}${first(markets)}`,
      table: html`${markets.map(equityTable)}`,
    }),
  )
}

/** The market that words are about, where a page has several. */
function of(markets: Markets): string {
  return markets.length < 2 ? '' : ` on ${markets[0].symbol}`
}

function first(markets: Markets): string {
  return markets.length < 2 ? '' : ` So on ${markets[0].symbol}; the tables have the others.`
}

function last(column: readonly number[]): number {
  return column[column.length - 1]
}

function thinned({ bars, time }: ReportCurve): string {
  if (bars === time.length) return `Every one of ${bars} bars is drawn.`
  return `${time.length} of ${bars} bars are drawn: of each stretch the lowest and highest equity, the deepest drawdowns and the last.`
}

function equityTable({ symbol, curve }: ReportMarket): Html {
  const step = Math.max(1, Math.ceil(curve.time.length / SAMPLED))
  const places = curve.time.flatMap((_, row) => (row % step === 0 || row === curve.time.length - 1 ? [row] : []))
  const rows = places.map((row) => [
    dayOf(curve.time[row]),
    decimals(curve.equity[row]),
    percent(curve.drawdown[row]),
    decimals(curve.hold[row]),
    percent(curve.holdDrawdown[row]),
  ])
  const head = ['At the close of', 'Strategy', 'Its drawdown', 'Buy and hold', 'Its drawdown']
  return table(`${symbol}: ${places.length} of ${curve.bars} bars`, head, rows)
}

/** Every trade on the price. */
export function tradesSection(markets: Markets): Html {
  const drawn = markets.reduce((all, { trades }) => all + trades.length, 0)
  const older = markets.reduce((all, { tradesLeftOut }) => all + tradesLeftOut, 0)
  const which = older === 0 ? count(drawn, 'trade') : `The newest ${drawn} of ${count(drawn + older, 'trade')}`
  return section(
    'trades',
    'Trades',
    html`<p>${which} on the price. A trade runs from flat to flat; what is still open at the end is valued at the last close.</p>`,
    marketChoice('trades-market', symbolsOf(markets)),
    chart({
      name: 'trades',
      says: `The price with the entries and exits of ${count(markets[0].trades.length, 'trade')}${of(markets)}.`,
      caption:
        'Triangles are entries, up for long and down for short; circles are exits. Drag the bar under the chart to look closer.',
      table: html`${markets.map(tradeTable)}`,
    }),
  )
}

function tradeTable({ symbol, trades, tradesLeftOut }: ReportMarket): Html {
  const shown = trades.slice(-LISTED)
  const rows = shown.map((trade) => [
    dayOf(trade.entry),
    trade.exit === null ? 'open' : dayOf(trade.exit),
    trade.side,
    plainFigure(trade.entryPrice, 6),
    plainFigure(trade.exitPrice, 6),
    percent(trade.return),
    `${trade.bars}`,
    trade.reason,
  ])
  const older = tradesLeftOut + trades.length - shown.length
  const caption = `${symbol}: ${older === 0 ? 'all' : `the newest ${shown.length} of ${shown.length + older}`} trades`
  return table(caption, ['Entry', 'Exit', 'Side', 'Entry price', 'Exit price', 'Return', 'Bars', 'Why it ended'], rows)
}

/** The table of monthly returns. */
export function monthsSection(markets: Markets): Html {
  return section(
    'months',
    'Month by month',
    html`<p>Compounded return of each month of the UTC calendar. The first and the last may be incomplete.</p>`,
    ...markets.map(monthTable),
  )
}

function monthTable({ symbol, months }: ReportMarket): Html {
  const cell = (value: number | null, most: number) => {
    if (value === null) return html`<td></td>`
    return html`<td style="background:${shade(value, most)}">${tenths(value)}</td>`
  }
  const largest = (values: readonly (number | null)[]) => Math.max(...values.map((value) => Math.abs(value ?? 0)))
  const month = largest(months.flatMap(({ months: each }) => each))
  const year = largest(months.map(({ total }) => total))
  const rows = months.map(({ year: name, months: each, total }) => {
    return html`<tr><th scope="row">${name}</th>${each.map((value) => cell(value, month))}${cell(total, year)}</tr>`
  })
  const head = ['Year', ...MONTHS, 'Year'].map((name) => html`<th scope="col">${name}</th>`)
  return html`<div class="wide" tabindex="0" role="region" aria-label="Monthly returns of ${symbol}"><table class="months">
<caption>${symbol}, in percent</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
}

function tenths(value: number): string {
  return (100 * value)
    .toFixed(1)
    .replace(/^-(?=0\.0$)/, '')
    .replace('-', '−')
}

/** A tint by size against the largest; it leaves the text its contrast, by day and by night. */
function shade(value: number, most: number): string {
  const depth = most > 0 ? (0.28 * Math.abs(value)) / most : 0
  return `rgba(${value < 0 ? '200,70,45' : '40,150,85'},${depth.toFixed(2)})`
}

/** Where the money went. */
export function costsSection(markets: Markets): Html {
  const rows = markets.map(({ symbol, costs }) => [
    symbol,
    ...[costs.gross, -costs.fees, -costs.slippage, -costs.funding, costs.net].map(percent),
  ])
  const lost = markets.some(({ costs }) => costs.shortfall > 0)
  return section(
    'costs',
    'Costs',
    html`<p>Profit before costs, what was paid, and what is left, as shares of the starting cash.</p>`,
    marketChoice('costs-market', symbolsOf(markets)),
    chart({
      name: 'costs',
      height: 'low',
      says: `Profit before costs${of(markets)} is ${percent(markets[0].costs.gross)} of the starting cash, after costs ${percent(markets[0].costs.net)}.`,
      caption: 'Funding above zero was received.',
      table: table('Costs', ['Market', 'Before costs', 'Fees', 'Slippage', 'Funding', 'After costs'], rows),
    }),
    lost ? html`<p>An account lost more than it had; the loss beyond its last cent is not counted.</p>` : NOTHING,
  )
}
