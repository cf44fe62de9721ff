import { describe, expect, test } from 'vitest'
import { seeds } from '../../src/seeds/catalogue.ts'
import { SEED_CHECKS } from '../../src/strategy/check-seed-report.ts'
import { seedGuide } from '../support/seed-guide.ts'

describe('docs/seeds.md', () => {
  test('is what the catalogue says; update it with npm test -- test/contracts/seed-guide.test.ts --update', async () => {
    await expect(seedGuide()).toMatchFileSnapshot('../../docs/seeds.md')
  })

  test('has every seed, gene and check, and shows each seed at work', () => {
    const guide = seedGuide()
    for (const { name, genes } of seeds) {
      const chapter = guide.split(`### ${name}\n`)[1]?.split('\n### ')[0]
      for (const gene of Object.keys(genes)) expect(chapter).toContain(`| \`${gene}\` |`)
      expect(chapter).toMatch(/^(long|short) .*[▁▂▃▄▅▆▇█]/m)
    }
    for (const check of SEED_CHECKS) expect(guide).toContain(`| \`${check}\` |`)
  })
})

test('an idea is two sentences', () => {
  const wrong = seeds.filter(({ idea }) => !/^[^.!?]+(\.\d[^.!?]*)*\. [^.!?]+(\.\d[^.!?]*)*\.$/.test(idea))
  expect(wrong.map(({ name, idea }) => `${name}: ${idea}`)).toEqual([])
})
