// Runs one TypeScript file of bench/ or examples/ by name: `npm run bench -- csv`, `npm run example -- 01-read-a-market`.
// Bundles it first, with `@organism/core` standing for the sources, and runs it with the garbage collector at hand.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { buildSync } from 'esbuild'

const [folder, name, ...rest] = process.argv.slice(2)
if (folder !== 'bench' && folder !== 'examples') throw new Error('call it by npm run bench or npm run example')
const suffix = folder === 'bench' ? '.bench.ts' : '.ts'
const names = readdirSync(folder).flatMap((file) => (file.endsWith(suffix) ? file.slice(0, -suffix.length) : []))
if (!names.includes(name)) {
  console.error(
    `usage: npm run ${folder.replace('examples', 'example')} -- <${names.join(' | ')}> [arguments of the script]`,
  )
  process.exit(2)
}

const cache = 'node_modules/.scripts'
mkdirSync(cache, { recursive: true })
const outfile = `${cache}/${name}-${process.pid}.mjs`
buildSync({
  entryPoints: [`${folder}/${name}${suffix}`],
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
