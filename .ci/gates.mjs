// Runs every gate, goes on after a failure, and ends with one line that counts: each test of the test command is
// one, each other gate is one. Needs nothing installed: the first gates are the two commands of the README, which
// install what they need.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const readme = readFileSync('README.md', 'utf8')
const [evolve, test] = [...readme.matchAll(/^npm ci && npm .+$/gm)].map(([command]) => command)

/** The one gate that counts test by test; repeated runs of a part of the suite count as one. */
const TESTS = 'README: tests'

const gates = [
  ['README: main job', evolve],
  [TESTS, test],
  ['browser', 'node .ci/browser.mjs && npm run test:browser'],
  ['lint', 'npm run lint'],
  ['types', 'npm run types'],
  ['build', 'npm run build'],
  ['package manifest', 'npm run check:package'],
  ['type resolution', 'npm run check:types'],
  ['size budgets', 'npm run check:size'],
  ['dead code', 'npm run check:dead'],
  ['documentation examples', 'npm run check:docs'],
  ['architecture', 'npm run check:architecture'],
  ['reference pages', 'npm run docs'],
  ['packed tarball', 'npm run check:tarball'],
]

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !gates.some(([known]) => known === name))
if (unknown.length > 0) {
  console.error(`unknown gate: ${unknown.join(', ')}; known are: ${gates.map(([name]) => name).join(', ')}`)
  process.exit(2)
}
let passed = 0
let failed = 0
const verdicts = []

for (const [name, command] of gates) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`\n== ${name}: ${command}`)
  const start = Date.now()
  const { status, output } = run(command)
  const counts = name === TESTS ? countTests(output) : { passed: 0, failed: 0 }
  passed += counts.passed + (status === 0 && counts.passed === 0 ? 1 : 0)
  failed += counts.failed + (status !== 0 && counts.failed === 0 ? 1 : 0)
  verdicts.push(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
}

console.log(`\n${verdicts.join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function run(command) {
  if (command === undefined) return { status: 1, output: '' }
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', npm_config_loglevel: 'error' },
  })
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  return { status: status ?? 1, output: stdout }
}

/** A test that is skipped or still to be written has not passed. */
function countTests(output) {
  const line = /^ +Tests +(.+)$/m.exec(output)?.[1] ?? ''
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0)
  return { passed: count('passed'), failed: count('failed') + count('skipped') + count('todo') }
}
