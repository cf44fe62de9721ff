import * as z from 'zod'
import { type Certificate, CHECK_NAMES } from './certificate.ts'

const figure = () => z.union([z.number(), z.literal('Infinity'), z.null()])
const share = () => z.number().min(0).max(1).nullable()
const count = () => z.int().min(0)
const needed = () => z.union([z.number().min(0), z.literal('Infinity'), z.null()])
const hash = () => z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')

const part = () => z.looseObject({ seed: z.string(), version: z.number(), genes: z.looseObject({}) })

const check = () =>
  z.strictObject({
    name: z.enum(CHECK_NAMES),
    figure: figure(),
    rule: z.enum(['above', 'at least', 'at most']),
    gate: z.number(),
    passed: z.boolean(),
    reason: z.string(),
  })

const stage = () =>
  z.strictObject({
    ...{ from: count(), to: count(), begins: z.int(), ends: z.int() },
    ...{ sharpe: figure(), totalReturn: figure(), drawdown: figure(), trades: count() },
  })

const figures = () =>
  z.strictObject({
    periodsPerYear: z.number().positive(),
    ...{
      inSample: stage(),
      outOfSample: stage(),
      walkForward: stage(),
      windows: z.array(stage()).min(1),
      whole: stage(),
    },
    ...{ retention: figure(), deflatedSharpe: share() },
    pbo: z.strictObject({ blocks: count(), probability: share(), probabilityOfLoss: share(), slope: figure() }),
    paths: z.strictObject({ groups: count(), tested: count(), sharpes: z.array(figure()) }),
    costStress: z.array(z.strictObject({ factor: z.number(), sharpe: figure() })).min(1),
    delayStress: z.strictObject({ bars: count(), sharpe: figure() }),
    trackRecord: z.strictObject({ bars: count(), needed: needed(), confidence: z.number() }),
    overfitting: z.strictObject({ score: share(), verdict: z.string() }),
  })

const gates = () =>
  z.strictObject({
    ...{ sharpe: z.number(), windows: z.number(), retention: z.number(), drawdown: z.number(), trades: count() },
    ...{ deflatedSharpe: z.number(), pbo: z.number(), paths: z.number(), stressed: z.number(), confidence: z.number() },
  })

/** The schema of a certificate; strategy and execution are told apart by their hashes alone. */
export function certificateSchema(): z.ZodType<Certificate> {
  const shape = z.strictObject({
    ...{ kind: z.literal('gauntlet'), version: z.literal(1), hash: hash() },
    ...{ passed: z.boolean(), verdict: z.string(), reasons: z.array(z.string()), checks: z.array(check()) },
    ...{ figures: figures(), gates: gates(), looks: z.int().min(1) },
    trials: z.strictObject({ source: z.enum(['ledger', 'summary', 'list']), count: z.number().min(1), luck: figure() }),
    population: z.strictObject({
      ...{ source: z.enum(['strategies', 'returns']), count: count(), faults: count(), hash: hash() },
    }),
    strategy: z.strictObject({ hash: hash(), json: z.looseObject({ parts: z.array(part()).min(1) }) }),
    data: z.strictObject({ symbol: z.string(), interval: count(), bars: count(), hash: hash() }),
    execution: z.strictObject({ hash: hash(), json: z.looseObject({}) }),
    plan: z.strictObject({ warmup: count(), embargo: count() }),
    code: z.strictObject({ name: z.literal('@organism/core'), version: z.string() }),
  })
  return shape as unknown as z.ZodType<Certificate>
}
