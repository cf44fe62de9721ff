import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './support/source.ts'

/** Lines that the short form of every example prints, each the point that it makes. */
const KEY_LINES: Readonly<Record<string, readonly string[]>> = {
  '01-one-backtest': [
    'growth of a year          2.2 %    3.4 %',
    'deepest fall            -29.1 %  -56.8 %',
    'best of 31 trades: 2012-12-06 to 2014-10-15,   32.6 %',
  ],
  '02-a-custom-seed': ['  contract: all 10 checks passed', '  contract: broken'],
  '03-evolve-and-validate': [
    'a market that trends, the best of 72 strategies',
    '  Certified: it came through all 13 gates.',
    'a random walk, the best of 72 strategies',
    '  Not certified: it failed 10 of 13 gates.',
  ],
  '04-many-markets': [
    'six, bred for the mean     1.34   3.06   2.25   0.64  -1.16  -0.57',
    'six, bred for the worst    1.18   2.53   1.50   0.34  -0.66   0.23',
    'Sharpe ratio of that account: 4.00, by ema-crossover+market-weights_3_c4955c69',
  ],
  '05-a-portfolio': [
    '0.00  WEST 2   dropped: correlated 1.00 with "WEST 1", whose score is 0.77, its own 0.77.',
    'WEST 3             1.81   14.02   -9.02',
    'all together       1.83    6.66   -8.61',
  ],
  '06-a-bot-loop': [
    'yes wishes bar by bar are those over the whole, bit for bit',
    'yes equity bar by bar is that of a backtest over the whole, bit for bit',
    'yes the log replays to the same orders, bit for bit',
  ],
  '07-three-searches': [
    'evaluations              32       64',
    'random search        0.0151   0.1256',
    'NSGA-II              0.1505   0.1710',
  ],
}

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['.ci/script.mjs', 'examples', ...args], { cwd: ROOT, encoding: 'utf8' })

describe('the short form of an example ends well and makes its point', () => {
  test.each(Object.entries(KEY_LINES))('%s', (name, lines) => {
    const { status, stdout, stderr } = run(name, '--short')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout.split('\n')).toEqual(expect.arrayContaining([...lines]))
  })
})

test('every example is here, and has fewer than 80 lines', () => {
  const names = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.ts'))
  expect(names).toEqual(Object.keys(KEY_LINES).map((name) => `${name}.ts`))
  const lengths = names.map((name) => readFileSync(join(ROOT, 'examples', name), 'utf8').split('\n').length)
  expect(Math.max(...lengths)).toBeLessThan(80)
})

test('an example that is not there is answered with those that are', () => {
  const { status, stderr } = run('08-get-rich')
  expect(status).toBe(2)
  for (const name of Object.keys(KEY_LINES)) expect(stderr).toContain(name)
})
