import { chart, choice, section } from './chart.ts'
import { count, percent, plainFigure } from './figures.ts'
import { type Html, html, NOTHING, table } from './html.ts'
import { type Kin, kinsOf } from './kin.ts'
import type { ReportData, ReportMember } from './report-data.ts'

const LISTED = 200
const LISTED_KIN = 10

/** The front: a scatter of any two objectives, and one strategy to be looked at. */
export function frontSection({ front, goals }: ReportData): Html {
  const names = goals.map(({ name }, place) => [String(place), name] as const)
  const turned = [...names.slice(1), names[0]]
  const members = inOrder(front).map((member) => [member.id, `${member.isChosen ? '★ ' : ''}${member.id}`] as const)
  const shown = inOrder(front).slice(0, LISTED)
  const rows = shown.map((member) => [
    html`<code>${member.id}</code>${member.isChosen ? ' ★' : ''}`,
    ...goals.map(({ name }) => plainFigure(member.scores[name])),
  ])
  const caption = `${shown.length} of the ${front.length} strategies of the front`
  const axes =
    goals.length > 1 ? html`${choice('front-x', 'Across', names)}${choice('front-y', 'Up', turned)}` : NOTHING
  return section(
    'front',
    'The Pareto front',
    html`<p>No strategy here is beaten by another in everything; the star is the one proposed. Scores are those of the search, brought
together over its folds and markets, on bars it has seen: they flatter, and are not the figures of one account above. Choose a point, or a name from the list, to see what is inside.</p>`,
    html`<div class="controls">${axes}${choice('front-member', 'Strategy', members)}</div>`,
    html`<div class="split">${chart({
      name: 'front',
      says: `A scatter of the ${front.length} strategies of the front by ${goals.length > 1 ? `two of ${goals.length} objectives` : 'the one objective'}. The list of strategies above selects one of them by keyboard.`,
      caption: goals
        .map(({ name, direction }) => `${name}: ${direction === 'max' ? 'more' : 'less'} is better`)
        .join('; '),
      table: table(caption, ['Strategy', ...goals.map(({ name }) => name)], rows),
    })}<div id="panel" aria-live="polite"></div></div>`,
  )
}

/** The proposed one first, the others as they come. */
function inOrder(front: readonly ReportMember[]): readonly ReportMember[] {
  return [...front].sort((a, b) => Number(b.isChosen) - Number(a.isChosen))
}

/** Objectives and hypervolume by generation. */
export function searchSection({ search, goals }: ReportData): Html {
  const { generations } = search
  const rows = generations.map(({ generation, best, hypervolume, front, species }) => [
    `${generation}`,
    ...best.map((value) => plainFigure(value)),
    plainFigure(hypervolume),
    `${front}`,
    `${species}`,
  ])
  const head = ['Generation', ...goals.map(({ name }) => `Best ${name}`), 'Hypervolume', 'Front', 'Species']
  return section(
    'search',
    'The search',
    html`<p>The best of each objective among the living, feasible or not, and the hypervolume: how much of the space of objectives
their feasible front rules. A curve that still climbs at the end asks for more generations. All of it is about bars that the search has seen.</p>`,
    html`<div class="controls">${choice('search-goal', 'Objective', [
      ...goals.map(({ name }, place) => [String(place), name] as const),
    ])}</div>`,
    chart({
      name: 'search',
      says: `The best and the mean of an objective, and the hypervolume, over ${count(generations.length, 'generation')}.`,
      caption: `Algorithm ${search.algorithm}, ${search.evaluations} evaluations, ${search.trials} trials counted.`,
      table: table('Generation by generation', head, rows),
    }),
  )
}

/** Genes of the front, for strategies with the same parts. */
export function genesSection({ front }: ReportData): Html {
  const kins = kinsOf(front)
  if (kins.length === 0) return NOTHING
  const options = kins.map(({ name, members }, place) => [String(place), `${name}: ${members.length}`] as const)
  const [own] = kins
  return section(
    'genes',
    'Genes of the front',
    html`<p>One line is one strategy. Only strategies with the same parts can be compared gene by gene: those of the proposed
one are found in ${own.members.length} of ${front.length} on the front; other parts can be chosen from the list. Lines that keep together say that the search is sure of a gene.</p>`,
    html`<div class="controls">${choice('genes-kin', 'Parts', options)}</div>`,
    chart({
      name: 'genes',
      height: 'tall',
      says: `Parallel coordinates of the genes of ${own.members.length} strategies with the parts ${own.name}.`,
      caption: 'The proposed strategy is the strong line.',
      table: html`${kins.map(kinTable)}`,
    }),
  )
}

function kinTable({ name, members }: Kin): Html {
  const { parts } = members[0].strategy
  const genes = parts.flatMap((part, place) => Object.keys(part.genes).map((gene) => ({ place, gene })))
  const shown = members.slice(0, LISTED_KIN)
  const rows = shown.map(({ id, strategy }) => [
    html`<code>${id}</code>`,
    ...genes.map(({ place, gene }) => String(strategy.parts[place].genes[gene])),
  ])
  const head = ['Strategy', ...genes.map(({ place, gene }) => `${parts[place].seed} ${gene}`)]
  return table(`${name}: ${shown.length} of ${members.length}`, head, rows)
}

/** The ancestors of the proposed strategy. */
export function lineageSection({ lineage }: ReportData): Html {
  if (lineage.length === 0) return NOTHING
  const newest = [...lineage].reverse()
  const shown = newest.slice(0, LISTED)
  const rows = shown.map((each) => [each.id, `${each.born}`, each.operator, each.parents.join(', ') || 'none'])
  const founders = lineage.filter(({ parents }) => parents.length === 0).length
  const title = 'Where it comes from'
  const [{ born, operator, parents }] = newest
  if (parents.length === 0) {
    const words = html`<p>The proposed strategy was born in generation ${born} without parents (made by: ${operator}).</p>`
    return section('lineage', title, words)
  }
  return section(
    'lineage',
    title,
    html`<p>The proposed strategy descends from ${count(lineage.length - 1, 'other')}, ${founders} of them without parents. The tree shows parents
to the right of their child, each ancestor once; choose a filled point to open what is behind it.</p>`,
    chart({
      name: 'lineage',
      height: 'tall',
      says: `Tree of the ancestors of the proposed strategy, ${lineage.length} individuals. The table lists them.`,
      caption: 'A name is the generation of birth and the place in it.',
      table: table(`The newest ${shown.length} of ${lineage.length}`, ['Name', 'Born', 'Made by', 'Parents'], rows),
    }),
  )
}

/** Capital over strategies of the front. */
export function basketSection({ basket }: ReportData): Html {
  if (basket === undefined) return NOTHING
  const { ids, weights, order, leftOut } = basket
  const rows = order.map((place, i) => [html`<code>${ids[place]}</code>`, `${i + 1}`, percent(weights[place])])
  const rest = leftOut > 0 ? `; ${count(leftOut, 'other')} of the front ${leftOut === 1 ? 'is' : 'are'} left out` : ''
  return section(
    'basket',
    'Capital over the front',
    html`<p>Hierarchical risk parity puts like strategies beside each other by the correlation of their returns and parts the capital along
that tree. Strategies that join low do the same thing: holding both is holding one. All of it is about bars that were searched.</p>`,
    chart({
      name: 'basket',
      height: 'tall',
      says: `Tree of ${ids.length} strategies by likeness, and the share of capital of each.`,
      caption: `Height is the distance at which two groups join. ${ids.length} strategies${rest}.`,
      table: table('Weights, from left to right of the tree', ['Strategy', 'Place', 'Weight'], rows),
    }),
  )
}
