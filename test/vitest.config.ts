import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { sourceWorker } from './support/source-worker.ts'

const config: ViteUserConfig = defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [sourceWorker()],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    allowOnly: false,
    expect: { requireAssertions: true },
  },
})

export default config
