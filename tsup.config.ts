import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import type { Options } from 'tsup'
import { buildReportClient } from './.ci/report-client.ts'
import manifest from './package.json' with { type: 'json' }

/** Every subpath export of the manifest is an entry, so that the two cannot drift apart. */
const subpaths = Object.keys(manifest.exports).filter((path) => path !== './package.json')
const library = Object.fromEntries(
  subpaths.map((path) => (path === '.' ? ['index', 'src/index.ts'] : [path.slice(2), sourceOf(path.slice(2))])),
)

/** A folder of `src/`, an adapter, or the worker of an adapter. */
function sourceOf(name: string): string {
  const [folder, file = 'index'] = name.split('/')
  const own = `src/${folder}/${file}.ts`
  return existsSync(own) ? own : `src/adapters/${folder}/${file}.ts`
}

const config: Options = {
  entry: { ...library, 'cli/main': 'src/cli/main.ts' },
  dts: { entry: library },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  splitting: true,
  clean: true,
  // The page of a report carries its code; the schema of the configuration file is what the program says it is.
  onSuccess: async () => {
    buildReportClient(process.cwd(), 'dist/report/client.js')
    const schema = execFileSync(process.execPath, ['dist/cli/main.js', 'evolve', '--schema'])
    writeFileSync('dist/organism.config.schema.json', schema)
  },
}

export default config
