import type { Options } from 'tsup'
import manifest from './package.json' with { type: 'json' }

/** Every subpath export of the manifest is an entry, so that the two cannot drift apart. */
const subpaths = Object.keys(manifest.exports).filter((path) => path !== './package.json')
const library = Object.fromEntries(
  subpaths.map((path) => (path === '.' ? ['index', 'src/index.ts'] : [path.slice(2), `src/${path.slice(2)}/index.ts`])),
)

const config: Options = {
  entry: { ...library, 'cli/main': 'src/cli/main.ts' },
  dts: { entry: library },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  splitting: true,
  clean: true,
}

export default config
