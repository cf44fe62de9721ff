import { plainFigure } from '../figures.ts'
import type { ReportGoal, ReportMember } from '../report-data.ts'

/** Shows one strategy: its words, its scores, its parts with their genes. Everything is set as text. */
export function showMember(panel: HTMLElement, member: ReportMember, goals: readonly ReportGoal[]): void {
  const scores = goals.map(({ name }) => [name, plainFigure(member.scores[name])] as const)
  const grid = element('div')
  grid.className = 'partgrid'
  for (const { seed, genes } of member.strategy.parts) {
    const part = element('div')
    part.append(
      element('h3', seed),
      tableOf(Object.entries(genes).map(([name, value]) => [name, String(value)] as const)),
    )
    grid.append(part)
  }
  const words = element('p', (member.words ?? '').replaceAll('\n', ' '))
  const born = element('p', `${member.isChosen ? 'The proposed strategy, b' : 'B'}orn in generation ${member.born}.`)
  panel.replaceChildren(element('h3', member.id), born, words, tableOf(scores), grid)
}

function tableOf(rows: readonly (readonly [string, string])[]): HTMLElement {
  const body = element('tbody')
  for (const [name, value] of rows) {
    const head = element('th', name)
    head.setAttribute('scope', 'row')
    const row = element('tr')
    row.append(head, element('td', value))
    body.append(row)
  }
  const table = element('table')
  table.append(body)
  return table
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
