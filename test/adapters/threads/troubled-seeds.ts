import { existsSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { emaCrossover } from '../../../src/seeds/ema-crossover.ts'
import { rsiFilter } from '../../../src/seeds/rsi-filter.ts'
import { type Seed, seed } from '../../../src/strategy/seed.ts'

/** The library's crossover, with something that happens first wherever it is not the main thread. */
function troubled(name: string, trouble: () => void): typeof emaCrossover {
  return seed({
    ...emaCrossover,
    name,
    write(bars, genes, exposure, tools) {
      if (!isMainThread) trouble()
      emaCrossover.write(bars, genes, exposure, tools)
    },
  })
}

function fill(): void {
  const kept: object[][] = []
  for (;;) kept.push(Array.from({ length: 1e4 }, (_, i) => ({ i })))
}

/** Seeds that break their thread in every way a thread can break. */
export const seeds: readonly Seed[] = [
  emaCrossover,
  rsiFilter,
  troubled('endless', () => {
    for (;;) Math.sqrt(2)
  }),
  troubled('exits', () => process.exit(3)),
  troubled('exits-once', () => {
    const mark = process.env['MARK'] as string
    if (existsSync(mark)) return
    writeFileSync(mark, '')
    process.exit(4)
  }),
  troubled('fills', fill),
  troubled('slow', () => {
    for (const end = performance.now() + 20; performance.now() < end; ) Math.sqrt(2)
  }),
]
