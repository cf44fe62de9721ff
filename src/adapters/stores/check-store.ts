import type { Store } from '../../ports/store.ts'

/** One demand of the port and whether a store keeps it. */
export interface StoreFinding {
  readonly demand: string
  readonly passed: boolean
  /** What was found instead. */
  readonly found?: string
}

/** What the suite says of a store. */
export interface StoreReport {
  readonly passed: boolean
  readonly findings: readonly StoreFinding[]
}

type Demand = readonly [demand: string, wanted: unknown, of: (store: Store) => Promise<unknown>]

const LONG = 'ä€😀\r\n"\\\u0000\u2028 '.repeat(20_000)

/** What each demand does to a fresh store, and what must come of it. */
const DEMANDS: readonly Demand[] = [
  ['a key that was never written reads as null', null, (store) => store.read('a')],
  ['a key that was never written has no lines', [], (store) => store.lines('a')],
  ['a text is read as it was written', 'one', (store) => readBack(store, 'one')],
  ['any text is kept to the character', true, async (store) => (await readBack(store, LONG)) === LONG],
  ['an empty text is a text', '', (store) => readBack(store, '')],
  ['a text takes the place of the one before', 'two', (store) => readBack(store, 'longer one', 'two')],
  [
    'of texts written at once one stands, whole',
    true,
    async (store) => {
      const texts = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(10_000))
      await Promise.all(texts.map((text) => store.write('a', text)))
      return texts.includes((await store.read('a')) ?? '')
    },
  ],
  [
    'lines are read in the order they were added',
    ['1', '', '{"ä":"\\n"}'],
    async (store) => {
      for (const line of ['1', '', '{"ä":"\\n"}']) await store.append('log', line)
      return store.lines('log')
    },
  ],
  [
    'lines are a text',
    '1\n2\n',
    async (store) => {
      for (const line of ['1', '2']) await store.append('log', line)
      return store.read('log')
    },
  ],
  [
    'a line that was cut short is not read, and the next takes its place',
    [['1'], ['1', '3']],
    async (store) => {
      await store.write('log', '1\n{"tor')
      const before = await store.lines('log')
      await store.append('log', '3')
      return [before, await store.lines('log')]
    },
  ],
  [
    'keys are listed by prefix, in their order',
    [
      ['a', 'b/1', 'b/2', 'bc'],
      ['b/1', 'b/2'],
    ],
    async (store) => {
      for (const key of ['b/2', 'bc', 'a', 'b/1']) await store.write(key, '')
      return [await store.list(), await store.list('b/')]
    },
  ],
  ['an empty store lists nothing', [], (store) => store.list()],
  [
    'what is removed is gone, and removing nothing is no error',
    [null, []],
    async (store) => {
      await store.write('a', '1')
      await store.remove('a')
      await store.remove('never')
      return [await store.read('a'), await store.list()]
    },
  ],
  [
    'keys that lead elsewhere are refused',
    ['invalid-argument'],
    async (store) => {
      const keys = ['', '/a', 'a/', 'a//b', '../a', 'a/../b', '.', 'a\\b', 'a\nb', 'c:a', 'a~']
      const codes = await Promise.all(keys.map((key) => codeOf(() => store.write(key, ''))))
      return [...new Set(codes)]
    },
  ],
  ['a line with a break is refused', 'invalid-argument', (store) => codeOf(() => store.append('log', 'a\nb'))],
]

async function readBack(store: Store, ...texts: readonly string[]): Promise<string | null> {
  for (const text of texts) await store.write('a', text)
  return store.read('a')
}

/**
 * The suite that every `Store` must pass, for adapters of your own: `open` gives a fresh, empty store each time it is called.
 * It needs no test runner: look at `passed`, or print the findings.
 *
 * @example
 * const report = checkStore(memoryStore)
 * report instanceof Promise // => true
 */
export async function checkStore(open: () => Store | Promise<Store>): Promise<StoreReport> {
  const findings: StoreFinding[] = []
  for (const [demand, wanted, of] of DEMANDS) {
    const found = await outcome(async () => of(await open()))
    const passed = JSON.stringify(found) === JSON.stringify(wanted)
    findings.push(passed ? { demand, passed } : { demand, passed, found: JSON.stringify(found) })
  }
  return { passed: findings.every(({ passed }) => passed), findings }
}

async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    return `threw ${error instanceof Error ? error.message : String(error)}`
  }
}

async function codeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
    return 'no error'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
