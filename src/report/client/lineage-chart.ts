import type { ReportAncestor } from '../report-data.ts'
import { base, lines, tooltip } from './parts.ts'
import type { Draw } from './scene.ts'

interface Node {
  readonly name: string
  readonly words: string
  readonly children: Node[]
}

/** Generations of ancestors that stand open at first. */
const DEPTH = 5

/** The ancestors of the proposed strategy, itself at the left. */
export const lineage: Draw = (scene) => {
  const { data, palette, isNarrow } = scene
  const label = { color: palette.ink, fontSize: 10, position: 'top', distance: 4 }
  return {
    ...base(scene),
    tooltip: tooltip(palette, { trigger: 'item', formatter: said }),
    series: [
      {
        type: 'tree',
        data: [treeOf(data.lineage)],
        ...{ left: 26, right: 60, top: 22, bottom: 12, symbol: 'circle', symbolSize: 8 },
        initialTreeDepth: isNarrow ? DEPTH - 2 : DEPTH,
        ...{ label, leaves: { label: { ...label, position: 'right' } }, itemStyle: { color: palette.accent } },
        lineStyle: { color: palette.muted, width: 1 },
        emphasis: { disabled: true },
      },
    ],
  }
}

function said({ data: { words } }: { readonly data: Node }): string {
  return lines(...words.split('\n'))
}

/** Each ancestor once, at its shortest way to the youngest. */
function treeOf(line: readonly ReportAncestor[]): Node {
  const known = new Map(line.map((each) => [each.id, each]))
  const nodeOf = ({ id, operator, born }: ReportAncestor): Node => {
    return { name: id, words: `${id}\n${operator}, born in generation ${born}`, children: [] }
  }
  const youngest = line[line.length - 1]
  const root = nodeOf(youngest)
  const seen = new Set([youngest.id])
  const open: (readonly [ReportAncestor, Node])[] = [[youngest, root]]
  for (const [ancestor, node] of open) {
    for (const id of ancestor.parents) {
      const parent = known.get(id)
      if (parent === undefined || seen.has(id)) continue
      seen.add(id)
      const child = nodeOf(parent)
      node.children.push(child)
      open.push([parent, child])
    }
  }
  return root
}
