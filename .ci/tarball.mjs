// Packs the package, installs the tarball in an empty folder as a user would, and imports every subpath there under
// the running Node and under the oldest supported one, 22 and 24 from the npm package `node`. Also requires them from
// CommonJS, and type-checks a small consumer.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const NODES = ['20.19.0', '22.23.3', '24.21.0']
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const subpaths = Object.keys(manifest.exports).filter((path) => path !== './package.json')
/** How many times as long as an empty project a consumer of everything may take to type-check. */
const TYPE_BUDGET = 3
/** Subpaths that hold types alone. */
const TYPES_ONLY = ['./ports']
const folder = mkdtempSync(join(tmpdir(), 'organism-tarball-'))

try {
  const [{ filename, files }] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], process.cwd()))
  checkFiles(files.map(({ path }) => path))
  installInto(join(folder, 'consumer'), join(folder, filename))
  for (const node of [process.execPath, ...NODES.map(installNode)]) {
    tryUnder(node, join(folder, 'consumer'))
    tryProgram(node, join(folder, 'consumer'))
  }
  typeCheck(join(folder, 'consumer'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function npm(args, cwd) {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

/** What a user gets: the build and its papers, and nothing else. */
function checkFiles(paths) {
  const strange = paths.filter((path) => !/^(dist\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(path))
  if (strange.length > 0) throw new Error(`the tarball holds files that are not for users: ${strange.join(', ')}`)
  console.log(`packed ${paths.length} files`)
}

function installInto(consumer, tarball) {
  mkdirSync(consumer)
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }')
  npm(['install', '--silent', tarball], consumer)
  const specifiers = subpaths.map((path) => manifest.name + path.slice(1))
  writeFileSync(
    join(consumer, 'import.mjs'),
    `for (const name of ${JSON.stringify(specifiers)}) {
       const names = Object.keys(await import(name))
       if (names.length === 0 && !${JSON.stringify(TYPES_ONLY)}.some((path) => name.endsWith(path.slice(1)))) throw new Error(name + ' exports nothing')
       console.log(process.version, name, names.length, 'exports')
     }`,
  )
  writeFileSync(
    join(consumer, 'require.cjs'),
    `for (const name of ${JSON.stringify(specifiers)}) require(name)
     console.log(process.version, 'require works for all of them')`,
  )
  writeFileSync(
    join(consumer, 'consumer.ts'),
    specifiers.map((name, i) => `import * as m${i} from '${name}'\nexport const n${i}: object = m${i}`).join('\n'),
  )
  writeFileSync(
    join(consumer, 'one.ts'),
    `import { sharpe } from '${manifest.name}/metrics'\nexport const one = sharpe`,
  )
  writeFileSync(join(consumer, 'empty.ts'), 'export {}')
}

function installNode(version) {
  const home = join(folder, `node-${version}`)
  mkdirSync(home)
  writeFileSync(join(home, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }')
  npm(['install', '--silent', '--no-save', `node@${version}`], home)
  return join(home, 'node_modules', '.bin', 'node')
}

function tryUnder(node, consumer) {
  for (const script of ['import.mjs', 'require.cjs']) {
    execFileSync(node, [join(consumer, script)], { cwd: consumer, stdio: ['ignore', 'inherit', 'inherit'] })
  }
}

/** The program, as a user has it who installed the package and has no file yet. */
function tryProgram(node, consumer) {
  const program = join(consumer, 'node_modules/.bin/organism')
  const run = (...args) =>
    execFileSync(node, [program, ...args], { cwd: consumer, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (!run('--help').startsWith('usage: organism')) throw new Error('organism --help does not help')
  const out = mkdtempSync(join(consumer, 'run-'))
  const { certificates } = JSON.parse(
    run('evolve', '--size=12', '--generations=3', '--threads=2', '--json', `--out=${out}`),
  )
  if (certificates.length !== 1) throw new Error('organism evolve gives no certificate')
  for (const name of ['run.json', 'logbook.jsonl', 'checkpoint.json', 'front.json', 'ledger.json', 'report.html']) {
    if (!existsSync(join(out, name))) throw new Error(`organism evolve writes no ${name}`)
  }
  console.log('organism evolves in an empty folder')
}

/** Type-checks everything that is exported, and says what that costs beside a project that imports nothing. */
function typeCheck(consumer) {
  const empty = secondsOf(consumer, 'empty.ts')
  const all = secondsOf(consumer, 'consumer.ts')
  const one = secondsOf(consumer, 'one.ts')
  const said = `${all.toFixed(1)} s for every subpath, ${one.toFixed(1)} s for one name, ${empty.toFixed(1)} s for none`
  console.log(`a consumer type-checks: ${said}`)
  if (all > TYPE_BUDGET * empty)
    throw new Error(`the types cost more than ${TYPE_BUDGET} times an empty project: ${said}`)
}

/** Seconds of work for the type check of a file, not of waiting: other programs run on the machine. */
function secondsOf(consumer, file) {
  const compiler = resolve('node_modules/typescript/bin/tsc')
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', file]
  const watch = `import { writeFileSync } from 'node:fs'
    process.on('exit', () => writeFileSync('work.txt', String(process.cpuUsage().user / 1e6)))`
  writeFileSync(join(consumer, 'watch.mjs'), watch)
  const times = Array.from({ length: 3 }, () => {
    execFileSync(process.execPath, ['--import', './watch.mjs', compiler, ...options], {
      ...{ cwd: consumer, stdio: ['ignore', 'inherit', 'inherit'] },
    })
    return Number(readFileSync(join(consumer, 'work.txt'), 'utf8'))
  })
  return Math.min(...times)
}
