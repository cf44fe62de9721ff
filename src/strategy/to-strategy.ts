import type { GeneValue } from '../genome/gene.ts'
import { type Genome, phenotype } from '../genome/genome.ts'
import { AGREEMENT_GENE, everyGene, geneOf, labelsOf, planOf, switchGene } from './plan.ts'
import type { Part, Strategy } from './strategy.ts'

/**
 * The strategy that a genome stands for. All it takes is the genome: its species says which parts there are. Parts that are
 * switched off are left out.
 *
 * @example
 * const space = blueprintOf(['ema-crossover'], { catalogue: everySeed })
 * toStrategy(clamp(space, [5, 15, 1])).parts[0].genes // => { fast: 5, gap: 15, side: 'long' }
 * toStrategy(clamp(blueprint({ period: int(2, 50) }), [7])) // throws 'invalid-argument'
 */
export function toStrategy(genome: Genome): Strategy {
  const { parts: planned, agreement } = planOf('toStrategy', genome.blueprint)
  const values = phenotype(genome)
  const labels = labelsOf(planned.map(({ seed }) => seed))
  const parts: Part[] = []
  for (let place = 0; place < planned.length; place++) {
    const { seed, version, isOptional, every } = planned[place]
    const label = labels[place]
    if (isOptional && values[switchGene(label)] === false) continue
    const own = typeof every === 'number' ? every : Number(values[everyGene(label)])
    parts.push({ seed, version, genes: genesUnder(label, values), every: own })
  }
  return plain({ parts, agreement: agreement === 'search' ? (values[AGREEMENT_GENE] as number) : agreement })
}

/** A strategy of these parts without what goes without saying: `every` of 1, `agreement` of 0. */
export function plain({ parts, agreement = 0 }: Loose): Strategy {
  const bare = parts.map(({ seed, version, genes, every = 1 }) => {
    return { seed, version, genes, ...(every === 1 ? {} : { every }) }
  })
  const [first, ...rest] = bare
  return agreement === 0 ? { parts: [first, ...rest] } : { parts: [first, ...rest], agreement }
}

/** A strategy whose parts are not known to be any. */
interface Loose {
  readonly parts: readonly Part[]
  readonly agreement?: number
}

function genesUnder(label: string, values: Readonly<Record<string, GeneValue>>): Record<string, GeneValue> {
  const prefix = geneOf(label, '')
  const own = Object.entries(values).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]))
}
