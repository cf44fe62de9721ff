import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import tsup from '../../../tsup.config.ts'
import { buildFolder } from '../../support/bundle.ts'
import { ROOT } from '../../support/source.ts'

const SCRIPT = `
  import { perpetual } from '@organism/core/backtest'
  import { evaluateHere } from '@organism/core/evaluation'
  import { sampleLatin } from '@organism/core/genome'
  import { garchMarket } from '@organism/core/market'
  import { randomFrom } from '@organism/core/random'
  import { blueprintOf } from '@organism/core/seeds'
  import { evaluateInThreads } from '@organism/core/threads'

  const task = {
    markets: [garchMarket(randomFrom(42), { length: 600, interval: '1d' })],
    execution: perpetual,
    objectives: ['sharpe', 'turnover'],
  }
  const genomes = sampleLatin(blueprintOf(['ema-crossover']), 40, randomFrom(1))
  const [, , worker, ending] = process.argv
  const options = worker === 'own' ? {} : { worker: new URL(worker, import.meta.url) }
  const evaluate = evaluateInThreads(task, { threads: 2, ...options })
  const { scores } = await evaluate(genomes)
  console.log(scores.join() === evaluateHere(task)(genomes).scores.join() ? 'same scores' : 'other scores')
  if (ending === 'close') {
    await evaluate.close()
    console.log('closed')
  }
`

/** What a script prints, on both channels, and how it ends. */
function printed(file: string, ...words: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file, ...words], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  return `${stdout}${stderr}exit ${status}`
}

describe('the package as it is built', () => {
  const folder = buildFolder(afterAll)

  beforeAll(() => {
    const { entry } = tsup as { readonly entry: Readonly<Record<string, string>> }
    const rooms = [...SCRIPT.matchAll(/@organism\/core\/(\w+)/g)].map(([, room]) => room)
    buildSync({
      entryPoints: Object.fromEntries([...rooms, 'threads/worker'].map((name) => [name, join(ROOT, entry[name])])),
      outdir: folder,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    })
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'script.js'), SCRIPT.replace(/@organism\/core\/(\w+)/g, './$1.js'))
  })

  test('finds its worker, and idle threads do not hold a finished script', () => {
    expect(printed(join(folder, 'script.js'), 'own')).toBe('same scores\nexit 0')
  })

  test('leaves nothing open after close', () => {
    expect(printed(join(folder, 'script.js'), 'own', 'close')).toBe('same scores\nclosed\nexit 0')
  })

  test('does nothing when its worker is imported elsewhere', async () => {
    expect(Object.keys(await import(join(folder, 'threads', 'worker.js')))).toEqual(['work'])
  })
})

describe('an application that is bundled as the guide says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'organism-app-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  beforeAll(() => {
    const guide = readFileSync(join(ROOT, 'docs/evaluation.md'), 'utf8')
    const recipe = /^```js\nimport \{ build \} from 'esbuild'\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? ''
    writeFileSync(join(folder, 'app.ts'), SCRIPT)
    const build = (options: BuildOptions) => {
      const app = { ...(options.entryPoints as Record<string, string>), app: join(folder, 'app.ts') }
      const places = { absWorkingDir: ROOT, entryPoints: app, outdir: join(folder, 'out'), tsconfig: 'tsconfig.json' }
      buildSync({ logLevel: 'error', ...options, ...places })
    }
    new Function('build', recipe.replace('await ', ''))(build)
    writeFileSync(join(folder, 'out', 'package.json'), '{ "type": "module" }')
  })

  test('needs nothing but its own files', () => {
    expect(printed(join(folder, 'out', 'app.js'), './organism-worker.js', 'close')).toBe('same scores\nclosed\nexit 0')
  })

  test('is told when it gives no worker', () => {
    expect(printed(join(folder, 'out', 'app.js'), 'own')).toContain('worker must be a file that is there')
  })
})
