import { type Html, html, NOTHING } from './html.ts'

/** Names of the charts that the code of the page draws. */
export type ChartName =
  | 'front'
  | 'equity'
  | 'trades'
  | 'search'
  | 'logits'
  | 'paths'
  | 'genes'
  | 'lineage'
  | 'basket'
  | 'costs'

/** A chart with its text alternative and the table behind it. */
export interface Chart {
  readonly name: ChartName
  /** What it shows, in words, for who cannot see it. */
  readonly says: string
  readonly caption: string
  readonly table: Html
  readonly height?: 'tall' | 'low'
}

/** The place of a chart. Without a script the words and the table remain. */
export function chart({ name, says, caption, table, height }: Chart): Html {
  return html`<figure><div class="plot ${height ?? ''}" data-chart="${name}" role="img" aria-label="${says}"></div>
<figcaption>${caption}</figcaption><details><summary>The numbers of this chart as a table</summary>${table}</details></figure>`
}

/** A section of the page. */
export function section(id: string, title: string, ...body: readonly Html[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`
}

/** A choice that the code of the page listens to. */
export function choice(id: string, label: string, options: readonly (readonly [value: string, text: string])[]): Html {
  // Without a value of its own an option has its text, but for spaces: hundreds of long names need not stand there twice.
  const rows = options.map(([value, text]) => {
    if (value === text && !/\s/.test(text)) return html`<option>${text}</option>`
    return html`<option value="${value}">${text}</option>`
  })
  return html`<label>${label}<select id="${id}">${rows}</select></label>`
}

/** The choice of a market, when there is more than one. */
export function marketChoice(id: string, symbols: readonly string[]): Html {
  if (symbols.length < 2) return NOTHING
  return html`<div class="controls">${choice(
    id,
    'Market',
    symbols.map((symbol, place) => [String(place), symbol] as const),
  )}</div>`
}
