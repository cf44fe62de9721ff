import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { buildFolder, bundle } from './bundle.ts'

const WORKER = 'src/adapters/threads/worker.ts'

const atEnd = (remove: () => void) => process.on('exit', remove)

/** Threads know nothing of vitest: their worker is built from the sources once a run, when a test first needs it. */
export function sourceWorker(): Plugin {
  let built: string | undefined
  return {
    name: 'source-worker',
    load(id) {
      if (!id.endsWith('/src/adapters/threads/worker-url.ts')) return
      built ??= pathToFileURL(bundle(WORKER, join(buildFolder(atEnd), 'worker.mjs'))).href
      return `export const workerUrl = () => new URL(${JSON.stringify(built)})`
    },
  }
}
