import { dayOf, decimals } from '../figures.ts'
import { axis, base, lines, points, tooltip } from './parts.ts'
import type { Draw, Scene } from './scene.ts'

/** Counts of halvings by the rank that their winner had in the other half. */
export const logits: Draw = (scene: Scene) => {
  const { palette } = scene
  const doubt = judged(scene)
  const { edges, counts } = doubt.logits
  const data = counts.map((value, i) => ({
    value,
    itemStyle: { color: edges[i + 1] <= 0 ? palette.bad : palette.accent },
  }))
  const said = ({ dataIndex: i }: { dataIndex: number }) =>
    lines(`${counts[i]} halvings`, `logit ${decimals(edges[i])} to ${decimals(edges[i + 1])}`)
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'item', formatter: said }),
    grid: { left: 8, right: 16, top: 12, bottom: 26 },
    xAxis: axis(palette, {
      ...{ type: 'category', name: 'logit', nameLocation: 'middle', nameGap: 26 },
      data: counts.map((_, i) => decimals((edges[i] + edges[i + 1]) / 2)),
    }),
    yAxis: axis(palette, { type: 'value' }),
    series: [{ type: 'bar', barCategoryGap: '8%', data }],
  }
}

function judged(scene: Scene) {
  const markets = scene.data.markets.flatMap(({ doubt }) => (doubt === undefined ? [] : [doubt]))
  return markets[Number(scene.chosen('doubt-market'))] ?? markets[0]
}

/** Equity of every combinatorial path. */
export const paths: Draw = (scene) => {
  const { palette } = scene
  const { time, equity: each } = judged(scene).paths
  const lineStyle = { width: 1.3, opacity: 0.75, color: palette.accent }
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'axis', formatter: fanText }),
    grid: { left: 8, right: 16, top: 12, bottom: 8 },
    xAxis: axis(palette, { type: 'time', splitLine: { show: false } }),
    yAxis: axis(palette, { type: 'value', scale: true }),
    series: each.map((column, i) => ({
      name: `Path ${i + 1}`,
      type: 'line',
      symbol: 'none',
      lineStyle,
      data: points(time, column),
    })),
  }
}

function fanText(hovered: readonly { readonly value: readonly [number, number] }[]): string {
  const ends = hovered.map(({ value: [, y] }) => y)
  return lines(
    dayOf(hovered[0].value[0]),
    `best path ${decimals(Math.max(...ends))}`,
    `worst path ${decimals(Math.min(...ends))}`,
  )
}
