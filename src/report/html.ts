/** Text of a page as it may stand in one. */
export interface Html {
  readonly html: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Any text, so that a page shows it and does not obey it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign])
}

/** HTML with values in it: text is escaped, HTML and lists of it stand as they are. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const texts = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
    return 'html' in value ? value.html : value.map((each) => each.html).join('')
  })
  return { html: parts.reduce((all, part, i) => all + texts[i - 1] + part) }
}

/** Nothing. */
export const NOTHING: Html = { html: '' }

/** Rows of a table; the first cell of each names its row. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  const body = rows.map(([name, ...cells]) => {
    return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`
  })
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** JSON that may stand inside a script element: it cannot close the element, nor open a comment in it. */
export function scriptJson(value: unknown): Html {
  return {
    html: JSON.stringify(value).replace(
      /[<\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  }
}
