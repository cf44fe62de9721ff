import { readFileSync } from 'node:fs'
import { OrganismError } from '../base/error.ts'
import { clientFile } from './client-file.ts'
import { doubtSection } from './doubt-section.ts'
import { type Html, html, scriptJson } from './html.ts'
import { costsSection, equitySection, monthsSection, tradesSection } from './market-sections.ts'
import type { ReportData } from './report-data.ts'
import { basketSection, frontSection, genesSection, lineageSection, searchSection } from './search-sections.ts'
import { style } from './style.ts'
import { configurationSection, headOf, verdictSection } from './verdict-section.ts'

/** Nothing is loaded: whoever opens the page tells nobody. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

/**
 * The report of a run: one HTML page that needs nothing else and no network. The verdict comes first; every chart has its
 * words and its table, so that the page can be read without a script, on paper and by ear. Equal data give equal bytes.
 *
 * @example
 * const search = { algorithm: 'nsga2', evaluations: 12, trials: 12, generations: [] }
 * const nothing = { front: [], verdicts: [], markets: [], lineage: [], data: [], config: {}, hashes: {}, goals: [] }
 * const page = reportPage({ title: 'S&P 500', code: { name: '@organism/core', version: '0.1.0' }, search, ...nothing })
 * page.includes('Nothing feasible was found') // => true
 * page.includes('<title>S&amp;P 500</title>') // => true
 */
export function reportPage(data: ReportData): string {
  const sections = sectionsOf(data)
  const titles = sections.map(({ html: text }) => titleOf(text)).filter((title) => title !== undefined)
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${{ html: POLICY }}"><meta name="color-scheme" content="light dark">
<title>${data.title}</title><style>${{ html: style() }}</style></head>
<body>${headOf(data, titles)}<main>${sections}</main>
<footer><p>${data.code.name} ${data.code.version}. Past results say little about the future. Charts by Apache ECharts.</p></footer>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${{ html: clientCode() }}</script></body></html>
`.html
}

function sectionsOf(data: ReportData): readonly Html[] {
  const { markets, front, search } = data
  const isTold = front.length > 0
  const hasMarkets = markets.length > 0
  return [
    verdictSection(data),
    ...(hasMarkets ? [equitySection(markets, data.marketsLeftOut ?? 0)] : []),
    ...(isTold ? [frontSection(data)] : []),
    ...(hasMarkets ? [doubtSection(data), tradesSection(markets), monthsSection(markets), costsSection(markets)] : []),
    ...(search.generations.length > 0 ? [searchSection(data)] : []),
    ...(isTold ? [genesSection(data), lineageSection(data), basketSection(data)] : []),
    configurationSection(data),
  ].filter(({ html: text }) => text !== '')
}

function titleOf(section: string): readonly [id: string, title: string] | undefined {
  const found = /<h2 id="([a-z]+)-title">([^<]*)</.exec(section)
  return found === null ? undefined : [found[1], found[1] === 'verdict' ? 'Verdict' : found[2]]
}

let code: string | undefined

function clientCode(): string {
  if (code !== undefined) return code
  const file = clientFile()
  try {
    code = readFileSync(file, 'utf8')
  } catch (error) {
    const remedy = 'It comes with the package: build or install it again.'
    throw new OrganismError('invalid-state', `reportPage: ${file.pathname} cannot be read. ${remedy}`, { cause: error })
  }
  return code
}
