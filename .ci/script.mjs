// Runs one TypeScript file of bench/ or examples/ by name: `npm run bench -- csv`, `npm run example -- 01-one-backtest`.
// Bundles it first, with `@organism/core` standing for the sources, and runs it with the garbage collector at hand. A folder
// with a page is served instead, to this machine alone: `npm run example -- browser`, and a port where one is wanted.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { buildSync, context } from 'esbuild'

const [folder, name, ...rest] = process.argv.slice(2)
if (folder !== 'bench' && folder !== 'examples') throw new Error('call it by npm run bench or npm run example')
const suffix = folder === 'bench' ? '.bench.ts' : '.ts'
const isPage = (file) => existsSync(`${folder}/${file}/index.html`)
const names = readdirSync(folder).flatMap((file) => {
  return file.endsWith(suffix) ? file.slice(0, -suffix.length) : isPage(file) ? file : []
})
if (!names.includes(name)) {
  console.error(
    `usage: npm run ${folder.replace('examples', 'example')} -- <${names.join(' | ')}> [arguments of the script]`,
  )
  process.exit(2)
}

if (isPage(name)) await serve(`${folder}/${name}`, Number(rest[0] ?? 0))
else run(`${folder}/${name}${suffix}`)

/** Serves a page and its script, bundled for browsers, until it is interrupted. */
async function serve(page, port) {
  const script = await context({
    entryPoints: [`${page}/main.ts`],
    outdir: page,
    write: false,
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    tsconfig: 'tsconfig.json',
  })
  const { port: given } = await script.serve({ servedir: page, host: '127.0.0.1', ...(port > 0 ? { port } : {}) })
  console.log(`http://127.0.0.1:${given}/`)
}

function run(entry) {
  const cache = 'node_modules/.scripts'
  mkdirSync(cache, { recursive: true })
  const outfile = `${cache}/${name}-${process.pid}.mjs`
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  try {
    const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...rest], { stdio: 'inherit' })
    process.exitCode = status ?? 1
  } finally {
    rmSync(outfile, { force: true })
  }
}
