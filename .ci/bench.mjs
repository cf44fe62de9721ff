// Runs one bench: `npm run bench -- csv` bundles bench/csv.bench.ts and runs it with the garbage collector at hand.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { buildSync } from 'esbuild'

const [name, ...rest] = process.argv.slice(2)
const names = readdirSync('bench').flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? [])
if (!names.includes(name)) {
  console.error(`usage: npm run bench -- <${names.join(' | ')}> [arguments of the bench]`)
  process.exit(2)
}

const folder = 'node_modules/.bench'
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/${name}-${process.pid}.mjs`
buildSync({
  entryPoints: [`bench/${name}.bench.ts`],
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
