import { refuse } from '../../base/guards.ts'
import { everySeed } from '../../seeds/catalogue.ts'
import { type Catalogue, catalogue } from '../../strategy/catalogue.ts'
import type { Seed } from '../../strategy/seed.ts'

const WHERE = 'evaluateInThreads'

/** The address of a module of seeds, or null where there is none. */
export function seedsAddress(seeds: unknown): string | null {
  if (seeds === undefined) return null
  const address = seeds instanceof URL ? seeds.href : seeds
  if (typeof address === 'string' && !/^([./\\]|[a-z]:[\\/]|$)/i.test(address)) return address
  return refuse(WHERE, 'seeds', seeds, {
    rule: 'the address of a module, or the name of a package, that exports seeds',
    remedy:
      typeof seeds === 'string'
        ? "A relative name has no base in a worker: give import.meta.resolve('./my-seeds.js')."
        : "Code does not travel to a worker: put seeds into a module, and give import.meta.resolve('./my-seeds.js').",
  })
}

/** The seeds that strategies may name: what the module exports as `seeds`, or all of the library. */
export async function loadSeeds(address: string | null): Promise<Catalogue> {
  if (address === null) return everySeed
  let module: { readonly seeds?: readonly Seed[] }
  try {
    module = await import(/* @vite-ignore */ address)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return refuse(WHERE, 'seeds', address, {
      rule: 'a module that can be imported',
      remedy: `The import failed: ${reason}`,
      cause,
    })
  }
  if (Array.isArray(module.seeds)) return catalogue(module.seeds)
  return refuse(WHERE, `seeds of ${address}`, module.seeds, {
    rule: 'exported as an array of seeds',
    remedy: 'Write export const seeds = [...] with every seed that strategies may name.',
  })
}
