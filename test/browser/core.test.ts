import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BuildOptions, buildSync, type Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { buildFolder } from '../support/bundle.ts'
import { ROOT } from '../support/source.ts'
import { browser } from './browser.ts'
import type { CoreRun } from './core-run.ts'

/** Subpaths that run anywhere; threads and folders are Node's, and ports are types. */
const PURE = Object.keys(manifest.exports).filter((path) => !/package|threads|stores|ports/.test(path))

const PAGE =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="page.js"></script>'
/** No text becomes code, and nothing is loaded but the page and its scripts. */
const POLICY = "default-src 'none'; script-src 'self'; img-src data:"

const folder = buildFolder(afterAll)
const { open } = browser()

describe('the built library in a browser', () => {
  let metafile: Metafile
  let server: Server
  let address: string

  beforeAll(async () => {
    metafile = buildCore()
    server = createServer((request, response) => {
      const isScript = request.url?.endsWith('.js') === true
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      response.setHeader('content-security-policy', POLICY)
      response.end(isScript ? readFileSync(join(folder, 'page', String(request.url))) : PAGE)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => server?.close())

  test('needs nothing but itself', () => {
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
    expect(imports.filter(({ external }) => external === true)).toEqual([])
    expect(Object.keys(metafile.inputs).some((path) => path.endsWith('lib/lifecycle.js'))).toBe(true)
  })

  // A change here changes the numbers of every search: it is a release note under Numbers.
  test('breeds, counts and certifies with the bits of Node, where no text may become code', async () => {
    const { runCore } = await import(pathToFileURL(join(folder, 'page', 'core-run.js')).href)
    const here: CoreRun = await runCore()
    expect(here.log).toBe('79defbc6a41d444ad9741dce6a8204bde8f5e427bf0b2cb4d53ce2e5fb059c1f')
    expect([here.evaluations, here.verdict]).toEqual([120, 'Not certified: it failed 2 of 13 gates.'])

    const { page, troubles } = await open(address)
    expect(await page.evaluate('run')).toEqual(here)
    expect(troubles).toEqual([])
  })
})

test('the example page shows a search go by and ends with the hash that Node ends with', async () => {
  const serving = spawn(process.execPath, ['.ci/script.mjs', 'examples', 'browser'], { cwd: ROOT })
  onTestFinished(() => {
    serving.kill()
  })
  const address = await new Promise<string>((resolve) =>
    serving.stdout.once('data', (line) => resolve(String(line).trim())),
  )
  const { page, troubles } = await open(address)
  await page.waitForSelector('#verdict:not(:empty)')
  expect(await page.textContent('#verdict')).toBe('Bit for bit the run that Node makes.')
  expect(await page.textContent('#progress')).toMatch(
    /^generation 60 of 60, 3600 strategies judged, best Sharpe ratio \d/,
  )
  expect(await page.textContent('#best')).toMatch(/^Entry: /)
  expect(troubles).toEqual([])

  const script = build({ entryPoints: [join(ROOT, 'examples/browser/search.ts')], outdir: join(folder, 'example') })
  expect(Object.keys(script.outputs)).toHaveLength(1)
  const { search, hashOf } = await import(pathToFileURL(join(folder, 'example', 'search.js')).href)
  let last: unknown
  for await (const generation of search()) last = generation
  expect(await page.textContent('#hash')).toBe(hashOf(last))
})

/** The library as the package ships it, and a page that imports it as a user's bundler sees it. */
function buildCore(): Metafile {
  const library = join(folder, 'lib')
  build({
    entryPoints: Object.fromEntries(
      PURE.map((path) => [path === '.' ? 'index' : path.slice(2), join(ROOT, 'src', path, 'index.ts')]),
    ),
    outdir: library,
    ...{ platform: 'neutral', target: 'node20', splitting: true, packages: 'external' },
  })
  const contents = "import { runCore } from './core-run.js'\nglobalThis.run = runCore()"
  buildSync({ stdin: { contents }, outfile: join(folder, 'page', 'page.js'), format: 'esm' })
  return build({
    entryPoints: [join(ROOT, 'test/browser/core-run.ts')],
    outdir: join(folder, 'page'),
    alias: { '@organism/core': library },
    tsconfigRaw: {},
  })
}

function build(options: BuildOptions): Metafile {
  const { metafile } = buildSync({
    ...{ bundle: true, platform: 'browser', format: 'esm', target: 'es2022', metafile: true, logLevel: 'error' },
    ...(options as object),
  })
  return metafile as Metafile
}
