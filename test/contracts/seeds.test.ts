import { describe, expect, test } from 'vitest'
import { seeds } from '../../src/seeds/catalogue.ts'
import { type CheckSeedOptions, checkSeed } from '../../src/strategy/check-seed.ts'
import { SEED_CHECKS } from '../../src/strategy/check-seed-report.ts'
import { brokenSeeds } from './broken-seeds.ts'

/** Learners fit models in every run, so they are tried with fewer draws; with 200 they pass as well, in minutes. */
const OPTIONS: Readonly<Record<string, CheckSeedOptions>> = {
  'linear-svc-classifier': { draws: 3 },
  'pca-tree-quantile': { draws: 4 },
}

/** Draws of a broken seed: its fault shows early. */
const DRAWS = 60

describe('every seed of the library keeps the seed contract', () => {
  test.each(seeds.map((seed) => [seed.name, seed]))('%s', (name, seed) => {
    const { checks, passed } = checkSeed(seed, OPTIONS[name])
    expect(checks.flatMap(({ finding }) => finding ?? [])).toEqual([])
    expect(checks.map((check) => check.name)).toEqual([...SEED_CHECKS])
    expect(passed).toBe(true)
  })

  test('seeds that are tried in another way are there', () => {
    expect(Object.keys(OPTIONS).filter((name) => !seeds.some((seed) => seed.name === name))).toEqual([])
  })
})

describe('a broken seed is rejected, and told its fault', () => {
  test.each(brokenSeeds.map((broken) => [broken.seed.name, broken]))('%s', (_, { seed, checks, says }) => {
    const report = checkSeed(seed, { draws: DRAWS })
    const failed = report.checks.filter(({ passed }) => !passed)
    expect(report.passed).toBe(false)
    expect(failed.map(({ name }) => name)).toEqual(checks)
    expect(failed.map(({ finding }) => finding?.sentence).join('\n')).toContain(says)
  })

  test('every check of the contract rejects some of them', () => {
    expect(new Set(brokenSeeds.flatMap(({ checks }) => checks))).toEqual(new Set(SEED_CHECKS))
  })
})
