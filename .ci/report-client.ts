// The code of a report's page as one file for browsers: everything in it, the licences of what is in it before it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildSync } from 'esbuild'

/** Builds the code of the page from the sources of a checkout. */
export function buildReportClient(root: string, outfile: string): string {
  const [charts, shapes] = ['echarts', 'zrender'].map((name) => folderOf(root, name))
  const papers = [
    join(charts, 'NOTICE'),
    join(charts, 'LICENSE'),
    join(charts, 'licenses/LICENSE-d3'),
    join(shapes, 'LICENSE'),
  ]
  const licences = papers.map((file) => readFileSync(file, 'utf8').replaceAll('*/', '* /'))
  buildSync({
    entryPoints: [join(root, 'src/report/client/main.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari16'],
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: `/*\n${licences.join('\n')}*/` },
    logLevel: 'error',
    tsconfig: join(root, 'tsconfig.json'),
  })
  return outfile
}

function folderOf(root: string, name: string): string {
  return dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`))
}
