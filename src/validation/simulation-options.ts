import { checkInteger } from '../base/guards.ts'
import type { RandomSeed } from '../random/random-from.ts'

/** What every simulation is told: equal options give equal bits. */
export interface SimulationOptions {
  /** Names the chance in it; 1 by default. Every run has a stream of its own. */
  readonly seed?: RandomSeed
  /** Number of runs; 1000 by default, if nothing else is said. */
  readonly runs?: number
}

/** Names of the options of a simulation. */
export const SIMULATION_KEYS: readonly string[] = ['seed', 'runs']

/** The options of a simulation, decided. */
export function simulationOf(
  where: string,
  { seed = 1, runs }: SimulationOptions,
  usual = 1000,
): Required<SimulationOptions> {
  const count = runs ?? usual
  checkInteger(where, 'runs', count, { min: 1, max: 10_000_000 })
  return { seed, runs: count }
}
