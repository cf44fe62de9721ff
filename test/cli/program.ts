import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll } from 'vitest'
import { buildReportClient } from '../../.ci/report-client.ts'
import { ROOT } from '../support/source.ts'

/** The program as its own process, and a folder for its files. */
export interface Program {
  readonly run: (...args: string[]) => { status: number | null; stdout: string; stderr: string }
  /** In another working folder. */
  readonly runIn: (cwd: string, ...args: string[]) => { status: number | null; stdout: string; stderr: string }
  /** With a module that is loaded before it. */
  readonly runBehind: (
    module: string,
    ...args: string[]
  ) => { status: number | null; signal: string | null; stderr: string }
  /** Starts it and kills it after so many milliseconds; whether it was still alive then. */
  readonly start: (args: readonly string[], milliseconds: number) => Promise<boolean>
  /** Starts it, asks it to stop once `isTime` says so, and gives its exit code. */
  readonly interrupt: (args: readonly string[], isTime: () => boolean) => Promise<number | null>
  /** Writes a file and gives its path. */
  readonly file: (name: string, text: string) => string
  readonly folder: string
}

/** Builds the program for the tests of one file. */
export function program(): Program {
  const folder = mkdtempSync(join(tmpdir(), 'organism-cli-'))
  const built = join(ROOT, 'node_modules', '.cli-test', `${process.pid}-${Math.floor(performance.now())}`)
  const script = join(built, 'cli', 'main.js')
  beforeAll(() => {
    // Laid out as the package is: shared chunks above, the worker of the threads and the code of the page beside them.
    buildSync({
      entryPoints: {
        'cli/main': join(ROOT, 'src/cli/main.ts'),
        'threads/worker': join(ROOT, 'src/adapters/threads/worker.ts'),
      },
      outdir: built,
      ...{ bundle: true, splitting: true, platform: 'node', format: 'esm', packages: 'external' },
    })
    buildReportClient(ROOT, join(built, 'report', 'client.js'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(built, { recursive: true, force: true })
  })
  return {
    folder,
    run: (...args) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' }),
    runIn: (cwd, ...args) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd }),
    runBehind: (module, ...args) =>
      spawnSync(process.execPath, ['--import', pathToFileURL(module).href, script, ...args], { encoding: 'utf8' }),
    start: (args, milliseconds) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [script, ...args], { stdio: 'ignore' })
        const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
        child.on('exit', (_, signal) => {
          clearTimeout(timer)
          resolve(signal === 'SIGKILL')
        })
      }),
    interrupt: (args, isTime) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [script, ...args], { stdio: 'ignore' })
        const timer = setInterval(() => {
          if (!isTime()) return
          clearInterval(timer)
          child.kill('SIGINT')
        }, 5)
        child.on('exit', (code) => {
          clearInterval(timer)
          resolve(code)
        })
      }),
    file: (name, text) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    },
  }
}
