import { describe, expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { gauntlet } from '../../src/lifecycle/gauntlet.ts'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import type { ReportData } from '../../src/report/report-data.ts'
import { reportPage } from '../../src/report/report-page.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { member, reportOf } from './report-of.ts'

/** The page without its code and its style. */
const body = (data: ReportData) =>
  reportPage(data)
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<script>[\s\S]*?<\/script>/, '')
/** The data that the code of the page reads. */
const embedded = (page: string): ReportData => JSON.parse(/id="data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '')
const HOSTILE = `</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> " ' & \u2028`

test('equal data are equal bytes, and the page carries them whole', () => {
  const page = reportPage(reportOf())
  expect(reportPage(reportOf()) === page).toBe(true)
  expect(embedded(page)).toEqual(reportOf())
})

test('it asks nobody for anything', () => {
  const page = reportPage(reportOf())
  expect(body(reportOf())).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"`,
  )
  expect(body(reportOf())).not.toMatch(/https?:|<link|<img|src=|@import|url\(/)
  expect(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1]).not.toMatch(/url\(|@import|</)
})

test('its code neither closes nor comments its own element, and names its licences', () => {
  const code = /<\/script>\n<script>([\s\S]*)<\/script>/.exec(reportPage(reportOf()))?.[1] ?? ''
  expect(code.length).toBeGreaterThan(300_000)
  expect(/<\/script|<!--/i.test(code)).toBe(false)
  const licences = ['Apache License', 'Copyright (c) 2017, Baidu Inc.', 'Mike Bostock']
  expect(licences.filter((text) => !code.includes(text))).toEqual([])
})

test('what is sealed or strange is said in plain words', () => {
  expect(body(reportOf())).toContain('Not judged yet')
  const nothing = { front: [], markets: [], lineage: [] }
  const { basket: _, ...rest } = reportOf(nothing)
  const page = body(rest)
  expect(page).toContain('Nothing feasible was found')
  expect(page).not.toMatch(/data-chart="(front|equity|genes|lineage|basket)"/)
  expect(page).toContain('data-chart="search"')
})

test.each<[string, (text: string) => ReportData]>([
  ['a title', (text) => reportOf({ title: text })],
  ['a symbol', (text) => reportOf({ markets: reportOf().markets.map((market) => ({ ...market, symbol: text })) })],
  ['a file', (text) => reportOf({ data: reportOf().data.map((each) => ({ ...each, file: text })) })],
  ['a name', (text) => reportOf({ front: [member(text, { isChosen: true })] })],
  ['words', (text) => reportOf({ front: [member('a', { isChosen: true, words: text })] })],
  ['a configuration', (text) => reportOf({ config: { [text]: text } })],
  ['an objective', (text) => reportOf({ goals: [{ name: text, direction: 'max' }] })],
  ['an ancestor', (text) => reportOf({ lineage: [{ id: text, born: 1, operator: text, parents: [text] }] })],
])('%s with HTML in it is shown and not obeyed', (_, data) => {
  const page = body(data(HOSTILE))
  const plain = body(data('X'))
  const tags = (text: string) => text.match(/<[/!]?[a-z-]+/gi)
  expect(tags(page)).toEqual(tags(plain))
  expect(page).not.toContain('<img')
  expect(embedded(reportPage(data(HOSTILE)))).toEqual(data(HOSTILE))
})

/** An archive as full as it gets, of strategies with as many parts as a run gives them. */
function fullFront() {
  const genes = { period: 123, oversold: -85.5, overbought: -40.25, trigger: 'reached', exit: 'opposite', side: 'long' }
  const parts = ['stochastic-oscillator', 'fibonacci-retracement', 'williams-r', 'volatility-scaling']
  const [first, ...rest] = parts.map((seed, place) => ({ seed: `${seed}-${place}`, version: 1, genes }))
  return Array.from({ length: 500 }, (_, i) => {
    const scores = { sharpe: 0.38321779818852325 + i, turnover: 7.137623946699 + i }
    const { words, ...plain } = member(`${parts.join('+')}_30_${1e7 + i}`, { isChosen: i === 0, scores })
    return {
      ...plain,
      strategy: { parts: [first, ...rest] as const },
      ...(i < 60 ? { words: `${words}`.repeat(12) } : {}),
    }
  })
}

/** A curve of so many rows, all of six digits. */
function curveOf(rows: number) {
  const column = Array.from({ length: rows }, (_, i) => 1.23457 + i)
  const time = column.map((_, i) => 1.7e12 + i)
  return { bars: 9e5, time, price: column, equity: column, drawdown: column, hold: column, holdDrawdown: column }
}

test('the largest archive and the longest curve still make a page below 1.5 MB', () => {
  const markets = reportOf().markets.map((market) => ({ ...market, curve: curveOf(2000) }))
  expect(reportPage(reportOf({ front: fullFront(), markets })).length).toBeLessThan(1_500_000)
})

test('so many markets as a page draws, each with all there is to show of one, still make a page below 2 MB', () => {
  const bars = regimeMarket(randomFrom('largest page'), { length: 600, interval: '1d' }).bars
  const population = Array.from({ length: 12 }, (_, i) => ({ parts: [partOf(emaCrossover, { fast: 3 + i })] as const }))
  const trials = { count: 12, variance: { perPeriod: 1e-4 } }
  const certificate = gauntlet(population[0], bars, { execution: perpetual, trials, population })
  const front = fullFront()
  const [market] = reportOf().markets
  const six = (length: number) => Array.from({ length }, (_, i) => 1.23457 + i)
  const doubt = {
    ...{ field: 628, halvings: 924, logits: { edges: six(25), counts: six(24) } },
    paths: { time: six(160).map((at) => 1.7e12 + at), equity: Array.from({ length: 9 }, () => six(160)) },
  }
  const trade = { side: 'short', entry: 1.7e12, exit: 1.7e12, entryPrice: 12345.678, exitPrice: 12345.679 } as const
  const trades = Array.from({ length: 125 }, () => ({ ...trade, return: -0.123456, bars: 1234, reason: 'decision' }))
  const months = six(30).map((_, i) => ({ year: 1990 + i, months: six(12), total: 0.123456 }))
  const markets = ['ONE', 'TWO', 'THREE', 'FOUR'].map((symbol) => {
    const stages = ['searched', 'out of sample', 'walk forward'] as const
    const parted = stages.map((name) => ({ name, from: 1.7e12, to: 1.7e12 }))
    return { ...market, symbol, stages: parted, curve: curveOf(500), trades, tradesLeftOut: 9, months, doubt }
  })
  const verdicts = markets.map(({ symbol }) => {
    return { id: front[0].id, certificate: { ...certificate, data: { ...certificate.data, symbol } } }
  })
  const lineage = Array.from({ length: 1000 }, (_, i) => {
    return { id: `${i}-123`, born: i, operator: 'crossover+mutation', parents: [`${i - 1}-123`, `${i - 1}-45`] }
  })
  const page = reportPage(reportOf({ front, markets, marketsLeftOut: 2, verdicts, lineage }))
  const parts = [
    'Every gate of FOUR',
    'THREE: halvings by logit',
    'TWO: the newest 125 of 134 trades',
    'The newest 200 of 1000',
  ]
  expect(parts.filter((part) => !page.includes(part))).toEqual([])
  expect(page.length).toBeLessThan(2_000_000)
})

describe('the page can be read without seeing it', () => {
  const page = body(reportOf())

  test('every chart has words and a table', () => {
    const charts = [...page.matchAll(/<figure>([\s\S]*?)<\/figure>/g)].map(([, figure]) => figure)
    expect(charts).toHaveLength(8)
    for (const figure of charts) {
      expect(figure).toMatch(/role="img" aria-label="[^"]{20,}"/)
      expect(figure).toMatch(/<details><summary>[\s\S]*<table>/)
    }
  })

  test('headings go down without a gap, and every link finds its section', () => {
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    expect(levels.every((level, i) => i === 0 || level <= levels[i - 1] + 1)).toBe(true)
    const links = [...page.matchAll(/href="#([a-z]+)"/g)].map(([, id]) => id)
    expect(links.filter((id) => !page.includes(`<section id="${id}"`))).toEqual([])
    expect(new Set(page.match(/ id="[^"]+"/g)).size).toBe(page.match(/ id="[^"]+"/g)?.length)
  })

  test('rows and columns of tables are named', () => {
    for (const [table] of page.matchAll(/<table[\s\S]*?<\/table>/g)) {
      expect(table).toMatch(/<caption>/)
      expect(table).toMatch(/<th scope="col">/)
    }
  })
})

test('figures are written as they are', () => {
  const page = body(reportOf())
  expect(page).toContain('<th scope="row">Total return</th><td>25.0 %</td>')
  expect(page).toContain('<th scope="row">Profit factor</th><td>n/a</td>')
  expect(page).toContain('The strategy ends at 1.25 after a deepest fall of 12.5 %')
  expect(page).toContain('<th scope="row">Deepest fall</th><td>12.5 %</td>')
  expect(page).toContain('inside bars</th><td>6.3 %</td>')
  expect(page).toContain(
    '<th scope="row">1970-01-01</th><td>1970-01-03</td><td>long</td><td>1</td><td>4</td><td>25.0 %</td><td>2</td>',
  )
})

test('words say which market they are about, and when older trades are left out', () => {
  const [market] = reportOf().markets
  const older = { ...market, tradesLeftOut: 3 }
  const markets = [older, { ...market, symbol: 'Roses' }]
  const page = body(reportOf({ markets }))
  expect(page).toContain('The newest 4 of 7 trades on the price.')
  expect(page).toContain(`Equity of the strategy and of buying and holding on ${market.symbol}. The strategy ends`)
  expect(page).toContain(`Every one of 4 bars is drawn. So on ${market.symbol}; the tables have the others.`)
  expect(body(reportOf())).toContain('<p>2 trades on the price.')
})

test('one of a kind is one, and a strategy without parents has no tree', () => {
  const { search, lineage, basket, markets } = reportOf()
  const page = body(
    reportOf({
      search: { ...search, evaluations: 1, generations: search.generations.slice(0, 1) },
      lineage: lineage.slice(0, 1),
      basket: { ...(basket as NonNullable<typeof basket>), leftOut: 1 },
      markets: markets.map((market) => ({ ...market, trades: market.trades.slice(0, 1) })),
    }),
  )
  expect(page).toContain('1 strategy bred over 1 generation; 2 that no other beats')
  expect(page).toContain('<p>1 trade on the price.')
  expect(page).toContain('2 strategies; 1 other of the front is left out.')
  expect(page).toContain('born in generation 1 without parents (made by: founder)')
  expect(page).not.toContain('data-chart="lineage"')
  expect(body(reportOf())).toContain('descends from 1 other, 1 of them without parents')
})
