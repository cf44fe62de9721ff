import * as z from 'zod'
import type { JsonValue } from '../base/canonical-json.ts'
import type { BlueprintJson } from '../genome/genome-json.ts'
import type { Generation } from './generation.ts'
import type { Individual } from './individual.ts'

/** A number as a checkpoint writes it: JSON has no infinities. */
export type ScoreJson = number | 'Infinity' | '-Infinity'

const count = () => z.int().min(0)
const score = () => z.union([z.number(), z.enum(['Infinity', '-Infinity'])])
const statistic = () => z.number().nullable()

const individual = () =>
  z.strictObject({
    id: z.string(),
    genome: count(),
    scores: z.array(score()),
    violation: score(),
    born: count(),
    parents: z.array(z.string()),
    operator: z.string(),
    fault: z.string().optional(),
    island: count().optional(),
  })

const goalStatistics = () =>
  z.strictObject({ name: z.string(), min: statistic(), mean: statistic(), max: statistic(), deviation: statistic() })

const entry = () =>
  z.strictObject({
    generation: count(),
    evaluations: count(),
    newborn: count(),
    duplicates: count(),
    faults: count(),
    population: count(),
    species: count(),
    front: count(),
    archive: count(),
    goals: z.array(goalStatistics()),
    hypervolume: statistic(),
    diversity: z.number(),
    milliseconds: z.number().optional(),
  })

/** A checkpoint as JSON: genomes and individuals once each, everything else by their places. */
export interface CheckpointJson extends Omit<Generation, 'founders' | 'population' | 'newborn' | 'archive' | 'births'> {
  readonly blueprints: readonly BlueprintJson[]
  readonly genomes: readonly { readonly blueprint: number; readonly values: readonly number[] }[]
  readonly individuals: readonly IndividualJson[]
  readonly founders: readonly number[]
  readonly population: readonly number[]
  readonly newborn: readonly number[]
  readonly archive: readonly number[]
  /** By generation and place, which make the id: the operator, then the ids of the parents. */
  readonly births: readonly (readonly (readonly string[])[])[]
}

/** An individual as JSON: its genome by place. */
interface IndividualJson extends Omit<Individual, 'genome' | 'scores' | 'violation'> {
  readonly genome: number
  readonly scores: readonly ScoreJson[]
  readonly violation: ScoreJson
}

/** The zod schema of a checkpoint. */
export function checkpointSchema(): z.ZodType<CheckpointJson> {
  return z.strictObject({
    version: z.literal(1),
    toolbox: z.string(),
    seed: z.union([z.number(), z.string()]),
    size: z.int().min(2),
    species: z.array(z.string()),
    archiveLimit: count().nullable(),
    genealogyLimit: count().nullable(),
    number: count(),
    evaluations: count(),
    goals: z.array(z.strictObject({ name: z.string(), direction: z.enum(['max', 'min']) })),
    reference: z.array(z.number()),
    blueprints: z.array(z.custom<BlueprintJson>()),
    genomes: z.array(z.strictObject({ blueprint: count(), values: z.array(z.number()) })),
    individuals: z.array(individual()),
    founders: z.array(count()),
    population: z.array(count()),
    newborn: z.array(count()),
    archive: z.array(count()),
    log: z.array(entry()),
    births: z.array(z.array(z.array(z.string()).min(1))),
    memory: z.custom<JsonValue>((value) => value !== undefined),
  }) as unknown as z.ZodType<CheckpointJson>
}
