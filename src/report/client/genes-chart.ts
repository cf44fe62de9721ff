import { kinsOf } from '../kin.ts'
import type { ReportMember } from '../report-data.ts'
import { axis, base } from './parts.ts'
import type { Draw, Scene } from './scene.ts'

/** Height of the axis of a gene. */
const ROW = 44

/** Genes of strategies with the same parts; axes lie, so that their names can be read. */
export const genes: Draw = (scene) => {
  const { palette, isNarrow } = scene
  const members = kin(scene)
  const { parts } = members[0].strategy
  const places = placesOf(members[0])
  const names = places.map(({ place, name }) => {
    return `${parts.length > 1 ? `${place + 1} ` : ''}${isNarrow ? '' : `${parts[place].seed} `}${name}`
  })
  const line = (member: ReportMember) => ({
    value: places.map((each) => geneOf(member, each)),
    name: member.id,
    lineStyle: member.isChosen
      ? { color: palette.second, width: 3, opacity: 1 }
      : { color: palette.accent, width: 1.2, opacity: 0.5 },
  })
  const own = members.filter(({ isChosen }) => isChosen)
  const nameTextStyle = { color: palette.ink, fontSize: 12 }
  return {
    ...base(scene),
    tooltip: { show: false },
    parallel: {
      ...{ layout: 'vertical', left: isNarrow ? 112 : 250, right: 28, top: 22, bottom: 28 },
      parallelAxisDefault: axis(palette, { nameLocation: 'start', nameGap: 12, nameTextStyle }),
    },
    parallelAxis: places.map((each, dim) => {
      return { dim, name: names[dim], ...kindOf(members.map((member) => geneOf(member, each))) }
    }),
    series: [{ type: 'parallel', data: [...members.filter(({ isChosen }) => !isChosen), ...own].map(line) }],
  }
}

/** How high the chart of genes is: a row a gene. */
export function heightOf(scene: Scene): number {
  return 50 + ROW * placesOf(kin(scene)[0]).length
}

function kin({ data, chosen }: Scene): readonly ReportMember[] {
  const kins = kinsOf(data.front)
  return (kins[Number(chosen('genes-kin'))] ?? kins[0]).members
}

interface Place {
  readonly place: number
  readonly name: string
}

function placesOf({ strategy }: ReportMember): readonly Place[] {
  return strategy.parts.flatMap((part, place) => Object.keys(part.genes).map((name) => ({ place, name })))
}

function geneOf({ strategy }: ReportMember, { place, name }: Place): string | number {
  const gene = strategy.parts[place].genes[name]
  return typeof gene === 'number' ? gene : String(gene)
}

function kindOf(values: readonly (string | number)[]): object {
  if (values.some((value) => typeof value === 'string')) return { type: 'category', data: [...new Set(values)].sort() }
  return { type: 'value', scale: true, minInterval: values.every(Number.isInteger) ? 1 : 0 }
}
