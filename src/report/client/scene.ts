import type { EChartsCoreOption } from 'echarts/core'
import type { ChartName } from '../chart.ts'
import type { Palette } from '../palette.ts'
import type { ReportData, ReportMarket, ReportMember } from '../report-data.ts'

/** What a chart is drawn from. */
export interface Scene {
  readonly data: ReportData
  readonly palette: Palette
  readonly isNarrow: boolean
  /** The value of a choice on the page; empty where there is none. */
  readonly chosen: (id: string) => string
}

/** What a chart looks like now. */
export type Draw = (scene: Scene) => EChartsCoreOption

/** Charts by the name of their place. */
export type Charts = Readonly<Record<ChartName, Draw>>

/** The market that a choice names, or the first. */
export function marketOf({ data, chosen }: Scene, id: string): ReportMarket {
  return data.markets[Number(chosen(id))] ?? data.markets[0]
}

/** The strategy that is looked at: the one chosen from the list, or the one proposed. */
export function memberOf({ data, chosen }: Pick<Scene, 'data' | 'chosen'>): ReportMember | undefined {
  const id = chosen('front-member')
  return data.front.find((member) => member.id === id) ?? data.front.find(({ isChosen }) => isChosen)
}
