import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import { ROOT } from './source.ts'

/** A folder for built files, from where packages are found; `atEnd` is given what removes it. */
export function buildFolder(atEnd: (remove: () => void) => unknown): string {
  const parent = join(ROOT, 'node_modules', '.builds')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'build-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Builds a module of the checkout for plain node. */
export function bundle(entry: string, outfile: string, options: BuildOptions = {}): string {
  const entryPoints = [join(ROOT, entry)]
  buildSync({ ...PLAIN, entryPoints, outfile, ...options })
  return outfile
}

/** Builds a script as if it stood in a folder of the checkout; `@organism/core` is the sources. */
export function bundleScript(contents: string, outfile: string, options: BuildOptions = {}): string {
  const stdin = { contents, resolveDir: join(ROOT, 'test'), loader: 'ts' } as const
  buildSync({ ...PLAIN, stdin, outfile, ...options })
  return outfile
}

const PLAIN: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
  tsconfig: join(ROOT, 'tsconfig.json'),
}
