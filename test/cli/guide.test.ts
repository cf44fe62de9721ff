import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkConfig } from '../../src/cli/run/config.ts'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { writeBars } from '../../src/market/write-bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { ROOT } from '../support/source.ts'
import { program } from './program.ts'

const { runIn, file, folder } = program()
const guide = readFileSync(join(ROOT, 'docs/command-line.md'), 'utf8')

test('every command of the guide runs, one after the other', { timeout: 60_000 }, () => {
  file('bars.csv', writeBars(regimeMarket(randomFrom('guide'), { length: 1500, interval: '1d' }).bars))
  file('strategy.json', JSON.stringify({ parts: [partOf(emaCrossover)] }))
  const lines = [...guide.matchAll(/^organism (.+)$/gm)].map(([, words]) => words.split(' '))
  expect(lines.length).toBeGreaterThan(7)
  for (const words of lines) {
    const { status, stderr, stdout } = runIn(folder, ...words)
    // 1 is an answer: a certificate that was not given.
    const isAnswered = status === 0 || (words[0] === 'validate' && status === 1)
    expect(isAnswered ? 'answered' : `${words.join(' ')}: ${stderr}`).toBe('answered')
    expect(stdout).not.toBe('')
  }
})

test('the configuration of the guide is one', () => {
  const [, json] = guide.match(/```json\n([^`]+)```/) as RegExpMatchArray
  expect(checkConfig('guide', JSON.parse(json))).toMatchObject({ size: 128, generations: 30, folds: 6 })
})
