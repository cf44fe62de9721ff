import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { perpetual } from '../../src/backtest/execution.ts'
import { checkConfig } from '../../src/cli/run/config.ts'
import { parseBars } from '../../src/market/parse-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { writeBars } from '../../src/market/write-bars.ts'
import { everySeed, seeds } from '../../src/seeds/catalogue.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { expose } from '../../src/strategy/expose.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { ROOT } from '../support/source.ts'
import { program } from './program.ts'

const { run, file, folder } = program()
const csv = writeBars(showcaseMarket('breakout'))
const strategy: Strategy = { parts: [partOf(emaCrossover)] }

describe('the program', () => {
  test('help is an answer, nothing at all a question', () => {
    for (const word of ['--help', '-h', 'help']) {
      expect(run(word)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^usage: organism COMMAND/) })
    }
    expect(run()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^usage: organism COMMAND/) })
  })

  test('it says its version', () => {
    expect(run('--version').stdout).toBe(`${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}\n`)
  })

  test('help comes at once', () => {
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      run('--help')
      return performance.now() - start
    })
    const bare = Array.from({ length: 5 }, () => {
      const start = performance.now()
      spawnSync(process.execPath, ['-e', '0'])
      return performance.now() - start
    })
    // On a machine to itself it takes 60 ms, of which 40 are those of an empty program.
    expect(Math.min(...times) - Math.min(...bare)).toBeLessThan(110)
  })

  test.each(['evolve', 'validate', 'report', 'allocate', 'backtest', 'audit', 'seeds', 'inspect'])(
    '%s explains itself',
    (name) => {
      const { status, stdout } = run(name, '--help')
      expect(status).toBe(0)
      expect(stdout).toMatch(new RegExp(`^usage: organism ${name} `))
      expect(stdout).toContain('--json')
    },
  )

  test('a word that is nearly one is guessed', () => {
    expect(run('backtst').stderr).toBe("organism: there is no command 'backtst'. Did you mean organism backtest?\n")
    expect(run('breed')).toMatchObject({ status: 2, stderr: expect.stringContaining('See organism --help.') })
    expect(run('inspect', '--seperator=;').stderr).toBe(
      'organism inspect: there is no option --seperator. Did you mean --separator?\n',
    )
    expect(run('inspect', '--fast')).toMatchObject({ status: 2, stderr: expect.stringContaining('no option --fast') })
  })

  test('an option without its value, and a switch with one, are refused', () => {
    expect(run('inspect', '--json=yes')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Write --json alone.'),
    })
    expect(run('inspect', '--interval')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Write --interval=1h.'),
    })
    const path = file('bars.csv', csv)
    const plan = file('plan.json', JSON.stringify(strategy))
    expect(run('backtest', path, plan, '--fee=much').stderr).toBe(
      "organism backtest: --fee must be a number, received 'much'.\n",
    )
    expect(run('backtest', path, plan, '--fee=-1')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('taker'),
    })
  })

  test('files that are missing or too many are named', () => {
    expect(run('backtest', 'a.csv').stderr).toContain('STRATEGY.json is missing')
    expect(run('inspect', 'a.csv', 'b.csv').stderr).toContain("there is no use for 'b.csv'")
  })

  test.each([
    ['a broken file', 'time,open\n1,2\n', /a broken file\.csv: parseBars: /],
    ['a missing file', undefined, /a missing file\.csv: there is no such file\.\n$/],
  ])('%s ends with one clear message and exit code 2', (name, content, message) => {
    const path = join(folder, `${name}.csv`)
    if (content !== undefined) file(`${name}.csv`, content)
    const { status, stderr } = run('inspect', path)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('    at ')
  })

  test('a folder, bytes and nothing are no files of bars, and no strategies', () => {
    const plan = file('plan.json', JSON.stringify(strategy))
    const broken = [folder, file('bytes.csv', 'a\u0000b,c\n'), file('empty.csv', '')]
    for (const path of broken) {
      for (const words of [
        ['backtest', path, plan],
        ['evolve', path],
      ]) {
        const { status, stderr } = run(...words)
        expect(stderr).toMatch(new RegExp(`^${path}: .*\\.\n$`))
        expect(status).toBe(2)
      }
    }
    expect(run('backtest', file('bars.csv', csv), folder).stderr).toBe(
      `${folder}: this is a folder. Give a file in it.\n`,
    )
  })

  test('with --json a refusal is an object too, and one clear line beside it', () => {
    for (const words of [
      ['inspect', join(folder, 'none.csv')],
      ['backtest', 'a.csv'],
      ['seeds', 'nothing'],
      ['evolve', '--sise=3'],
      ['validate', join(folder, 'none')],
      ['allocate', join(folder, 'none')],
      ['report', join(folder, 'none')],
      ['breed'],
    ]) {
      const { status, stdout, stderr } = run(...words, '--json')
      expect(JSON.parse(stdout).error.message).toBe(stderr.trimEnd())
      expect(status).toBe(2)
    }
    expect(JSON.parse(run('seeds', 'ema', '--json').stdout).error.code).toBe('invalid-argument')
  })

  test('help may come before the command', () => {
    expect(run('help', 'evolve').stdout).toBe(run('evolve', '--help').stdout)
    expect(run('help', 'evolv')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('organism evolve?'),
    })
  })

  test('help says the defaults that are', () => {
    const { stdout } = run('evolve', '--help')
    const said = (name: string) => stdout.match(new RegExp(`--${name}=.*\\(default ([^:)]+?)(:.*)?\\)$`, 'm'))?.[1]
    const { minimum, objectives, ...config } = checkConfig('test', {})
    for (const name of ['parts', 'size', 'generations', 'seed', 'folds', 'unseen', 'threads'] as const) {
      expect(said(name)).toBe(String(config[name]))
    }
    expect(said('objectives')).toBe(objectives.join(','))
    expect([said('trades'), said('time-in-market')].map(Number)).toEqual([minimum['trades'], minimum['timeInMarket']])
    expect(stdout).toContain(`${config.algorithm} (default)`)
    expect(stdout).toContain(`${config.execution} (default)`)
  })

  test('no colour where nobody looks', () => {
    const path = file('bars.csv', csv)
    expect(run('backtest', path, file('plan.json', JSON.stringify(strategy))).stdout).not.toContain('\u001b')
  })
})

describe('inspect', () => {
  test('the options of the reader are options of the command', () => {
    const path = file('semicolons.csv', 'time;open;high;low;close\n2020-01-02;0;0;0;0\n2020-01-01;0;0;0;0\n')
    expect(run('inspect', path).stderr).toContain("--separator=';'")
    const { status, stdout } = run('inspect', path, '--separator=;', '--order=newest-first', '--missing-volume=zero')
    expect(status).toBe(0)
    expect(stdout).toContain('semicolons: 2 bars of 1d, 2020-01-01 to 2020-01-02')
    expect(stdout).toContain('close 0 to 0\n')
  })

  test('the remedies of the reader are said as options', () => {
    const path = file('bad.csv', 'time,open,high,low,close,volume\n2020-01-01,1,1,1,1,1\n2020-01-02,x,1,1,1,1\n')
    expect(run('inspect', path).stderr).toContain('pass --on-bad-row=skip to leave them out')
    const bare = file('bare.csv', 'time,open,high,low,close\n2020-01-01,1,1,1,1\n2020-01-02,1,1,1,1\n')
    expect(run('inspect', bare).stderr).toContain('--missing-volume=zero')
    const tabs = file(
      'tabs.csv',
      'time\topen\thigh\tlow\tclose\tvolume\n2020-01-01\t1\t1\t1\t1\t1\n2020-01-02\t1\t1\t1\t1\t1\n',
    )
    expect(run('inspect', tabs).stderr).toContain('--separator=tab')
    expect(run('inspect', tabs, '--separator=tab').stdout).toContain('tabs: 2 bars of 1d')
  })

  test('JSON holds what the text says', () => {
    const { stdout } = run('inspect', file('bars.csv', csv), '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      symbol: 'bars',
      length: showcaseMarket('breakout').length,
      score: expect.any(Number),
    })
  })
})

describe('seeds', () => {
  test('all are listed, one is told', () => {
    expect(run('seeds').stdout.trim().split('\n')).toHaveLength(seeds.length)
    const { stdout } = run('seeds', 'ema-crossover')
    expect(stdout).toContain('fast  whole, 2 to 200, log')
    expect(stdout).toContain('With its defaults: Long while the 20-bar')
    expect(JSON.parse(run('seeds', 'ema-crossover', '--json').stdout).example).toEqual(partOf(emaCrossover))
  })

  test('what it prints of a seed is a strategy file', () => {
    const { stdout } = run('seeds', 'donchian-breakout')
    const plan = file('printed.json', stdout.slice(stdout.indexOf('{')))
    expect(run('backtest', file('bars.csv', csv), plan).status).toBe(0)
  })

  test('a name nobody knows', () => {
    expect(run('seeds', 'ema-crosover').stderr).toContain('Did you mean ema-crossover?')
  })
})

describe('backtest', () => {
  test('the numbers are those of the library, costs changed by options', () => {
    const [path, plan] = [file('bars.csv', csv), file('plan.json', JSON.stringify(strategy))]
    const bars = parseBars(csv)
    const exposure = expose(strategy, bars, new Workspace(everySeed))
    const { summary } = JSON.parse(run('backtest', path, plan, '--json').stdout)
    expect(summary).toEqual(JSON.parse(JSON.stringify(backtest(bars, exposure, perpetual).summary)))
    const dear = JSON.parse(run('backtest', path, plan, '--json', '--fee=0.01', '--cash=500').stdout)
    const execution = { ...perpetual, fees: { ...perpetual.fees, taker: 0.01 }, cash: 500 }
    expect(dear.summary).toEqual(JSON.parse(JSON.stringify(backtest(bars, exposure, execution).summary)))
  })

  test('text says it beside holding', () => {
    const { stdout, status } = run('backtest', file('bars.csv', csv), file('plan.json', JSON.stringify(strategy)))
    expect(status).toBe(0)
    expect(stdout).toMatch(/strategy {2}buy and hold/)
    expect(stdout).toMatch(/^Sharpe ratio +-?\d+\.\d\d +-?\d+\.\d\d$/m)
  })

  test('a strategy file that is none is named', () => {
    const path = file('bars.csv', csv)
    expect(run('backtest', path, file('broken.json', '{')).stderr).toMatch(/broken\.json: this is not JSON: /)
    const swapped = run('backtest', file('plan.json', JSON.stringify(strategy)), path).stderr
    expect(swapped).toMatch(/bars\.csv: this is not JSON: .* look at the order of the files\.\n$/)
    expect(
      run('backtest', path, file('strange.json', '{"parts":[{"seed":"emma","version":1,"genes":{}}]}')).stderr,
    ).toMatch(/strange\.json: parseStrategy: /)
  })
})

test('audit finds nothing in a seed of the library', () => {
  const { status, stdout } = run('audit', file('plan.json', JSON.stringify(strategy)), file('bars.csv', csv))
  expect(stdout).toMatch(/^looks ahead: no, at none of \d+ bars/)
  expect(stdout).toMatch(/warm-up of 49 bars: honest/)
  expect(status).toBe(0)
})
