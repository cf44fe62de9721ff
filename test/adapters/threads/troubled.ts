import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll } from 'vitest'
import { perpetual } from '../../../src/backtest/execution.ts'
import { evaluateHere } from '../../../src/evaluation/evaluate-here.ts'
import type { EvaluationTask } from '../../../src/evaluation/task.ts'
import type { Evaluation } from '../../../src/evolution/evaluation.ts'
import { clamp, type Genome } from '../../../src/genome/genome.ts'
import { sampleLatin } from '../../../src/genome/sample.ts'
import { randomFrom } from '../../../src/random/random-from.ts'
import { blueprintOf } from '../../../src/seeds/bound.ts'
import { type Catalogue, catalogue } from '../../../src/strategy/catalogue.ts'
import { chanceDays } from '../../evaluation/markets.ts'
import { buildFolder, bundle } from '../../support/bundle.ts'
import { seeds } from './troubled-seeds.ts'

/** The troubled seeds as a catalogue, and as the address of a module. */
export const known: Catalogue = catalogue(seeds)
export const folder: string = buildFolder(afterAll)
export const address: string = pathToFileURL(
  bundle('test/adapters/threads/troubled-seeds.ts', join(folder, 'troubled-seeds.mjs')),
).href

export const task: EvaluationTask = {
  markets: [chanceDays(1, 400), chanceDays(2, 300)],
  execution: perpetual,
  objectives: ['sharpe', 'max-drawdown'],
  warmup: 60,
}

/** Genomes that nothing is wrong with. */
export const calm: readonly Genome[] = sampleLatin(blueprintOf(['ema-crossover']), 24, randomFrom(5))

/** A genome of a troubled seed. */
export function trouble(name: string): Genome {
  return clamp(blueprintOf([name], { catalogue: known }), [5, 15, 1])
}

/** What this thread makes of genomes, those at `stopped` being faults with the reasons given. */
export function expected(genomes: readonly Genome[], stopped: Readonly<Record<number, string>>): Evaluation {
  const evaluation = evaluateHere(task, { catalogue: known })(genomes)
  const width = evaluation.goals.length
  const scores = evaluation.scores.map((score, i) => (Math.floor(i / width) in stopped ? Number.NaN : score))
  const violations = evaluation.violations?.map((violation, i) => (i in stopped ? Number.POSITIVE_INFINITY : violation))
  const faults = genomes.map((_, i) => stopped[i] ?? null)
  return { ...evaluation, scores, ...(violations === undefined ? {} : { violations }), faults }
}
