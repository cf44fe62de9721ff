import { escaped } from '../html.ts'
import type { Palette } from '../palette.ts'
import type { ReportStage } from '../report-data.ts'
import type { Scene } from './scene.ts'

/** What all charts have in common. */
export function base({ palette }: Scene): object {
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: 'system-ui, sans-serif', color: palette.muted },
    color: [palette.accent, palette.second, palette.good, palette.bad],
    tooltip: tooltip(palette),
  }
}

/** A tooltip in the colours of the page. */
export function tooltip(palette: Palette, more: object = {}): object {
  const textStyle = { color: palette.ink, fontSize: 12 }
  return {
    confine: true,
    backgroundColor: palette.card,
    borderColor: palette.line,
    textStyle,
    transitionDuration: 0,
    ...more,
  }
}

/** The text of a tooltip, a line after the other; nothing in it is obeyed as HTML. */
export function lines(...texts: readonly string[]): string {
  return texts.map(escaped).join('<br>')
}

/** An axis in the colours of the page. */
export function axis(palette: Palette, more: object = {}): object {
  return {
    axisLine: { lineStyle: { color: palette.muted } },
    axisLabel: { color: palette.muted, hideOverlap: true },
    nameTextStyle: { color: palette.muted },
    splitLine: { lineStyle: { color: palette.line } },
    ...more,
  }
}

/** A legend in the colours of the page. */
export function legend(palette: Palette, more: object = {}): object {
  return { top: 0, textStyle: { color: palette.ink }, inactiveColor: palette.muted, icon: 'roundRect', ...more }
}

/** A bar below a chart that narrows what it shows. */
export function slider(palette: Palette, more: object = {}): object {
  return {
    type: 'slider',
    height: 22,
    bottom: 4,
    borderColor: palette.line,
    fillerColor: palette.shadeOut,
    textStyle: { color: palette.muted },
    dataBackground: { lineStyle: { color: palette.muted }, areaStyle: { color: palette.line } },
    ...more,
  }
}

/**
 * Stretches of time behind a curve, shaded where the search never looked. Their names stand beside each other, or apart where
 * there is little room.
 */
export function stageAreas(stages: readonly ReportStage[], palette: Palette, names: 'beside' | 'apart' | 'no'): object {
  const shades = {
    searched: palette.shadeSearched,
    'out of sample': palette.shadeOut,
    'walk forward': palette.shadeWalk,
  }
  const low = (name: string) => (names === 'apart' && name === 'walk forward' ? 'insideBottom' : 'insideTop')
  const data = stages.map(({ name, from, to }) => [
    {
      name: names === 'no' ? '' : name,
      xAxis: from,
      itemStyle: { color: shades[name] },
      label: { position: low(name) },
    },
    { xAxis: to },
  ])
  return { silent: true, label: { color: palette.muted, fontSize: 11 }, data }
}

/** Points of two columns. */
export function points(x: readonly number[], y: readonly number[]): (readonly [number, number])[] {
  return x.map((at, row) => [at, y[row]] as const)
}
