import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { buildReportClient } from '../../.ci/report-client.ts'
import { buildFolder } from './bundle.ts'
import { ROOT } from './source.ts'

const atEnd = (remove: () => void) => process.on('exit', remove)

/** The code of a report's page, built from the sources once a run, when a test first needs it. */
export function sourceReport(): Plugin {
  let built: string | undefined
  return {
    name: 'source-report',
    load(id) {
      if (!id.endsWith('/src/report/client-file.ts')) return
      built ??= pathToFileURL(buildReportClient(ROOT, join(buildFolder(atEnd), 'client.js'))).href
      return `export const clientFile = () => new URL(${JSON.stringify(built)})`
    },
  }
}
