import type { Certificate, Check, CheckName } from '../lifecycle/certificate.ts'
import { section } from './chart.ts'
import { count, dayOf, decimals, exactPercent, fallOf, percent, plainFigure } from './figures.ts'
import { type Html, html, NOTHING, table } from './html.ts'
import type { ReportData, ReportMarket, ReportSummary } from './report-data.ts'

/** What each gate asks, in a few words, and how its figure is written: as exactly as in the reasons. */
const GATES: Readonly<Record<CheckName, readonly [asks: string, write: typeof plainFigure]>> = {
  'in-sample': ['Sharpe ratio of a year on the bars that were searched', plainFigure],
  'out-of-sample': ['Sharpe ratio of a year out of sample, on bars never seen', plainFigure],
  'walk-forward': ['Sharpe ratio of a year in the walk forward, on the newest bars', plainFigure],
  windows: ['Share of walk-forward windows with such a Sharpe ratio', exactPercent],
  retention: ['What is left of the Sharpe ratio out of sample', exactPercent],
  drawdown: ['Deepest fall below a peak', exactPercent],
  trades: ['Trades that ended', plainFigure],
  'deflated-sharpe': ['Chance that it is more than the best luck of all trials', exactPercent],
  pbo: ['Chance that the best of one half of the history is below the middle in the other', exactPercent],
  paths: ['Share of combinatorial paths with such a Sharpe ratio', exactPercent],
  'cost-stress': ['Sharpe ratio of a year on unseen bars at dearer costs', plainFigure],
  'delay-stress': ['Sharpe ratio of a year on unseen bars when it acts late', plainFigure],
  'track-record': ['Unseen bars that it needs to be more than chance', plainFigure],
}

/** Gates that ask whether luck would have done as well. */
const LUCK: ReadonlySet<CheckName> = new Set<CheckName>([
  ...(['out-of-sample', 'walk-forward', 'windows', 'retention'] as const),
  ...(['deflated-sharpe', 'pbo', 'paths', 'track-record'] as const),
])

/** The verdict first, in plain words; then every gate with its figure and its threshold. */
export function verdictSection(data: ReportData): Html {
  const chosen = data.front.find(({ isChosen }) => isChosen)
  if (chosen === undefined) return nothingFound(data)
  const own = data.verdicts.filter(({ id }) => id === chosen.id).map(({ certificate }) => certificate)
  const isPassed = own.length > 0 && own.every(({ passed }) => passed)
  const words = (chosen.words ?? '').split('\n').map((line) => html`<li>${line}</li>`)
  return html`<section id="verdict" class="verdict ${isPassed ? 'passed' : ''}" aria-labelledby="verdict-title">
<h2 id="verdict-title">${own.length === 0 ? 'Not judged yet' : isPassed ? '✓ Passed' : '✗ Not passed'}</h2>
<p class="said">${inWords(own, data)}</p>
${own.map((certificate) => gatesOf(certificate, own.length > 1))}
<h3>The proposed strategy</h3><p><code>${chosen.id}</code></p><ol class="parts">${words}</ol>
${data.markets.map((market) => accountOf(market, data.markets.length > 1))}
${others(data, chosen.id)}</section>`
}

function nothingFound({ search }: ReportData): Html {
  return html`<section id="verdict" class="verdict" aria-labelledby="verdict-title">
<h2 id="verdict-title">✗ Nothing feasible was found</h2>
<p class="said">None of ${search.evaluations} strategies traded enough, or held a position for long enough, to be judged, so there is nothing to
propose, and the unseen bars were left sealed.</p><p>Give more bars or generations, or ask for less with the option <code>minimum</code> of the configuration.</p></section>`
}

function inWords(own: readonly Certificate[], { search }: ReportData): string {
  if (own.length === 0) {
    return 'This strategy has not been put through the gauntlet, so nobody knows whether it is luck. Everything below is about bars that the search has seen.'
  }
  const failed = own.reduce((all, { reasons }) => all + reasons.length, 0)
  const gates = own.reduce((all, { checks }) => all + checks.length, 0)
  const counted = `It was chosen among ${search.trials} trials.`
  if (failed === 0) {
    return `The strategy came through all ${gates} gates, those on bars that the search never saw and those at dearer costs among them. ${counted} That is evidence, no promise: markets change.`
  }
  const isDoubted = own.some(({ checks }) => checks.some(({ name, passed }) => !passed && LUCK.has(name)))
  const why = isDoubted
    ? 'As far as these bars can tell, its result is not clearly more than luck'
    : 'One failed gate fails the whole'
  return `The strategy failed ${failed} of ${gates} gates. ${counted} ${why}: do not trade it for real.`
}

function gatesOf(certificate: Certificate, isNamed: boolean): Html {
  const { checks, data, figures, looks } = certificate
  const title = isNamed ? html`<h3>${data.symbol}</h3>` : NOTHING
  const said = checks.map(({ reason }) => html`<li>${reason}</li>`)
  const { outOfSample, walkForward } = figures
  const stages = `Out of sample is ${dayOf(outOfSample.begins)} to ${dayOf(outOfSample.ends)}, the walk forward ${dayOf(walkForward.begins)} to ${dayOf(walkForward.ends)}.`
  const often =
    looks > 1 ? ` It is candidate ${looks} that was judged on these bars, which makes the tests harder.` : ''
  const mark = ({ passed }: Check) =>
    passed ? html`<span class="yes">✓ passed</span>` : html`<span class="no">✗ failed</span>`
  const rows = checks.map((check) => {
    const [asks, write] = GATES[check.name]
    return [
      html`${asks}`,
      write(check.figure),
      `${check.rule} ${write(check.gate).replace(' ', '\u00a0')}`,
      mark(check),
    ]
  })
  return html`${title}${cardsOf(certificate)}${table(`Every gate of ${data.symbol}`, ['Gate', 'Figure', 'Must be', ''], rows)}
<p class="muted">${stages}${often} ${figures.overfitting.verdict}</p>
<details><summary>Every gate in a sentence</summary><ul class="reasons">${said}</ul></details>`
}

/** The figures that say most. */
function cardsOf({ figures }: Certificate): Html {
  const { inSample, outOfSample, walkForward, deflatedSharpe, pbo } = figures
  const cards: readonly (readonly [name: string, figure: string, note: string])[] = [
    ['Sharpe, searched', decimals(inSample.sharpe), 'what the search saw'],
    ['Sharpe, out of sample', decimals(outOfSample.sharpe), 'never seen'],
    ['Sharpe, walk forward', decimals(walkForward.sharpe), 'never seen, newest'],
    ['More than luck', percent(deflatedSharpe), 'deflated Sharpe ratio'],
    ['Overfit', percent(pbo.probability), 'probability, PBO'],
  ]
  const each = cards.map(
    ([name, figure, note]) => html`<div><dt>${name}</dt><dd>${figure}<small>${note}</small></dd></div>`,
  )
  return html`<dl class="cards">${each}</dl>`
}

const ROWS: readonly (readonly [name: string, of: (summary: ReportSummary) => string])[] = [
  ['Total return', ({ totalReturn }) => percent(totalReturn)],
  ['Return of a year', ({ cagr }) => percent(cagr)],
  ['Volatility of a year', ({ volatility }) => percent(volatility)],
  ['Sharpe ratio of a year', ({ sharpe }) => decimals(sharpe)],
  ['Sortino ratio of a year', ({ sortino }) => decimals(sortino)],
  ['Deepest fall', (summary) => percent(fallOf(summary))],
  ['Time in the market', ({ timeInMarket }) => percent(timeInMarket)],
  ['Turnover of a year', ({ turnover }) => decimals(turnover)],
  ['Trades that ended', ({ trades }) => `${trades}`],
  ['Trades won', ({ winRate }) => percent(winRate)],
  ['Profit factor', ({ profitFactor }) => decimals(profitFactor)],
  ['Profit that hangs on an unknown order inside bars', ({ ambiguousShare }) => percent(ambiguousShare)],
]

function accountOf({ symbol, summary, hold, stages }: ReportMarket, isNamed: boolean): Html {
  const range = `${dayOf(stages[0].from)} to ${dayOf(stages[stages.length - 1].to)}`
  const rows = ROWS.map(([name, of]) => [name, of(summary), of(hold)])
  const caption = `${isNamed ? `${symbol}, ` : ''}${range}, one account with all costs`
  return table(caption, ['', 'Strategy', 'Buy and hold'], rows)
}

function others({ verdicts }: ReportData, chosen: string): Html {
  const rest = verdicts.filter(({ id }) => id !== chosen)
  if (rest.length === 0) return NOTHING
  const rows = rest.map(({ id, certificate }) => [
    html`<code>${id}</code>`,
    certificate.data.symbol,
    certificate.verdict,
  ])
  return html`<h3>Other strategies that were judged</h3>${table('Certificates of other strategies', ['Strategy', 'Market', 'Verdict'], rows)}`
}

/** The head of the page: what it is about, and what is in it. */
export function headOf(data: ReportData, titles: readonly (readonly [id: string, title: string])[]): Html {
  const { search, front, title } = data
  const links = titles.map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`)
  return html`<a class="skip" href="#verdict">To the verdict</a><header><h1>${title}</h1>
<p class="muted">${count(search.evaluations, 'strategy', 'strategies')} bred over ${count(search.generations.length, 'generation')}; ${front.length} that no other beats in everything.</p>
<nav aria-label="Sections"><ul>${links}</ul></nav></header>`
}

const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

function lengthOf(interval: number): string {
  const [name, milliseconds] = UNITS.find(([, unit]) => interval % unit === 0) ?? ['millisecond', 1]
  return count(interval / milliseconds, name)
}

/** A run with the hashes that tell it from every other. */
export function configurationSection({ config, hashes, data, code }: ReportData): Html {
  const rows = data.map(({ symbol, file, bars, interval, hash }) => [
    symbol,
    html`<code>${file}</code>`,
    `${bars}`,
    lengthOf(interval),
    html`<code>${hash}</code>`,
  ])
  const known = Object.entries(hashes).map(([name, hash]) => [name, html`<code>${hash}</code>`])
  return section(
    'configuration',
    'Configuration and hashes',
    html`<p>Made by ${code.name} ${code.version}. Equal data, configuration and version give this very page.</p>`,
    table('Markets', ['Market', 'File', 'Bars', 'Interval', 'Hash of the bars'], rows),
    table('Hashes', ['Of', 'SHA-256'], known),
    html`<pre>${JSON.stringify(config, null, 2)}</pre>`,
  )
}
