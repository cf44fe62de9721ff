import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** It runs as root, without a screen, and keeps to itself. */
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
]

/** A page, and all that went on in it. */
export interface Watched {
  readonly page: Page
  /** Errors, warnings and dialogs, in the order they came. */
  readonly troubles: readonly string[]
  /** Addresses it asked for. */
  readonly requests: readonly string[]
}

/** A Chromium for the tests of one file. */
export interface Tested {
  /** Opens an address in a profile of its own. */
  readonly open: (address: string, options?: BrowserContextOptions) => Promise<Watched>
}

/** Starts a Chromium before the tests of a file and ends it after them. */
export function browser(): Tested {
  let running: Browser | undefined
  beforeAll(async () => {
    running = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  })
  afterAll(async () => {
    await running?.close()
  })
  return {
    open: async (address, options = {}) => {
      if (running === undefined) throw new Error('the browser is not up: open pages inside of tests')
      const context = await running.newContext({ viewport: { width: 1200, height: 900 }, ...options })
      const page = await context.newPage()
      const [troubles, requests]: [string[], string[]] = [[], []]
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
      })
      page.on('pageerror', (error) => troubles.push(error.message))
      page.on('dialog', (dialog) => {
        troubles.push(`a dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', (request) => requests.push(request.url()))
      await page.goto(address)
      return { page, troubles, requests }
    },
  }
}
