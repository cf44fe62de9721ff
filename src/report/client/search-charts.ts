import { percent, plainFigure, roundPercent } from '../figures.ts'
import type { ReportMember } from '../report-data.ts'
import { axis, base, legend, lines, tooltip } from './parts.ts'
import { type Draw, memberOf, type Scene } from './scene.ts'

/** The front by two objectives. */
export const front: Draw = (scene) => {
  // Over budget: a chart is one literal.
  const { data, palette, chosen } = scene
  const [x, y] = [Number(chosen('front-x')), Number(chosen('front-y'))]
  const [across, up] = [data.goals[x] ?? data.goals[0], data.goals[y] ?? data.goals[0]]
  const point = (member: ReportMember) => ({
    value: [member.scores[across.name], member.scores[up.name]],
    id: member.id,
    words: lines(member.id, ...data.goals.map(({ name }) => `${name}: ${plainFigure(member.scores[name])}`)),
  })
  const looked = memberOf(scene)
  const named = (goal: typeof up, more: object) =>
    axis(palette, {
      type: 'value',
      scale: true,
      axisLine: { onZero: false, lineStyle: { color: palette.muted } },
      name: `${goal.name} (${goal.direction === 'max' ? 'more' : 'less'} is better)`,
      ...more,
    })
  const marks = (name: string, more: object, members: readonly ReportMember[]) => ({
    name,
    type: 'scatter',
    ...more,
    data: members.map(point),
  })
  const ring = { color: 'rgba(0,0,0,0)', borderColor: palette.ink, borderWidth: 2 }
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'item', formatter: wordsOf }),
    legend: legend(palette, { data: ['Front', 'Proposed', 'Looked at'], icon: null, selectedMode: false }),
    grid: { left: 14, right: 22, top: 58, bottom: 30 },
    xAxis: named(across, { nameLocation: 'middle', nameGap: 28 }),
    yAxis: named(up, { nameTextStyle: { color: palette.muted, align: 'left' } }),
    series: [
      marks(
        'Front',
        { symbolSize: 10, itemStyle: { color: palette.accent, opacity: 0.75 } },
        data.front.filter(({ isChosen }) => !isChosen),
      ),
      marks(
        'Proposed',
        { symbol: STAR, symbolSize: 21, itemStyle: { color: palette.second } },
        data.front.filter(({ isChosen }) => isChosen),
      ),
      marks('Looked at', { symbolSize: 19, itemStyle: ring, silent: true }, looked === undefined ? [] : [looked]),
    ],
  }
}

const STAR = 'path://M50 3L61 38H98L68 59L79 95L50 73L21 95L32 59L2 38H39Z'

function wordsOf({ data }: { readonly data: { readonly words: string } }): string {
  return data.words
}

/** An objective and the hypervolume by generation. */
export const search: Draw = (scene) => {
  // Over budget: a chart is one literal.
  const { data, palette, chosen } = scene
  const place = Number(chosen('search-goal'))
  const { generations } = data.search
  const line = (name: string, more: object, column: readonly (number | null)[]) => ({
    ...{ name, type: 'line', symbolSize: 4, data: column.map((value, i) => [generations[i].generation, value ?? '-']) },
    ...more,
  })
  const plain = (color: string, type = 'solid') => ({ itemStyle: { color }, lineStyle: { color, width: 2, type } })
  const { name } = data.goals[place] ?? data.goals[0]
  const [{ generation: first }] = generations
  // A single generation stands in the middle.
  const ends = generations.length === 1 ? { min: first - 1, max: first + 1 } : { min: 'dataMin', max: 'dataMax' }
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'axis', valueFormatter: written }),
    legend: legend(palette, { icon: null }),
    grid: { left: 8, right: 12, top: 62, bottom: 28 },
    xAxis: axis(palette, {
      ...{ type: 'value', minInterval: 1, ...ends },
      name: 'generation',
      nameLocation: 'middle',
      nameGap: 26,
      splitLine: { show: false },
    }),
    yAxis: [
      axis(palette, { type: 'value', scale: true, name, nameTextStyle: { color: palette.muted, align: 'left' } }),
      axis(palette, {
        type: 'value',
        scale: true,
        name: 'hypervolume',
        nameTextStyle: { color: palette.muted, align: 'right' },
        splitLine: { show: false },
      }),
    ],
    series: [
      line(
        `best ${name}`,
        plain(palette.accent),
        generations.map(({ best }) => best[place]),
      ),
      line(
        `mean ${name}`,
        plain(palette.accent, 'dotted'),
        generations.map(({ mean }) => mean[place]),
      ),
      line(
        'hypervolume',
        { yAxisIndex: 1, ...plain(palette.second) },
        generations.map(({ hypervolume }) => hypervolume),
      ),
    ],
  }
}

function written(value: unknown): string {
  return typeof value === 'number' ? plainFigure(value) : 'n/a'
}

/** What a click on the front chose, if anything. */
export function clicked(event: { readonly data?: unknown }): string | undefined {
  const { data } = event
  return typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : undefined
}

/** A tree of likeness above, shares of capital below. */
export const basket: Draw = (scene: Scene) => {
  // Over budget: a chart is one literal.
  const { palette } = scene
  const { ids, weights, order, tree } = scene.data.basket as NonNullable<Scene['data']['basket']>
  const at = new Map<number, readonly [x: number, height: number]>(order.map((id, place) => [id, [place, 0]]))
  const joins: (readonly [number | string, number | string])[] = []
  for (const [i, { left, right, height }] of tree.entries()) {
    const [[x0, y0], [x1, y1]] = [at.get(left) ?? [0, 0], at.get(right) ?? [0, 0]]
    joins.push([x0, y0], [x0, height], [x1, height], [x1, y1], ['-', '-'])
    at.set(ids.length + i, [(x0 + x1) / 2, height])
  }
  const said = ({ dataIndex }: { dataIndex: number }) =>
    lines(ids[order[dataIndex]], percent(weights[order[dataIndex]]))
  const [left, right] = [58, 14]
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'item', formatter: said }),
    grid: [
      { left, right, top: 34, height: '46%', outerBoundsMode: 'none' },
      { left, right, top: '64%', bottom: 46, outerBoundsMode: 'none' },
    ],
    xAxis: [
      axis(palette, { type: 'value', min: -0.5, max: ids.length - 0.5, show: false }),
      axis(palette, {
        type: 'category',
        gridIndex: 1,
        data: order.map((_, i) => `${i + 1}`),
        name: 'place in the table',
        nameLocation: 'middle',
        nameGap: 26,
      }),
    ],
    yAxis: [
      axis(palette, { type: 'value', name: 'distance', nameTextStyle: { color: palette.muted, align: 'left' } }),
      axis(palette, {
        type: 'value',
        gridIndex: 1,
        name: 'weight',
        axisLabel: { color: palette.muted, formatter: roundPercent },
        nameTextStyle: { color: palette.muted, align: 'left' },
      }),
    ],
    series: [
      { type: 'line', symbol: 'none', silent: true, data: joins, lineStyle: { color: palette.ink, width: 1.4 } },
      {
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 30,
        itemStyle: { color: palette.accent },
        data: order.map((place) => weights[place]),
      },
    ],
  }
}
