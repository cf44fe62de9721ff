import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { sourceReport } from './support/source-report.ts'
import { sourceWorker } from './support/source-worker.ts'

const config: ViteUserConfig = defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [sourceWorker(), sourceReport()],
  test: {
    include: ['test/**/*.test.ts'],
    // Those need a browser: npm run test:browser.
    exclude: ['test/browser/**'],
    testTimeout: 60_000,
    allowOnly: false,
    expect: { requireAssertions: true },
  },
})

export default config
