import { BarChart, LineChart, ParallelChart, ScatterChart, TreeChart } from 'echarts/charts'
import {
  DataZoomSliderComponent,
  GridComponent,
  LegendPlainComponent,
  MarkAreaComponent,
  ParallelComponent,
  TooltipComponent,
} from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartName } from '../chart.ts'
import { DARK, LIGHT } from '../palette.ts'
import type { ReportData } from '../report-data.ts'
import { logits, paths } from './doubt-charts.ts'
import { genes, heightOf } from './genes-chart.ts'
import { lineage } from './lineage-chart.ts'
import { costs, equity, trades } from './market-charts.ts'
import { showMember } from './panel.ts'
import { type Charts, memberOf, type Scene } from './scene.ts'
import { basket, clicked, front, search } from './search-charts.ts'

use([BarChart, LineChart, ParallelChart, ScatterChart, TreeChart, SVGRenderer, GridComponent, TooltipComponent])
use([LegendPlainComponent, DataZoomSliderComponent, MarkAreaComponent, ParallelComponent])

const CHARTS: Charts = { front, equity, trades, search, logits, paths, genes, lineage, basket, costs }
const NARROW = 620
/** Width of what is printed on a sheet, in CSS pixels. */
const SHEET = 680

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as ReportData
const isDark = matchMedia('(prefers-color-scheme: dark)')
const printing = matchMedia('print')
const mounted = new Map<ChartName, EChartsType>()
let isPrinted = printing.matches
let width = document.body.clientWidth

start()

function start(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-chart]')) mount(place)
  for (const select of document.querySelectorAll('select')) select.addEventListener('change', () => changed(select.id))
  showPanel()
  isDark.addEventListener('change', drawAll)
  printing.addEventListener('change', ({ matches }) => print(matches))
  addEventListener('beforeprint', () => print(true))
  addEventListener('afterprint', () => print(false))
  new ResizeObserver(resized).observe(document.body)
  drawAll()
}

function mount(place: HTMLElement): void {
  const name = place.dataset['chart'] as ChartName
  const chart = init(place, null, { renderer: 'svg' })
  mounted.set(name, chart)
  if (name === 'front') chart.on('click', (event) => choose(clicked(event)))
}

function scene(): Scene {
  return {
    data,
    palette: isDark.matches && !isPrinted ? DARK : LIGHT,
    isNarrow: !isPrinted && width < NARROW,
    chosen: (id) => document.querySelector<HTMLSelectElement>(`#${id}`)?.value ?? '',
  }
}

function draw(name: ChartName): void {
  const [chart, now] = [mounted.get(name), scene()]
  if (chart === undefined) return
  if (name === 'genes') heighten(chart, heightOf(now))
  // A tree that is drawn over another keeps lines of the old one.
  chart.clear()
  chart.setOption(CHARTS[name](now))
}

function heighten(chart: EChartsType, height: number): void {
  if (chart.getHeight() === height) return
  chart.getDom().style.height = `${height}px`
  chart.resize({ height })
}

function drawAll(): void {
  for (const name of mounted.keys()) draw(name)
}

function changed(id: string): void {
  if (id === 'front-member') showPanel()
  const [name] = id.split('-')
  for (const chart of name === 'doubt' ? (['logits', 'paths'] as const) : [name as ChartName]) draw(chart)
}

function choose(id: string | undefined): void {
  const list = document.querySelector<HTMLSelectElement>('#front-member')
  if (id === undefined || list === null) return
  list.value = id
  changed(list.id)
}

function showPanel(): void {
  const panel = document.getElementById('panel')
  const member = memberOf(scene())
  if (panel !== null && member !== undefined) showMember(panel, member, data.goals)
}

function resized(): void {
  if (isPrinted || width === document.body.clientWidth) return
  width = document.body.clientWidth
  for (const chart of mounted.values()) chart.resize()
  drawAll()
}

/** On paper charts are light, and as wide as the sheet. */
function print(is: boolean): void {
  if (is === isPrinted) return
  isPrinted = is
  for (const chart of mounted.values()) chart.resize(is ? { width: SHEET } : { width: 'auto' })
  drawAll()
}
