import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../support/source.ts'

const folder = mkdtempSync(join(tmpdir(), 'organism-cli-'))
const script = join(ROOT, 'node_modules', '.cli-test', 'cli', 'main.js')

beforeAll(() => {
  buildSync({
    entryPoints: [join(ROOT, 'src/cli/main.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    define: { 'import.meta.url': JSON.stringify(`file://${join(ROOT, 'dist/cli/main.js')}`) },
  })
})

afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })

test('without a file it reports on the bundled market', () => {
  const text = execFileSync(process.execPath, [script, 'evolve'], { encoding: 'utf8' })
  expect(text).toContain('S&P 500: 5105 bars of 1d, 2000-01-03 to 2020-04-17')
  expect(text).toContain('close 1455.219971 to 2874.560059 (+97.5 %)')
  expect(text).toMatch(/^[▁▂▃▄▅▆▇█]{72}$/m)
  expect(text).toMatch(/^data quality 0\.\d{4} of 1$/m)
  expect(text).toContain('(before 2001-09-17, 2007-01-03, 2012-10-31)')
  expect(text).toContain('open-at-previous-close: 1760 rows')
})

test('a file of the user is read and named', () => {
  const file = join(folder, 'mine.csv')
  writeFileSync(file, 'time,open,high,low,close,volume\n1577836800,1,2,1,2,5\n1577840400,2,3,2,3,5\n')
  const { status, stdout } = run('evolve', file)
  expect(status).toBe(0)
  expect(stdout).toContain('mine: 2 bars of 1h, 2020-01-01T00:00 to 2020-01-01T01:00')
})

test.each([
  ['a broken file', 'time,open\n1,2\n', /a broken file\.csv: parseBars: /],
  ['a missing file', undefined, /ENOENT/],
])('%s ends with one clear message and exit code 2', (name, content, message) => {
  const file = join(folder, `${name}.csv`)
  if (content !== undefined) writeFileSync(file, content)
  const { status, stderr } = run('evolve', file)
  expect(status).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr).not.toContain('    at ')
})

test('the options of the reader are options of the command', () => {
  const file = join(folder, 'semicolons.csv')
  writeFileSync(file, 'time;open;high;low;close\n2020-01-02;0;0;0;0\n2020-01-01;0;0;0;0\n')
  expect(run('evolve', file).stderr).toContain('{ separator: ";" }')
  const { status, stdout } = run('evolve', file, '--separator=;', '--order=newest-first', '--missingVolume=zero')
  expect(status).toBe(0)
  expect(stdout).toContain('semicolons: 2 bars of 1d, 2020-01-01 to 2020-01-02')
  expect(stdout).toContain('close 0 to 0\n')
})

test('an unknown command shows the usage, an unknown option is named', () => {
  for (const args of [[], ['breed']]) {
    const { status, stderr } = run(...args)
    expect(status).toBe(2)
    expect(stderr).toMatch(/^usage: npm run evolve/)
  }
  expect(run('evolve', '--fast')).toMatchObject({ status: 2, stderr: expect.stringContaining("'--fast'") })
})

test('help is an answer, not a complaint', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^usage: npm run evolve/) })
})
