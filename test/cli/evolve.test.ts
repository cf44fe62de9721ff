import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { spot } from '../../src/backtest/execution.ts'
import { logbookHash } from '../../src/evolution/logbook.ts'
import { parseCertificate } from '../../src/lifecycle/certificate-check.ts'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { writeBars } from '../../src/market/write-bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { program } from './program.ts'

const { run, runIn, start, interrupt, file, folder } = program()
const bars = file('bars.csv', writeBars(regimeMarket(randomFrom('cli'), { length: 1200, interval: '1d' }).bars))
const SMALL = ['--size=12', '--generations=6', '--threads=1', '--folds=3', '--seed=7']
const at = (name: string) => join(folder, name)
const text = (name: string) => readFileSync(at(name), 'utf8')

/** What a run found, without how it came there. */
const found = (name: string) =>
  ['logbook.jsonl', 'front.json', 'ledger.json', 'certificates.jsonl'].map((each) => text(`${name}/${each}`))

test('a run writes its folder: configuration, logbook, front, ledger, certificate', () => {
  const { status, stdout, stderr } = run('evolve', bars, ...SMALL, `--out=${at('whole')}`)
  expect(status).toBe(0)
  expect(stderr).toMatch(/^12 strategies, 6 generations, bars, \d+ seeds, in /)
  expect(stderr).toMatch(/72 evaluations in [\d.]+ s, \d+ a second/)
  expect(stdout).toMatch(/^\d+ strategies that no other beats in everything/)
  expect(stdout).toMatch(/^(PASSED|FAILED) on bars: /m)
  expect(
    readdirSync(at('whole'))
      .filter((name) => name !== 'report.html')
      .sort(),
  ).toEqual(['certificates.jsonl', 'checkpoint.json', 'front.json', 'ledger.json', 'logbook.jsonl', 'run.json'].sort())
  expect(text('whole/logbook.jsonl').trim().split('\n')).toHaveLength(6)
  const ledger = JSON.parse(text('whole/ledger.json'))
  expect(ledger).toMatchObject({ count: 72, openings: [{ symbol: 'bars', trials: 72 }] })
  expect(parseCertificate(text('whole/certificates.jsonl').trim())).toMatchObject({ trials: { source: 'ledger' } })
  expect(JSON.parse(text('whole/run.json'))).toMatchObject({
    version: 1,
    config: { size: 12, seed: 7, markets: [bars] },
  })
})

test('threads, and the folder, are no part of the result', () => {
  run('evolve', bars, ...SMALL, `--out=${at('one')}`)
  run('evolve', bars, ...SMALL, '--threads=2', `--out=${at('two')}`)
  expect(found('two')).toEqual(found('one'))
})

test('without a file it takes the market that comes with a checkout', () => {
  const { stderr, status } = run('evolve', '--size=4', '--generations=1', '--threads=1', `--out=${at('sample')}`)
  expect(stderr).toContain('4 strategies, 1 generation, S&P 500,')
  expect(status).toBe(0)
})

test('a run cut short by its generations goes on to the same end', () => {
  const half = at('half')
  run('evolve', bars, ...SMALL, `--out=${at('straight')}`)
  const child = run('evolve', bars, ...SMALL, '--generations=6', `--out=${half}`)
  expect(child.status).toBe(0)
  // As if it had died between two generations, in the middle of a line.
  for (const name of ['front.json', 'ledger.json', 'certificates.jsonl']) rmSync(join(half, name))
  writeFileSync(join(half, 'logbook.jsonl'), `${text('half/logbook.jsonl')}{"generation":9`)
  expect(run('evolve', '--resume', `--out=${half}`).status).toBe(0)
  expect(found('half')).toEqual(found('straight'))
})

test('twenty deaths at any moment change nothing', { timeout: 240_000 }, async () => {
  run('evolve', bars, ...SMALL, '--generations=12', `--out=${at('calm')}`)
  const random = randomFrom('deaths')
  const out = `--out=${at('hard')}`
  let deaths = 0
  let isBegun = false
  let before = 0
  while (deaths < 20) {
    const words = isBegun ? ['evolve', '--resume', out] : ['evolve', bars, ...SMALL, '--generations=12', out]
    const died = await start(words, random.int(150, 700))
    isBegun = existsSync(at('hard/run.json'))
    for (const name of isBegun ? readdirSync(at('hard')) : []) {
      // Nothing that stands under its own name is ever half written.
      if (name.endsWith('.json')) expect(() => JSON.parse(text(`hard/${name}`))).not.toThrow()
    }
    if (died) deaths++
    if (!died) {
      // It came to its end between two deaths: die again on the way there.
      before++
      rmSync(at('hard'), { recursive: true })
      isBegun = false
    }
    if (before > 20) break
  }
  expect(deaths).toBe(20)
  const last = isBegun ? run('evolve', '--resume', out) : run('evolve', bars, ...SMALL, '--generations=12', out)
  expect(last.status).toBe(0)
  expect(found('hard')).toEqual(found('calm'))
})

test('asked to stop it stops with a checkpoint, and goes on from there', async () => {
  const words = ['evolve', bars, ...SMALL, '--size=40', '--generations=12', `--out=${at('asked')}`]
  const code = await interrupt(words, () => existsSync(at('asked/checkpoint.json')))
  expect(code).toBe(130)
  expect(existsSync(at('asked/front.json'))).toBe(false)
  expect(run('evolve', '--resume', `--out=${at('asked')}`).status).toBe(0)
  run('evolve', bars, ...SMALL, '--size=40', '--generations=12', `--out=${at('unasked')}`)
  expect(found('asked')).toEqual(found('unasked'))
})

describe('going on', () => {
  test('with other data is refused, and nothing is lost', () => {
    const [name, out] = [
      file('moved.csv', writeBars(regimeMarket(randomFrom('a'), { length: 900, interval: '1d' }).bars)),
      at('moved'),
    ]
    run('evolve', name, ...SMALL, `--out=${out}`)
    const before = found('moved')
    file('moved.csv', writeBars(regimeMarket(randomFrom('b'), { length: 900, interval: '1d' }).bars))
    const { status, stderr } = run('evolve', '--resume', `--out=${out}`)
    expect(status).toBe(2)
    expect(stderr).toMatch(/the bars of moved are not those it began with/)
    expect(found('moved')).toEqual(before)
  })

  test('with another configuration is refused by its name', () => {
    run('evolve', bars, ...SMALL, `--out=${at('fixed')}`)
    expect(run('evolve', '--resume', '--seed=8', `--out=${at('fixed')}`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('seed is not what it began with (7, now 8)'),
    })
  })

  test('to fewer generations than it has is refused', () => {
    run('evolve', bars, ...SMALL, `--out=${at('fewer')}`)
    expect(run('evolve', '--resume', '--generations=2', `--out=${at('fewer')}`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        'has come to generation 6 already: --generations must be at least that, received 2',
      ),
    })
  })

  test('works from another folder, and with files that have moved', () => {
    writeFileSync(at('here.csv'), readFileSync(bars))
    runIn(folder, 'evolve', 'here.csv', ...SMALL, '--out=roaming')
    const before = found('roaming')
    expect(runIn('/', 'validate', at('roaming')).status).toBeLessThan(2)
    mkdirSync(at('there'))
    renameSync(at('here.csv'), at('there/here.csv'))
    expect(run('evolve', '--resume', `--out=${at('roaming')}`).stderr).toContain('here.csv: there is no such file')
    const words = ['evolve', '--resume', 'here.csv', `--out=${at('roaming')}`]
    expect(runIn(at('there'), ...words).status).toBe(0)
    expect(runIn(at('there'), ...words, 'here.csv').stderr).toContain('are both called here')
    expect(runIn(at('there'), ...words, bars).stderr).toContain('it began with 1 markets, now there are 2')
    expect(found('roaming')).toEqual(before)
  })

  test('with costs said as they were is the same run, a fee alone changes no more than the fee', () => {
    const config = file('spot.json', JSON.stringify({ execution: 'spot', markets: ['bars.csv'] }))
    run('evolve', `--config=${config}`, ...SMALL, '--fee=0.002', `--out=${at('spot')}`)
    const { execution } = JSON.parse(text('spot/run.json')).config
    expect(execution).toEqual({ ...spot, fees: { ...spot.fees, taker: 0.002 } })
    expect(run('evolve', '--resume', '--fee=0.002', `--out=${at('spot')}`).status).toBe(0)
    expect(run('evolve', '--resume', '--fee=0.001', `--out=${at('spot')}`).stderr).toContain('execution is not what')
    run('evolve', bars, ...SMALL, `--out=${at('plain')}`)
    expect(run('evolve', '--resume', '--execution=perpetual', `--out=${at('plain')}`).status).toBe(0)
  })

  test('with what is no run is refused', () => {
    for (const [content, message] of [
      ['null', 'run.json is of no run'],
      ['{"version":7,"markets":[]}', 'version 7 of a run folder is not known here'],
      ['{"version":1,"markets":[],"code":{"version":"9.9.9"}}', 'it was made by version 9.9.9'],
      ['{', 'run.json: this is not JSON'],
    ]) {
      mkdirSync(at('strange'), { recursive: true })
      writeFileSync(at('strange/run.json'), content)
      for (const words of [
        ['evolve', '--resume', `--out=${at('strange')}`],
        ['validate', at('strange')],
      ]) {
        expect(run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) })
      }
      expect(text('strange/run.json')).toBe(content)
    }
  })

  test('after the sealed bars were opened is refused', () => {
    run('evolve', bars, ...SMALL, `--out=${at('opened')}`)
    expect(run('evolve', '--resume', '--generations=9', `--out=${at('opened')}`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('were opened after generation 6'),
    })
  })

  test('from nothing, and over something, is refused', () => {
    expect(run('evolve', '--resume', `--out=${at('nowhere')}`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        'holds no run. Name the folder of one with --out, or begin one without --resume.',
      ),
    })
    run('evolve', bars, ...SMALL, `--out=${at('there')}`)
    expect(run('evolve', bars, ...SMALL, `--out=${at('there')}`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('holds a run'),
    })
  })

  test('a folder of another version is refused', () => {
    run('evolve', bars, ...SMALL, `--out=${at('old')}`)
    const record = JSON.parse(text('old/run.json'))
    writeFileSync(at('old/run.json'), JSON.stringify({ ...record, code: { ...record.code, version: '9.0.0' } }))
    expect(run('evolve', '--resume', `--out=${at('old')}`).stderr).toContain('it was made by version 9.0.0')
    writeFileSync(at('old/run.json'), JSON.stringify({ ...record, version: 2 }))
    expect(run('validate', at('old'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('version 2 of a run folder'),
    })
  })
})

describe('a configuration file', () => {
  test('holds the same options; the words have the last say; markets stand beside it', () => {
    const config = file(
      'mine.json',
      JSON.stringify({ markets: ['bars.csv'], size: 12, generations: 9, threads: 1, folds: 3, seed: 7 }),
    )
    expect(run('evolve', `--config=${config}`, '--generations=6', `--out=${at('configured')}`).status).toBe(0)
    run('evolve', bars, ...SMALL, `--out=${at('spoken')}`)
    expect(found('configured')).toEqual(found('spoken'))
  })

  test('may name its schema, which is the one that is published', () => {
    const { stdout } = run('evolve', '--schema')
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'object',
      properties: { folds: { default: 6 }, $schema: { type: 'string' } },
    })
    const config = file('named.json', JSON.stringify({ $schema: './organism.config.schema.json', size: 1 }))
    expect(run('evolve', `--config=${config}`).stderr).not.toContain('$schema')
  })

  test('every problem is listed with its path', () => {
    const config = file('bad.json', JSON.stringify({ size: 1, folds: 'six', objectives: [], sice: 3 }))
    const { status, stderr } = run('evolve', `--config=${config}`)
    expect(status).toBe(2)
    expect(stderr.split('\n').slice(1, -1)).toEqual([
      '  objectives: Too small: expected array to have >=1 items, received an array of length 0',
      '  folds: expected number, received "six"',
      '  size: Too small: expected number to be >=2, received 1',
      '  sice: is not known (did you mean "size"?), received 3',
    ])
    const csv = file('csv.json', JSON.stringify({ csv: { timeUnit: 's', order: 'up' } }))
    expect(run('evolve', `--config=${csv}`).stderr).toMatch(
      /csv\.timeUnit: is not known \(did you mean "time-unit"\?\)/,
    )
    const list = file('list.json', '[1]')
    expect(run('evolve', `--config=${list}`).stderr).toMatch(/the whole: expected object, received an array/)
    const purse = file('purse.json', JSON.stringify({ across: { markets: 'account' } }))
    expect(run('evolve', `--config=${purse}`).stderr).toContain('across: one account over all markets')
    expect(run('evolve', `--config=${file('broken.json', '{')}`).stderr).toMatch(/broken\.json: this is not JSON/)
    expect(run('evolve', `--config=${at('missing.json')}`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('missing.json: there is no such file.'),
    })
  })
})

describe('many markets', () => {
  const other = file('other.csv', writeBars(regimeMarket(randomFrom('other'), { length: 800, interval: '1d' }).bars))

  test('each has its own warm-up, its own seal and its own certificate; times that overlap are said', () => {
    const { stderr, status } = run('evolve', bars, other, ...SMALL, `--out=${at('many')}`)
    expect(status).toBe(0)
    expect(stderr).toMatch(/, 2 markets, /)
    expect(stderr).toMatch(/^note: other is sealed from \d{4}-\d\d-\d\d on, bars is searched until /m)
    const { openings } = JSON.parse(text('many/ledger.json'))
    expect(openings).toMatchObject([
      { symbol: 'bars', bars: 480 },
      { symbol: 'other', bars: 320 },
    ])
    const certificates = text('many/certificates.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(certificates.map(({ data, plan }) => [data.symbol, plan.warmup])).toEqual([
      ['bars', 144],
      ['other', 96],
    ])
    expect(certificates.map(({ figures }) => figures.inSample.to)).toEqual([720, 480])
  })

  test('two of one name, and one that is too short, are refused by their files', () => {
    mkdirSync(at('twin'))
    writeFileSync(at('twin/bars.csv'), readFileSync(other))
    expect(run('evolve', bars, at('twin/bars.csv'), `--out=${at('never')}`)).toMatchObject({
      status: 2,
      stderr: `organism evolve: ${bars} and ${at('twin/bars.csv')} are both called bars. Give one of the files another name.\n`,
    })
    const short = file('short.csv', readFileSync(bars, 'utf8').split('\n').slice(0, 40).join('\n'))
    expect(run('evolve', other, short, `--out=${at('never')}`)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/short\.csv: .* too short .* give more bars/),
    })
    expect(existsSync(at('never'))).toBe(false)
  })
})

describe('bad input', () => {
  test.each([
    [['--seeds=ema-crosover'], 'Did you mean ema-crossover?'],
    [['--seeds=rsi-filter,atr-stop-loss'], "must be an entry, received 'rsi-filter,atr-stop-loss'"],
    [['--objectives=sharp'], "Did you mean 'sharpe'?"],
    [['--threads=many'], '--threads must be a number or auto'],
    [['--algorithm=nsga9'], 'algorithm'],
    [['--size=many'], '--size must be a number'],
    [['--unseen=1.5'], 'unseen'],
    [['--folds=90'], 'fold'],
    [['--trades=-1'], 'minimum.trades'],
    [['--time-in-market=2'], 'timeInMarket'],
  ])('%j is one clear refusal', (words, message) => {
    const { status, stderr } = run('evolve', bars, ...SMALL, ...words, `--out=${at('never')}`)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('    at ')
    expect(status).toBe(2)
    expect(existsSync(at('never/checkpoint.json'))).toBe(false)
  })
})

test('a folder that cannot be written to is one clear refusal', () => {
  const { status, stderr } = run('evolve', bars, ...SMALL, `--out=${bars}/run`)
  expect(status).toBe(2)
  expect(stderr).toMatch(/bars\.csv\/run: a run cannot be written there: ENOTDIR/)
  expect(stderr).toMatch(/ It takes a folder that this user may write to\.\n$/)
  expect(stderr).not.toContain('    at ')
})

describe('validate', () => {
  test('repeats the certificate of the run, and judges another strategy harder', () => {
    run('evolve', bars, ...SMALL, `--out=${at('judged')}`)
    const [own] = text('judged/certificates.jsonl').trim().split('\n')
    const again = run('validate', at('judged'), '--json')
    expect(JSON.parse(again.stdout).certificates[0]).toEqual(JSON.parse(own))
    expect(again.status).toBe(JSON.parse(own).passed ? 0 : 1)
    const other = JSON.parse(text('judged/front.json')).find(({ isChosen }: { isChosen: boolean }) => !isChosen)
    const { stdout } = run('validate', at('judged'), `--strategy=${other.id}`, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ id: other.id, certificates: [{ looks: 2 }] })
    expect(text('judged/certificates.jsonl').trim().split('\n')).toHaveLength(2)
  })

  test('what is no run, or not over, is said', () => {
    expect(run('validate', at('nothing'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no run'),
    })
    run('evolve', bars, ...SMALL, `--out=${at('torn')}`)
    rmSync(at('torn/ledger.json'))
    expect(run('validate', at('torn')).stderr).toContain('the run is not over')
  })
})

test('the logbook of the folder has the hash of the run', () => {
  run('evolve', bars, ...SMALL, `--out=${at('hashed')}`)
  const log = text('hashed/logbook.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(logbookHash(log)).toBe(logbookHash(JSON.parse(text('hashed/checkpoint.json')).generation.log))
})

describe('allocate', () => {
  test('weighs the front within its bounds and says why', () => {
    run('evolve', bars, ...SMALL, `--out=${at('spread')}`)
    const front = JSON.parse(text('spread/front.json'))
    const { stdout, status } = run('allocate', at('spread'), '--json', '--max-weight=0.3')
    expect(status).toBe(0)
    const { weights, cash, decisions, report } = JSON.parse(stdout)
    expect(Array.isArray(report.riskContributions)).toBe(true)
    expect(decisions.map(({ id }: { id: string }) => id)).toEqual(front.map(({ id }: { id: string }) => id))
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.3)
    expect(weights.reduce((sum: number, weight: number) => sum + weight, cash)).toBeCloseTo(1, 12)
    expect(run('allocate', at('spread')).stdout).toMatch(/^cash +\d+\.\d %$/m)
  })

  test('of nothing is refused, and nothing is judged', () => {
    const out = `--out=${at('barren')}`
    const { stdout, status } = run('evolve', bars, ...SMALL, '--trades=9999', out)
    expect(stdout).toMatch(/^Nothing feasible was found\. .*--trades/)
    expect(status).toBe(0)
    expect(JSON.parse(text('barren/ledger.json')).openings).toEqual([])
    for (const name of ['allocate', 'validate']) {
      expect(run(name, at('barren'))).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(
          new RegExp(`^organism ${name}: the run found nothing feasible\\. Give more bars`),
        ),
      })
    }
  })

  test('a rule nobody knows is guessed', () => {
    expect(run('allocate', at('anything'), '--method=hpr').stderr).toContain('Did you mean "hrp"?')
  })
})
