import * as z from 'zod'
import { axisOf } from '../genome/axis.ts'
import { numberOf } from '../genome/blueprint.ts'
import type { Gene } from '../genome/gene.ts'
import type { Catalogue } from './catalogue.ts'
import { refuseProblems } from './check-strategy.ts'
import { AGREEMENT, allowedBy, MOST_EVERY, MOST_PARTS, problemsOf } from './problems-of.ts'
import type { Seed } from './seed.ts'
import type { Strategy } from './strategy.ts'
import { plain } from './to-strategy.ts'

/**
 * The zod schema of the strategies of a catalogue: it takes what `parseStrategy` takes, and nothing else.
 *
 * @example
 * const schema = strategySchema(everySeed)
 * schema.safeParse({ parts: [partOf(emaCrossover)] }).success // => true
 * schema.safeParse({ parts: [partOf(rsiFilter)] }).success // => false
 */
export function strategySchema(catalogue: Catalogue): z.ZodType<Strategy> {
  const parts = catalogue.seeds.map(partSchema) as [ReturnType<typeof partSchema>]
  const shape = z.strictObject({
    parts: z.array(z.discriminatedUnion('seed', parts)).min(1).max(MOST_PARTS),
    agreement: geneSchema(AGREEMENT).optional(),
  })
  const whole = shape.superRefine((json, context) => {
    for (const { field, message } of problemsOf(json, catalogue)) {
      context.addIssue({ code: 'custom', message: `${field} ${message}` })
    }
  })
  return whole as unknown as z.ZodType<Strategy>
}

/**
 * The JSON schema of the strategies of a catalogue, for a form or a language model: every seed with its idea, its genes,
 * their ranges and defaults. It cannot say that an entry is needed, that one size is enough, or how many digits a number
 * has; `parseStrategy` can.
 *
 * @example
 * const schema = strategyJsonSchema(everySeed)
 * schema.required // => ['parts']
 */
export function strategyJsonSchema(catalogue: Catalogue): Record<string, unknown> {
  return z.toJSONSchema(strategySchema(catalogue)) as Record<string, unknown>
}

/**
 * A strategy from its JSON: an object, as `JSON.parse` gives it. Everything wrong is listed at once, with part, gene, rule
 * and value; a value off the grid of its gene is refused and not rounded.
 *
 * @example
 * const json = JSON.stringify({ parts: [partOf(emaCrossover, { fast: 5 })] })
 * parseStrategy(JSON.parse(json), everySeed).parts[0].genes.fast // => 5
 * parseStrategy({ parts: [partOf(emaCrossover, { fast: 1 })] }, everySeed) // throws 'invalid-json'
 */
export function parseStrategy(json: unknown, catalogue: Catalogue): Strategy {
  refuseProblems('parseStrategy', json, catalogue, 'invalid-json')
  return plain(json as Strategy)
}

function partSchema({ name, version, role, idea, genes }: Seed): z.ZodObject {
  const every = role === 'stop' ? z.literal(1) : z.int().min(1).max(MOST_EVERY)
  const values = Object.entries(genes).map(([gene, spec]) => [gene, geneSchema(spec)])
  return z
    .strictObject({
      seed: z.literal(name),
      version: z.literal(version),
      genes: z.strictObject(Object.fromEntries(values)),
      every: every.optional(),
    })
    .describe(`${role}: ${idea}`)
}

function geneSchema(gene: Gene): z.ZodType {
  if (gene.kind === 'flag') return z.boolean().meta({ default: gene.default })
  if (gene.kind === 'choice') return z.enum(gene.options as [string, ...string[]]).meta({ default: gene.default })
  const axis = axisOf(gene)
  const numbers = gene.kind === 'int' ? z.int() : z.number()
  return numbers
    .min(gene.min)
    .max(gene.max)
    .refine((value) => numberOf(gene, axis, value) !== undefined, `must be ${allowedBy(gene, axis)}`)
    .meta({ default: gene.default })
}
