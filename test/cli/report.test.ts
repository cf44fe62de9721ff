import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseCertificate } from '../../src/lifecycle/certificate-check.ts'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { writeBars } from '../../src/market/write-bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import type { ReportData } from '../../src/report/report-data.ts'
import { program } from './program.ts'

const { run, file, folder } = program()
const market = regimeMarket(randomFrom('cli report'), { length: 1200, interval: '1d' }).bars
const bars = file('bars.csv', writeBars(market))
const SMALL = ['--size=12', '--generations=6', '--threads=1', '--folds=3', '--seed=7']
const at = (name: string) => join(folder, name)
const page = (name: string) => readFileSync(at(`${name}/report.html`), 'utf8')
const dataOf = (name: string): ReportData => JSON.parse(/id="data">([\s\S]*?)<\/script>/.exec(page(name))?.[1] ?? '')

test('a run ends with its page, which report writes again byte for byte', () => {
  expect(run('evolve', bars, ...SMALL, `--out=${at('one')}`).status).toBe(0)
  const before = page('one')
  expect(before.length).toBeLessThan(1_500_000)
  writeFileSync(at('one/report.html'), 'lost')
  expect(run('report', at('one'))).toMatchObject({ status: 0, stdout: `${at('one')}/report.html\n` })
  expect(page('one') === before).toBe(true)
  run('evolve', bars, ...SMALL, `--out=${at('elsewhere')}`)
  expect(page('elsewhere') === before).toBe(true)
  expect(before.includes(folder)).toBe(false)
})

test('it shows the very account that the certificate judges', () => {
  const { markets, verdicts, front, search, lineage } = dataOf('one')
  const certificate = parseCertificate(readFileSync(at('one/certificates.jsonl'), 'utf8').trim())
  expect(verdicts).toEqual([{ id: front.find(({ isChosen }) => isChosen)?.id, certificate }])
  const [{ summary, stages, curve, months, costs, trades, tradesLeftOut }] = markets
  const { whole, inSample, outOfSample, walkForward } = certificate.figures
  expect(summary.totalReturn).toBeCloseTo(whole.totalReturn as number, 10)
  expect(summary.sharpe).toBeCloseTo(whole.sharpe as number, 10)
  expect(-(summary.maxDrawdown as number)).toBeCloseTo(whole.drawdown as number, 10)
  expect(summary.trades).toBe(whole.trades)
  expect(stages).toEqual([
    { name: 'searched', from: inSample.begins, to: inSample.ends },
    { name: 'out of sample', from: outOfSample.begins, to: outOfSample.ends },
    { name: 'walk forward', from: walkForward.begins, to: walkForward.ends },
  ])
  expect(curve.equity.at(-1)).toBeCloseTo(1 + (summary.totalReturn as number), 5)
  expect(Math.min(...curve.drawdown)).toBeCloseTo(summary.maxDrawdown as number, 5)
  expect(months.reduce((all, { total }) => all * (1 + (total as number)), 1)).toBeCloseTo(
    curve.equity.at(-1) as number,
    4,
  )
  expect(costs.gross - costs.fees - costs.slippage - costs.funding).toBeCloseTo(costs.net, 10)
  expect(trades.filter(({ exit }) => exit !== null).length + tradesLeftOut).toBe(summary.trades)
  expect(search).toMatchObject({ evaluations: 72, trials: 72 })
  expect(lineage.at(-1)?.born).toBe(front.find(({ isChosen }) => isChosen)?.born)
})

test('buying and holding is the price, less its costs', () => {
  const [{ curve, hold }] = dataOf('one').markets
  const [first, last] = [1, curve.price.length - 1]
  expect(curve.hold[last] / curve.hold[first]).toBeCloseTo(curve.price[last] / curve.price[first], 3)
  expect(hold.trades).toBe(0)
})

test('logits and paths are those of the certificate', () => {
  const { markets, verdicts } = dataOf('one')
  const { pbo, paths } = verdicts[0].certificate.figures
  const { doubt } = markets[0]
  const { edges, counts } = doubt?.logits ?? { edges: [], counts: [] }
  const lower = counts.reduce((all, count, i) => all + (edges[i + 1] <= 0 ? count : 0), 0)
  expect(lower / (doubt?.halvings ?? 0)).toBeCloseTo(pbo.probability as number, 12)
  expect(doubt?.paths.equity).toHaveLength(paths.sharpes.length)
})

test('without anything feasible the page says so, and shows no bar that is sealed', () => {
  const config = file(
    'hard.json',
    JSON.stringify({ markets: ['bars.csv'], size: 6, generations: 2, threads: 1, folds: 3, minimum: { trades: 5000 } }),
  )
  expect(run('evolve', `--config=${config}`, `--out=${at('none')}`).status).toBe(0)
  expect(page('none').includes('Nothing feasible was found')).toBe(true)
  expect(dataOf('none')).toMatchObject({ front: [], markets: [], verdicts: [], lineage: [] })
})

test('a market whose name is HTML is shown and not obeyed', () => {
  const name = '<img src=x onerror=alert(1)>'
  const odd = file(`${name}.csv`, writeBars(market))
  expect(run('evolve', odd, ...SMALL, '--generations=2', `--out=${at('odd')}`).status).toBe(0)
  expect(page('odd').includes('<img')).toBe(false)
  expect(page('odd').includes('<title>&lt;img src=x onerror=alert(1)&gt;</title>')).toBe(true)
  expect(dataOf('odd').title).toBe(name)
})

test('of many markets each has its own account', () => {
  const other = file('other.csv', writeBars(regimeMarket(randomFrom('other'), { length: 900, interval: '1d' }).bars))
  expect(run('evolve', bars, other, ...SMALL, '--generations=2', `--out=${at('two')}`).status).toBe(0)
  const { markets, title } = dataOf('two')
  expect(title).toBe('bars, other')
  expect(markets.map(({ symbol }) => symbol)).toEqual(['bars', 'other'])
  expect(page('two').includes('<select id="equity-market">')).toBe(true)
})

test('of more markets than a page has room for the first are drawn, and the page says so', () => {
  const files = Array.from({ length: 6 }, (_, i) => {
    return file(`many${i}.csv`, writeBars(regimeMarket(randomFrom('many', i), { length: 700, interval: '1d' }).bars))
  })
  run(
    'evolve',
    ...files,
    '--size=8',
    '--generations=2',
    '--threads=1',
    '--folds=2',
    '--trades=1',
    `--out=${at('many')}`,
  )
  const { markets, marketsLeftOut, verdicts } = dataOf('many')
  expect([markets.length, marketsLeftOut, verdicts.length]).toEqual([4, 2, 6])
  expect(page('many')).toContain('A page has room for 4 markets; 2 more have their gates above')
})

test('a run that is not over, or not there, is refused', () => {
  expect(run('report', at('nowhere'))).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no run') })
  expect(run('report')).toMatchObject({ status: 2, stderr: expect.stringContaining('RUN is missing') })
})
