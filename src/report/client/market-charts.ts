import { dayOf, decimals, percent, plainFigure, roundPercent } from '../figures.ts'
import type { ReportTrade } from '../report-data.ts'
import { axis, base, legend, lines, points, slider, stageAreas, tooltip } from './parts.ts'
import { type Draw, marketOf } from './scene.ts'

interface Hovered {
  readonly value: readonly [number, number]
  readonly seriesName: string
  readonly data: { readonly trade?: ReportTrade }
}

/** Equity above, drawdown below, on one axis of time. */
export const equity: Draw = (scene) => {
  // Over budget: a chart is one literal.
  const { palette, isNarrow } = scene
  const { curve, stages } = marketOf(scene, 'equity-market')
  const line = (name: string, column: readonly number[], place: number, colour: string) => ({
    ...{ name, type: 'line', xAxisIndex: place, yAxisIndex: place, symbol: 'none', data: points(curve.time, column) },
    ...{ lineStyle: { width: 1.6, color: colour }, itemStyle: { color: colour } },
  })
  const fall = { opacity: 0.16 }
  const [left, right] = [58, 16]
  const time = (place: number) => axis(palette, { type: 'time', gridIndex: place, splitLine: { show: false } })
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'axis', formatter: both }),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    legend: legend(palette, { data: ['Strategy', 'Buy and hold'] }),
    grid: [
      { left, right, top: 44, height: '48%', outerBoundsMode: 'none' },
      { left, right, top: '66%', bottom: 62, outerBoundsMode: 'none' },
    ],
    xAxis: [time(0), time(1)],
    yAxis: [
      axis(palette, { type: 'value', scale: true, name: isNarrow ? '' : 'equity' }),
      axis(palette, {
        type: 'value',
        gridIndex: 1,
        max: 0,
        axisLabel: { color: palette.muted, formatter: roundPercent },
      }),
    ],
    dataZoom: [slider(palette, { xAxisIndex: [0, 1], labelFormatter: dayOf })],
    series: [
      {
        ...line('Strategy', curve.equity, 0, palette.accent),
        markArea: stageAreas(stages, palette, isNarrow ? 'apart' : 'beside'),
      },
      line('Buy and hold', curve.hold, 0, palette.second),
      {
        ...line('Strategy', curve.drawdown, 1, palette.accent),
        areaStyle: fall,
        markArea: stageAreas(stages, palette, 'no'),
      },
      { ...line('Buy and hold', curve.holdDrawdown, 1, palette.second), areaStyle: fall },
    ],
  }
}

function both(hovered: readonly (Hovered & { readonly axisIndex: number })[]): string {
  const [{ value }] = hovered
  const each = hovered.map(({ seriesName, value: [, y], axisIndex }) => {
    return `${seriesName}: ${axisIndex === 0 ? decimals(y) : `drawdown ${percent(y)}`}`
  })
  return lines(dayOf(value[0]), ...each)
}

/** Entries and exits on the price. */
export const trades: Draw = (scene) => {
  // Over budget: a chart is one literal.
  const { palette } = scene
  const { curve, trades: list } = marketOf(scene, 'trades-market')
  const marks = (name: string, more: object, data: readonly object[]) => ({ name, type: 'scatter', ...more, data })
  const entries = (side: string) =>
    list.filter((trade) => trade.side === side).map((trade) => ({ trade, value: [trade.entry, trade.entryPrice] }))
  const exits = list.filter(({ exit }) => exit !== null)
  const left = (won: boolean) =>
    exits
      .filter((trade) => (trade.return ?? 0) > 0 === won)
      .map((trade) => ({ trade, value: [trade.exit, trade.exitPrice] }))
  const edge = { borderColor: palette.card, borderWidth: 0.7 }
  // A legend does not turn the mark of its series.
  const short = { name: 'Short', icon: 'path://M0 0L2 0L1 2Z' }
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'item', formatter: tradeText }),
    legend: legend(palette, { data: ['Long', short, 'Exit with a gain', 'Exit with a loss'], icon: null }),
    grid: { left: 8, right: 16, top: scene.isNarrow ? 62 : 38, bottom: 54 },
    xAxis: axis(palette, { type: 'time', splitLine: { show: false } }),
    yAxis: axis(palette, { type: 'value', scale: true }),
    dataZoom: [slider(palette, { labelFormatter: dayOf, filterMode: 'none' })],
    series: [
      {
        name: 'Price',
        type: 'line',
        symbol: 'none',
        silent: true,
        lineStyle: { width: 1.1, color: palette.muted },
        data: points(curve.time, curve.price),
      },
      marks(
        'Long',
        { symbol: 'triangle', symbolSize: 9, itemStyle: { color: palette.accent, ...edge } },
        entries('long'),
      ),
      marks(
        'Short',
        { symbol: 'triangle', symbolRotate: 180, symbolSize: 9, itemStyle: { color: palette.second, ...edge } },
        entries('short'),
      ),
      marks(
        'Exit with a gain',
        { symbol: 'circle', symbolSize: 6, itemStyle: { color: palette.good, ...edge } },
        left(true),
      ),
      marks(
        'Exit with a loss',
        { symbol: 'circle', symbolSize: 6, itemStyle: { color: palette.bad, ...edge } },
        left(false),
      ),
    ],
  }
}

function tradeText({ data: { trade } }: Hovered): string {
  if (trade === undefined) return ''
  const { side, entry, entryPrice, exit, exitPrice, bars, reason } = trade
  return lines(
    `${side}, ${percent(trade.return)} in ${bars} bars`,
    `in ${dayOf(entry)} at ${plainFigure(entryPrice, 6)}`,
    exit === null ? 'still open' : `out ${dayOf(exit)} at ${plainFigure(exitPrice, 6)}: ${reason}`,
  )
}

/** What was made before costs, and what each cost took of it. */
export const costs: Draw = (scene) => {
  const { palette } = scene
  const { costs: paid } = marketOf(scene, 'costs-market')
  const bars: readonly (readonly [string, number])[] = [
    ['Before costs', paid.gross],
    ['Fees', -paid.fees],
    ['Slippage', -paid.slippage],
    ['Funding', -paid.funding],
    ['After costs', paid.net],
  ]
  return {
    ...base(scene),
    grid: { left: 8, right: 60, top: 8, bottom: 8 },
    xAxis: axis(palette, {
      type: 'value',
      axisLabel: { color: palette.muted, formatter: roundPercent, hideOverlap: true },
    }),
    yAxis: axis(palette, { type: 'category', inverse: true, data: bars.map(([name]) => name) }),
    tooltip: { show: false },
    series: [
      {
        type: 'bar',
        barMaxWidth: 26,
        label: {
          show: true,
          position: 'right',
          color: palette.ink,
          formatter: ({ value }: { value: number }) => percent(value),
        },
        data: bars.map(([, value]) => ({ value, itemStyle: { color: value < 0 ? palette.bad : palette.good } })),
      },
    ],
  }
}
