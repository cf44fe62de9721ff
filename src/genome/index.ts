/**
 * Genomes: the plan of what may vary, points of it on a grid, and the ways between them, the unit cube and JSON.
 *
 * @module genome
 */
export type { Axis } from './axis.ts'
export { type Blueprint, blueprint } from './blueprint.ts'
export {
  type ChoiceGene,
  flag,
  type Gene,
  type GeneValue,
  int,
  type NumberGene,
  type NumberOptions,
  oneOf,
  real,
} from './gene.ts'
export { clamp, fromUnit, type Genome, phenotype, toUnit } from './genome.ts'
export { type BlueprintJson, blueprintToJson, genomeSchema, parseBlueprint, parseGenome } from './genome-json.ts'
export { GenomeSet } from './genome-set.ts'
export { genomeDistance, genomeHash, isSameGenome } from './identity.ts'
export { defaultGenome, sampleAround, sampleLatin, sampleUniform } from './sample.ts'
