import type { ReportMember } from './report-data.ts'

/** Strategies that can be compared gene by gene. */
export interface Kin {
  /** Seeds in the order they act. */
  readonly name: string
  readonly members: readonly ReportMember[]
}

/** More groups than this are not offered. */
const MOST = 12

/** A front by parts: the group of the proposed strategy first, then those of at least two, the largest first. */
export function kinsOf(front: readonly ReportMember[]): readonly Kin[] {
  const groups = new Map<string, ReportMember[]>()
  for (const member of front) {
    const shape = shapeOf(member)
    const group = groups.get(shape)
    if (group === undefined) groups.set(shape, [member])
    else group.push(member)
  }
  const isOwn = (members: readonly ReportMember[]) => members.some(({ isChosen }) => isChosen)
  return [...groups.values()]
    .filter((members) => members.length > 1 || isOwn(members))
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || b.length - a.length)
    .slice(0, MOST)
    .map((members) => ({ name: members[0].strategy.parts.map(({ seed }) => seed).join(' + '), members }))
}

/** Seeds and names of genes, in their order. */
function shapeOf({ strategy }: ReportMember): string {
  return strategy.parts.map(({ seed, version, genes }) => `${seed} ${version} ${Object.keys(genes)}`).join('+')
}
