import type { Column } from '../../src/base/column.ts'
import { sparkline } from '../../src/cli/sparkline.ts'
import type { Gene } from '../../src/genome/gene.ts'
import { seeds } from '../../src/seeds/catalogue.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { seedMarkets } from '../../src/strategy/check-seed-markets.ts'
import type { Seed } from '../../src/strategy/seed.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { defaultsOf } from '../seeds/write.ts'

const BLOCKS = ' ▁▂▃▄▅▆▇█'
const WIDTH = 75
/** Bars from one position given to a stop to the next. */
const ANEW = 48

const HEAD = `# Seeds

A seed is one rule of trading with evolvable numbers: a file of \`src/seeds/\` that writes an exposure column. This page is
generated from the catalogue (\`npm test -- test/contracts/seed-guide.test.ts --update\`), and a test holds it current.
[Strategies](strategies.md) says how seeds make a strategy, [CONTRIBUTING](../CONTRIBUTING.md) how to add one.

\`\`\`ts
import { seeds } from '@organism/core/seeds'

seeds.find(({ name }) => name === 'donchian-breakout')?.role // => 'entry'
\`\`\`
`

const CONTRACT = `## The seed contract

Every seed passes \`checkSeed\` of \`@organism/core/strategy\`: with its defaults and, by default, 199 further draws of its genes, on
its showcase market and ten others (a learner, which fits models in every run, with three or four draws). A seed of your own can be tried the same way; the report names the gene draw, the market and the
bar that fail, and what to do.

| check | what it asks |
|---|---|
| \`pure\` | the same bits when asked again, after other markets and genes, with any workspace; nothing is written to but the exposure |
| \`can-fire\` | with its defaults on its showcase market, and with most draws somewhere: an entry opens and closes, a filter passes and blocks within a side, a stop spares and ends, a size knows two sizes |
| \`no-dead-genes\` | each number over its range, and each pair of options, makes another exposure somewhere when nothing else is changed |
| \`no-look-ahead\` | the exposure of a market that ends earlier is the same up to there, bit for bit |
| \`honest-warm-up\` | silent before its warm-up; able to speak from it on; and saying there what it says with a longer history |
| \`scale-free\` | prices, or volumes, times a power of two give equal bits |
| \`never-breaks\` | no exception, no NaN and nothing beyond -1 and 1, on still, gappy and very short markets too |
| \`keeps-role\` | filters and sizes multiply by a factor of the market and the side; stops write 0 until the side changes |
| \`travels\` | genes through JSON and a market through bytes give equal bits |
| \`explains\` | one sentence without its full stop, in which every gene is heard |

A longer history changes a recursive average a little for ever, and a position by the path that led to it. So \`honest-warm-up\` asks
for agreement in shares: three quarters (the option \`agreement\`) of what is said in the ten bars behind the warm-up, and nine tenths of
the rows in which something is said once four warm-ups and 200 rows are over. Sizes that differ by a quarter of equity or less agree.
`

const PICTURES = `## The catalogue

Each picture is the showcase market of the seed, eight bars to a character: the close on top; below it, on a scale from nothing to
all of the equity, how much is held long and short with the default genes. For what acts on positions that is what it leaves of a long,
and of a short, held all the time; a stop is given a new one every ${ANEW} bars.
`

/** The text of docs/seeds.md. */
export function seedGuide(): string {
  const rows = seeds.map(
    ({ name, role, idea }) => `| [\`${name}\`](#${name}) | ${role} | ${idea.split('. ')[0].replace(/\.$/, '')}. |`,
  )
  const table = ['| seed | role | idea |', '|---|---|---|', ...rows].join('\n')
  return [HEAD, CONTRACT, PICTURES, table, '', ...seeds.map(chapter)].join('\n')
}

function chapter(seed: Seed): string {
  const { name, role, version, idea, genes, needs = [], showcase } = seed
  const defaults = defaultsOf(seed)
  const wants = needs.length === 0 ? '' : `, needs ${needs.map((need) => `\`${need}\``).join(', ')}`
  const warmup = seed.warmup(defaults as never)
  const rows = Object.entries(genes).map(([gene, spec]) => `| \`${gene}\` | ${rangeOf(spec)} | ${show(spec.default)} |`)
  const table = rows.length === 0 ? [] : ['| gene | range | default |', '|---|---|---|', ...rows, '']
  return [
    ...[`### ${name}`, '', `*${role}, version ${version}, showcase market \`${showcase}\`${wants}*`, '', idea, ''],
    ...[...table, `With its defaults: ${seed.say(defaults as never)}. It speaks from bar ${warmup} on.`, ''],
    ...['```text', picture(seed), '```', ''],
  ].join('\n')
}

function rangeOf(gene: Gene): string {
  if (gene.kind === 'flag') return 'false or true'
  if (gene.kind === 'choice') return gene.options.map((option) => `\`${option}\``).join(', ')
  const scale = gene.scale === 'log' ? ', log scale' : ''
  return `${gene.kind === 'int' ? 'whole, ' : ''}${gene.min} to ${gene.max}${scale}`
}

function show(value: unknown): string {
  return typeof value === 'string' ? `\`${value}\`` : String(value)
}

function picture(seed: Seed): string {
  const [bars] = seedMarkets(seed)
  const leaves = (found: number): Column => {
    const exposure = new Float64Array(bars.length).fill(seed.role === 'entry' ? 0 : found)
    // A stop is done with a position for good, so it is given one after the other.
    if (seed.role === 'stop') for (let t = 0; t < bars.length; t += ANEW) exposure[t] = 0
    seed.write(bars, defaultsOf(seed) as never, exposure, new Workspace(catalogue([seed])))
    return exposure
  }
  return [
    `close  ${sparkline(bars.close, WIDTH)}`,
    `long   ${heights(leaves(1), 1)}`,
    `short  ${heights(leaves(-1), -1)}`,
  ]
    .map((line) => line.trimEnd())
    .join('\n')
}

/** Mean of one side over each share of the rows, from nothing to all of the equity; the least of it is still seen. */
function heights(exposure: Column, side: number): string {
  return Array.from({ length: WIDTH }, (_, i) => {
    const [from, to] = [i, i + 1].map((place) => Math.floor((place * exposure.length) / WIDTH))
    const mean = exposure.subarray(from, to).reduce((sum, value) => sum + Math.max(0, side * value), 0) / (to - from)
    return BLOCKS[Math.ceil(mean * (BLOCKS.length - 1))]
  }).join('')
}
