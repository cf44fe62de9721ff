import * as z from 'zod'
import type { Problem } from '../base/error.ts'
import { refuse } from '../base/guards.ts'
import { refuseAll } from '../base/problems.ts'
import { type Blueprint, blueprint, numberOf, rangeOf } from './blueprint.ts'
import type { Gene, GeneValue } from './gene.ts'
import type { Genome } from './genome.ts'

/** A blueprint as JSON writes it. */
export interface BlueprintJson {
  readonly name: string
  /** Name and gene, in order. */
  readonly genes: readonly (readonly [string, Gene])[]
}

/**
 * The zod schema of a species' genome JSON: one key per gene, none besides. `z.toJSONSchema` turns it into the JSON
 * schema that a form or a language model can be given.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50), side: oneOf('long', 'short') })
 * genomeSchema(plan).safeParse({ period: 14, side: 'long' }).success // => true
 * genomeSchema(plan).safeParse({ period: 14.5, side: 'long' }).success // => false
 */
export function genomeSchema({ names, genes, axes }: Blueprint): z.ZodType<Record<string, GeneValue>> {
  return z.strictObject(
    Object.fromEntries(
      names.map((name, i) => [name, geneSchema(genes[i], (value) => numberOf(genes[i], axes[i], value) !== undefined)]),
    ),
  )
}

/**
 * A genome from its JSON, the other way of `phenotype`. Everything wrong is listed at once; a value off the grid is
 * refused and not rounded.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50), side: oneOf('long', 'short') })
 * parseGenome(plan, { period: 14, side: 'short' }).values // => Float64Array.of(14, 1)
 * parseGenome(plan, { period: 99, side: 'short' }) // throws 'invalid-json'
 */
export function parseGenome(plan: Blueprint, json: unknown): Genome {
  const parsed = genomeSchema(plan).safeParse(json)
  if (!parsed.success) refuseIssues('parseGenome', 'genome', parsed.error, json)
  const values = Float64Array.from(
    plan.names,
    (name, i) => numberOf(plan.genes[i], plan.axes[i], parsed.data[name]) ?? 0,
  )
  return { blueprint: plan, values }
}

/**
 * A blueprint as plain JSON.
 *
 * @example
 * blueprintToJson(blueprint({ isOn: flag() }, { name: 'switch' })) // => { name: 'switch', genes: [['isOn', { kind: 'flag' }]] }
 */
export function blueprintToJson({ name, names, genes }: Blueprint): BlueprintJson {
  return { name, genes: names.map((gene, i) => [gene, genes[i]]) }
}

/**
 * A blueprint from its JSON, with the key it had.
 *
 * @example
 * const plan = blueprint({ isOn: flag() })
 * parseBlueprint(blueprintToJson(plan)).key === plan.key // => true
 */
export function parseBlueprint(json: unknown): Blueprint {
  const parsed = blueprintSchema().safeParse(json)
  if (!parsed.success) refuseIssues('parseBlueprint', 'blueprint', parsed.error, json)
  const { name, genes } = parsed.data
  const twice = genes.find(([gene], i) => genes.findIndex(([other]) => other === gene) < i)
  if (twice !== undefined)
    refuse('parseBlueprint', 'genes', twice[0], { rule: 'named once each', code: 'invalid-json' })
  return blueprint(Object.fromEntries(genes) as Record<string, Gene>, { name })
}

/** Throws everything that zod found as one list. */
function refuseIssues(where: string, what: string, error: z.ZodError, json: unknown): never {
  const problems: Problem[] = error.issues.map(({ path, message }) => ({
    field: path.length === 0 ? what : path.join('.'),
    value: path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], json),
    message,
  }))
  refuseAll(where, problems, {
    code: 'invalid-json',
    summary: `${problems.length} ${problems.length === 1 ? 'entry does' : 'entries do'} not fit the ${what}`,
    remedy: 'Mend these entries before calling.',
  })
}

/** The zod schema of a blueprint's JSON. */
function blueprintSchema(): z.ZodType<BlueprintJson> {
  const number = z.number()
  const range = { min: number, max: number, scale: z.enum(['linear', 'log']).optional(), default: number.optional() }
  const gene = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('int'), ...range }),
    z.strictObject({ kind: z.literal('real'), ...range, digits: number.optional() }),
    z.strictObject({ kind: z.literal('choice'), options: z.array(z.string()), default: z.string().optional() }),
    z.strictObject({ kind: z.literal('flag'), default: z.boolean().optional() }),
  ])
  const schema = z.strictObject({ name: z.string(), genes: z.array(z.tuple([z.string(), gene])) })
  return schema as z.ZodType<BlueprintJson>
}

function geneSchema(gene: Gene, allows: (value: unknown) => boolean): z.ZodType<GeneValue> {
  if (gene.kind === 'flag') return z.boolean()
  if (gene.kind === 'choice') return z.enum(gene.options as [string, ...string[]])
  const numbers = gene.kind === 'int' ? z.int() : z.number()
  return numbers
    .min(gene.min)
    .max(gene.max)
    .refine(allows, `must be ${rangeOf(gene)}`)
}
