import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ReportData } from '../../src/report/report-data.ts'
import { reportPage } from '../../src/report/report-page.ts'
import { program } from '../cli/program.ts'
import { member, reportOf } from '../report/report-of.ts'
import { browser } from './browser.ts'
import { pixelsOf } from './pixels.ts'

const { run, folder: runs } = program()
const { open } = browser()
const folder = mkdtempSync(join(tmpdir(), 'organism-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const CHARTS = ['equity', 'front', 'logits', 'paths', 'trades', 'costs', 'search', 'genes', 'lineage', 'basket']
const real = pathToFileURL(join(runs, 'run/report.html')).href

/** The address of a page of these data. */
function written(name: string, data: ReportData): string {
  const file = join(folder, `${name}.html`)
  writeFileSync(file, reportPage(data))
  return pathToFileURL(file).href
}

const plot = (page: Page, name: string) => page.locator(`[data-chart="${name}"]`)
const width = async (page: Page) => Number(await page.evaluate('document.documentElement.scrollWidth'))

beforeAll(() => {
  const words = ['--size=40', '--generations=8', '--threads=1', `--out=${join(runs, 'run')}`]
  if (run('evolve', ...words).status !== 0) throw new Error('there is no run to report on')
})

test('it makes no trouble and asks nobody for anything', async () => {
  const { page, troubles, requests } = await open(real)
  await page.mouse.move(600, 500)
  await page.mouse.wheel(0, 4000)
  await page.waitForTimeout(100)
  expect(troubles).toEqual([])
  expect(requests).toEqual([real])
})

describe.each([
  ['by day', {}],
  ['by night', { colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }],
] as const)('%s', (_, options) => {
  test('every chart is drawn, and nothing is wider than the screen', async () => {
    const { page, troubles } = await open(real, options)
    const blank = await open('about:blank')
    for (const name of CHARTS) {
      expect(await plot(page, name).locator('svg path').count(), name).toBeGreaterThan(3)
      const { painted, colours } = await pixelsOf(blank.page, await plot(page, name).screenshot())
      expect(painted, name).toBeGreaterThan(0.005)
      expect(colours, name).toBeGreaterThan(8)
    }
    expect(await width(page)).toBeLessThanOrEqual(options === undefined ? 1200 : (page.viewportSize()?.width ?? 0))
    expect(troubles).toEqual([])
  })
})

test('a click on a point shows its strategy', async () => {
  const { page } = await open(written('click', reportOf()))
  expect(await page.locator('#panel h3').first().textContent()).toBe('b')
  // The one plain point; the legend is drawn over the points. A page that was just opened may draw once more when it knows
  // its width, so that a first click finds the point gone.
  await vi.waitFor(
    async () => {
      await plot(page, 'front').locator('svg path[fill="#1f5fa8"]').first().click({ force: true })
      expect(await page.locator('#panel h3').first().textContent()).toBe('a')
    },
    { timeout: 5000 },
  )
  expect(await page.locator('#front-member').inputValue()).toBe('a')
  expect(await page.locator('#panel').textContent()).toContain('Entry: what a does.')
})

test('the keyboard reaches everything', async () => {
  const { page } = await open(real)
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('To the verdict')
  const before = await page.locator('#panel').textContent()
  await page.locator('#front-member').focus()
  await page.keyboard.press('ArrowDown')
  expect(await page.locator('#panel').textContent()).not.toBe(before)
  expect(await page.locator('#panel h3').first().textContent()).toBe(await page.locator('#front-member').inputValue())
  await page.locator('summary').first().focus()
  await page.keyboard.press('Enter')
  expect(await page.locator('details').first().getAttribute('open')).toBe('')
})

test('a choice of axes, of an objective and of parts draws anew', async () => {
  const { page, troubles } = await open(real)
  for (const [select, chart] of [
    ['front-x', 'front'],
    ['search-goal', 'search'],
  ] as const) {
    const before = await plot(page, chart).innerHTML()
    await page.locator(`#${select}`).selectOption({ index: 2 })
    expect(await plot(page, chart).innerHTML(), select).not.toBe(before)
  }
  expect(troubles).toEqual([])
})

test('it follows the day and the night', async () => {
  const { page, troubles } = await open(real)
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
  expect(await ground()).toBe('rgb(247, 247, 244)')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await ground()).toBe('rgb(20, 24, 29)')
  const lines = (colour: string) => plot(page, 'equity').locator(`svg path[stroke="${colour}"]`).count()
  await expect.poll(() => lines('#7fb3ee')).toBeGreaterThan(0)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => lines('#1f5fa8')).toBeGreaterThan(0)
  expect(troubles).toEqual([])
})

test('on paper it is light, its charts are there, and they fit the sheet', async () => {
  const { page, troubles } = await open(real, { colorScheme: 'dark' })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.waitForTimeout(100)
  expect(await page.locator('nav').isVisible()).toBe(false)
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
  const blank = await open('about:blank')
  for (const name of CHARTS) {
    const svg = plot(page, name).locator('svg')
    expect((await svg.boundingBox())?.width, name).toBeLessThanOrEqual(680)
    const { painted } = await pixelsOf(blank.page, await svg.screenshot())
    expect(painted, name).toBeGreaterThan(0.005)
  }
  expect(await plot(page, 'equity').locator('svg path[stroke="#1f5fa8"]').count()).toBeGreaterThan(0)
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.length).toBeGreaterThan(50_000)
  expect(troubles).toEqual([])
})

test('names with HTML in them stay text, also in what hovers', async () => {
  const name = '</script><img src=x onerror=alert(1)><script>alert(2)</script>'
  const front = [member(name, { isChosen: true }), member(`a${name}`, { scores: { sharpe: 1, turnover: 9 } })]
  const markets = reportOf().markets.map((market) => ({ ...market, symbol: name }))
  const { page, troubles, requests } = await open(written('hostile', reportOf({ title: name, front, markets })))
  expect(await page.title()).toBe(name)
  for (const chart of ['front', 'equity', 'trades', 'basket']) {
    for (const path of (await plot(page, chart).locator('svg path').all()).slice(-8)) {
      await path.hover({ force: true, timeout: 1000 }).catch(() => undefined)
    }
  }
  expect(await page.locator('img').count()).toBe(0)
  expect(troubles).toEqual([])
  expect(requests).toHaveLength(1)
})

test.each([1200, 375])(
  'names without a break make nothing wider than %i pixels, and leave every word in sight',
  async (across) => {
    const name = 'x'.repeat(240)
    const markets = ['a', 'b'].map((first) => ({ ...reportOf().markets[0], symbol: `${first}${name}` }))
    const data = reportOf().data.map((each) => ({ ...each, symbol: name, file: `${name}.csv` }))
    const viewport = { width: across, height: 800 }
    const { page } = await open(written(`long ${across}`, reportOf({ title: name, markets, data })), { viewport })
    expect(await width(page)).toBeLessThanOrEqual(across)
    expect((await page.locator('caption').last().boundingBox())?.width).toBeLessThanOrEqual(across)
    const gates = (await open(real, { viewport })).page.locator('#verdict td:last-child span')
    expect(await gates.count()).toBeGreaterThan(5)
    const room = (await gates.first().locator('xpath=ancestor::div').last().boundingBox()) ?? { x: 0, width: 0 }
    const last = (await gates.first().boundingBox()) ?? { x: Infinity, width: 0 }
    expect(last.x + last.width).toBeLessThanOrEqual(room.x + room.width + 0.5)
  },
)

test('a single generation stands in the middle of its chart', async () => {
  const { search } = reportOf()
  const generations = [{ ...search.generations[0], generation: 70 }]
  const { page } = await open(written('single', reportOf({ search: { ...search, generations } })))
  const marks = await plot(page, 'search').locator('svg text').allTextContents()
  expect(marks.filter((mark) => ['69', '70', '71'].includes(mark))).toEqual(['69', '70', '71'])
})

test('without anything feasible there is a page all the same', async () => {
  const { basket: _, ...data } = reportOf({ front: [], markets: [], lineage: [] })
  const { page, troubles } = await open(written('nothing', data))
  expect(await page.locator('#verdict h2').textContent()).toBe('✗ Nothing feasible was found')
  expect(await page.locator('[data-chart]').count()).toBe(1)
  expect(troubles).toEqual([])
})

test('without a script the words and the tables remain', async () => {
  const { page } = await open(real, { javaScriptEnabled: false })
  expect(await page.locator('#verdict table').count()).toBeGreaterThan(1)
  expect(await page.locator('table.months').isVisible()).toBe(true)
})
