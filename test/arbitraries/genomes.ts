import fc from 'fast-check'
import type { Blueprint } from '../../src/genome/blueprint.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import type { Gene } from '../../src/genome/gene.ts'
import { fromUnit, type Genome } from '../../src/genome/genome.ts'

const intGene: fc.Arbitrary<Gene> = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 500 }))
  .map(([min, span]) => ({ kind: 'int', min, max: min + span }))

const logIntGene: fc.Arbitrary<Gene> = fc
  .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 100_000 }))
  .map(([min, span]) => ({ kind: 'int', min, max: min + span, scale: 'log' }))

const realGene: fc.Arbitrary<Gene> = fc
  .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 999 }), fc.integer({ min: 4, max: 12 }))
  .map(([min, span, digits]) => ({ kind: 'real', min: min / 10, max: (min + span) / 10, digits }))

const logRealGene: fc.Arbitrary<Gene> = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: -9, max: 3 }), fc.integer({ min: 1, max: 9 }))
  .chain(([lead, exponent, decades]) =>
    fc.integer({ min: 2, max: 12 }).map((digits): Gene => {
      const min = Number(`${lead}e${exponent - 1}`)
      return { kind: 'real', min, max: Number(`${lead}e${exponent - 1 + decades}`), scale: 'log', digits }
    }),
  )

const choiceGene: fc.Arbitrary<Gene> = fc
  .integer({ min: 1, max: 6 })
  .map((count) => ({ kind: 'choice', options: Array.from({ length: count }, (_, i) => `option-${i}`) }))

const flagGene: fc.Arbitrary<Gene> = fc.constant({ kind: 'flag' })

/** Any gene: all kinds, both scales, fixed ones included. */
const anyGene: fc.Arbitrary<Gene> = fc.oneof(intGene, logIntGene, realGene, logRealGene, choiceGene, flagGene)

/** A blueprint of one to eight genes of any kind. */
export const anyBlueprint: fc.Arbitrary<Blueprint> = fc
  .array(anyGene, { minLength: 1, maxLength: 8 })
  .map((genes) => blueprint(Object.fromEntries(genes.map((gene, i) => [`gene-${i}`, gene]))))

/** So many genomes of one blueprint. */
export function anyGenomes(count: number): fc.Arbitrary<Genome[]> {
  return anyBlueprint.chain((plan) => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    const genome = fc
      .array(unit, { minLength: plan.axes.length, maxLength: plan.axes.length })
      .map((place) => fromUnit(plan, place))
    return fc.array(genome, { minLength: count, maxLength: count })
  })
}
