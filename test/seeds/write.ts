import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import type { Seed } from '../../src/strategy/seed.ts'
import { Workspace } from '../../src/strategy/workspace.ts'

/** Hourly bars from 1970 on whose prices are all the close, so that ranges can be worked out by hand. */
export function closes(
  close: readonly number[],
  columns: Partial<Record<'time' | 'volume' | 'funding', number[]>> = {},
): Bars {
  const time = close.map((_, t) => t * 3_600_000)
  const volume = close.map(() => 1)
  return barsFrom({ time, open: close, high: close, low: close, close, volume, ...columns }, { interval: 3_600_000 })
}

/** The default genes of a seed. */
export function defaultsOf({ genes }: Seed): Record<string, unknown> {
  return Object.fromEntries(Object.entries(genes).map(([name, gene]) => [name, gene.default]))
}

/** What a seed makes of the exposure it finds, zeros by default; its default genes with some of them changed. */
export function written(
  seed: Seed,
  bars: Bars,
  genes: Readonly<Record<string, unknown>> = {},
  found: readonly number[] = [],
): number[] {
  const exposure = new Float64Array(bars.length)
  exposure.set(found)
  seed.write(bars, { ...defaultsOf(seed), ...genes } as never, exposure, new Workspace(everySeed))
  // A short times 0 is -0; `expose` takes the sign off.
  return Array.from(exposure, (value) => value + 0)
}
