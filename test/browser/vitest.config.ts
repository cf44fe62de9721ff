import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { sourceReport } from '../support/source-report.ts'

/** Tests that need a Chromium: `npm test` leaves them out. */
const config: ViteUserConfig = defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  plugins: [sourceReport()],
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    allowOnly: false,
    expect: { requireAssertions: true },
  },
})

export default config
