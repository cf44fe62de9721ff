import type { Certificate } from '../lifecycle/certificate.ts'
import { chart, marketChoice, section } from './chart.ts'
import { dayOf, decimals, percent } from './figures.ts'
import { type Html, html, table } from './html.ts'
import type { ReportData } from './report-data.ts'

/** What choosing the best of the field was worth. */
export function doubtSection({ markets, verdicts, front }: ReportData): Html {
  const judged = markets.filter(({ doubt }) => doubt !== undefined)
  const title = 'Luck or skill'
  const id = front.find(({ isChosen }) => isChosen)?.id
  const own = verdicts.filter((each) => each.id === id).map(({ certificate }) => certificate)
  if (judged.length === 0 || own.length === 0) {
    return section(
      'doubt',
      title,
      html`<p>The field is too small, or was not judged: what choosing was worth is not known.</p>`,
    )
  }
  const [{ doubt, symbol }] = judged
  const first = figuresOf(own.find(({ data }) => data.symbol === symbol) ?? own[0])
  return section(
    'doubt',
    title,
    html`<p>PBO halves the history in every way, chooses the best strategy of the field on one half and ranks it on the other. Logits at or
below zero are halvings in which it ended in the lower half: choosing was worth nothing there.</p>`,
    table('What choosing was worth', HEAD, own.map(figuresOf)),
    marketChoice(
      'doubt-market',
      judged.map((market) => market.symbol),
    ),
    chart({
      name: 'logits',
      height: 'low',
      says: `Histogram of the logits of ${doubt?.halvings ?? 0} halvings of ${symbol}. PBO, the share at or below zero, is ${first[1]}.`,
      caption: `${symbol}: ${doubt?.halvings ?? 0} halvings, a field of ${doubt?.field ?? 0} strategies.`,
      table: html`${judged.map((market) => logitTable(market.symbol, market.doubt?.logits))}`,
    }),
    pathsPart(judged, first[5]),
  )
}

const HEAD = ['Market', 'PBO', 'Chance of a loss', 'Slope', 'Deflated Sharpe', 'Sharpe ratios of the paths']

function figuresOf({ data, figures: { pbo, paths, deflatedSharpe } }: Certificate): readonly string[] {
  const sharpes = paths.sharpes.filter((each) => typeof each === 'number')
  return [
    data.symbol,
    percent(pbo.probability),
    percent(pbo.probabilityOfLoss),
    decimals(pbo.slope),
    percent(deflatedSharpe),
    `${decimals(sharpes[0])} to ${decimals(sharpes[sharpes.length - 1])}`,
  ]
}

function pathsPart(judged: ReportData['markets'], sharpes: string): Html {
  const [{ doubt, symbol }] = judged
  return html`<h3>Combinatorial paths</h3><p>Each path is a history put together from stretches on which a strategy was followed that had been chosen on
other stretches. If choosing finds skill, the fan as a whole rises.</p>${chart({
    name: 'paths',
    says: `Equity of ${doubt?.paths.equity.length ?? 0} combinatorial paths of ${symbol}. Their Sharpe ratios of a year go from ${sharpes}.`,
    caption: 'What one unit of money became on each path, after costs.',
    table: html`${judged.map((market) => pathTable(market.symbol, market.doubt?.paths))}`,
  })}`
}

type Doubt = NonNullable<ReportData['markets'][number]['doubt']>

function logitTable(symbol: string, logits: Doubt['logits'] | undefined): Html {
  const rows = (logits?.counts ?? []).map((count, i) => [
    `${decimals(logits?.edges[i])} to ${decimals(logits?.edges[i + 1])}`,
    `${count}`,
  ])
  return table(`${symbol}: halvings by logit`, ['Logit', 'Halvings'], rows)
}

function pathTable(symbol: string, paths: Doubt['paths'] | undefined): Html {
  const rows = (paths?.equity ?? []).map((equity, i) => [`Path ${i + 1}`, decimals(equity[equity.length - 1])])
  const until = paths === undefined ? '' : ` on ${dayOf(paths.time[paths.time.length - 1])}`
  return table(`${symbol}: where each path ends${until}`, ['Path', 'Equity'], rows)
}
