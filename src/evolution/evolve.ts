import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { ask } from './ask.ts'
import type { Evaluate, Evaluation } from './evaluation.ts'
import { BEGINNING, type Beginning, begin, type Generation, limitOf } from './generation.ts'
import { minimised } from './minimised.ts'
import { tell } from './tell.ts'
import type { Toolbox } from './toolbox.ts'
import type { Until } from './until.ts'

/** A whole search: a toolbox, what judges its genomes, how it begins and when it is enough. */
export interface Search extends Toolbox, Beginning {
  readonly evaluate: Evaluate
  /** Generations in all, founders included; without it `until` decides. */
  readonly generations?: number
  /** Enough is enough: asked after every generation. */
  readonly until?: Until
  /**
   * Go on from here, as if the run had never stopped. Size, seed, limits and reference are those of then, and others are
   * refused; founders are used up.
   */
  readonly from?: Generation
  /** Stops the run in the middle of a generation: `evolve` throws its reason, and the generation can be repeated. */
  readonly signal?: AbortSignal
  /** Milliseconds since whenever, for the times in the logbook. */
  readonly clock?: () => number
}

const KNOWN = [
  ...['name', 'blueprints', 'propose', 'select', 'evaluate', ...BEGINNING],
  ...['generations', 'until', 'from', 'signal', 'clock'],
]

/**
 * Runs a search and yields every generation. Stop early with `break`; save a generation to make a checkpoint; pass it back
 * as `from` to go on with the very run it came from. Equal arguments give equal generations, however the evaluation is
 * spread over threads and machines. The run also ends when the space is used up.
 *
 * @example
 * const goals = [{ name: 'x', direction: 'min' }]
 * const evaluate = (genomes) => ({ goals, scores: Float64Array.from(genomes, ({ values }) => values[0]) })
 * const search = { ...singleObjective(blueprint({ x: int(0, 1000) })), evaluate, size: 10, generations: 20, seed: 42 }
 * let best
 * for await (const { archive } of evolve(search)) best = archive[0].genome.values[0]
 * best // => 0
 */
export async function* evolve(search: Search): AsyncGenerator<Generation, void, undefined> {
  checkSearch(search)
  const { evaluate, generations = Number.POSITIVE_INFINITY, until, signal, clock } = search
  let generation = search.from ?? begin(search.name, beginningOf(search))
  const isEnough = () => generation.number > 0 && (until?.(generation) ?? false)
  while (generation.number < generations && !isEnough()) {
    signal?.throwIfAborted()
    const start = clock?.()
    const brood = ask(search, generation)
    if (brood.births.length === 0) return
    const genomes = brood.births.map(({ genome }) => genome)
    const evaluation = await unlessAborted(signal, () => evaluate(genomes, signal === undefined ? {} : { signal }))
    const time = clock === undefined || start === undefined ? {} : { milliseconds: clock() - start }
    generation = tell(search, generation, { brood, evaluation, ...time })
    yield generation
  }
}

function checkSearch(search: Search): void {
  checkKeys('evolve', search, KNOWN)
  for (const part of ['propose', 'select', 'evaluate'] as const) {
    if (typeof search[part] === 'function') continue
    refuse('evolve', part, search[part], {
      rule: 'a function',
      remedy: 'Spread a toolbox: { ...nsga2(space), evaluate }.',
    })
  }
  for (const part of ['until', 'clock'] as const) {
    if (search[part] !== undefined && typeof search[part] !== 'function') {
      refuse('evolve', part, search[part], { rule: 'a function' })
    }
  }
  if (search.generations !== undefined) checkInteger('evolve', 'generations', search.generations, { min: 1 })
  const { from } = search
  if (from !== undefined && from.version !== 1) {
    refuse('evolve', 'from', from, {
      rule: 'a generation',
      remedy: 'Pass what evolve yielded, or parseCheckpoint of it.',
    })
  }
  if (from !== undefined) checkSameBeginning(search, from)
  if (search.generations !== undefined || search.until !== undefined) return
  refuse('evolve', 'generations', undefined, {
    rule: 'given when until is not',
    remedy: 'Say when it is enough, for example generations: 50.',
  })
}

/** Refuses what would not be as it was when the run began; what is not said again stays as it was. */
function checkSameBeginning({ size, seed, archive, genealogy, reference }: Search, from: Generation): void {
  checkSame('size', size, from.size)
  checkSame('seed', seed, from.seed)
  if (archive !== undefined) checkSame('archive', limitOf('archive', archive), from.archiveLimit)
  if (genealogy !== undefined) checkSame('genealogy', limitOf('genealogy', genealogy), from.genealogyLimit)
  if (reference === undefined || from.number === 0) return
  const then = minimised(Float64Array.from(from.reference), from.goals)
  checkSame('reference', Array.from(reference).join(', '), Array.from(then).join(', '))
}

function checkSame(part: string, now: number | string | null, then: number | string | null): void {
  if (now === then) return
  refuse('evolve', part, now ?? Number.POSITIVE_INFINITY, {
    rule: `${then ?? 'Infinity'}, as in the run to go on with`,
    code: 'invalid-state',
  })
}

function beginningOf({ size, seed, founders, archive, genealogy, reference }: Search): Beginning {
  return {
    size,
    seed,
    ...(founders === undefined ? {} : { founders }),
    ...(archive === undefined ? {} : { archive }),
    ...(genealogy === undefined ? {} : { genealogy }),
    ...(reference === undefined ? {} : { reference }),
  }
}

/** The evaluation, or the signal's reason as soon as it is aborted, whether or not the evaluation heeds the signal. */
async function unlessAborted(
  signal: AbortSignal | undefined,
  evaluate: () => Evaluation | Promise<Evaluation>,
): Promise<Evaluation> {
  if (signal === undefined) return evaluate()
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  // An evaluation that aborts its own run may throw before the race begins, and then nobody else would hear of this one.
  aborted.catch(() => {})
  try {
    return await Promise.race([aborted, evaluate()])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
