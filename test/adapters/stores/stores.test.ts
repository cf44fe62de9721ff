import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkStore } from '../../../src/adapters/stores/check-store.ts'
import { folderStore } from '../../../src/adapters/stores/folder-store.ts'
import { memoryStore } from '../../../src/adapters/stores/memory-store.ts'
import type { Store } from '../../../src/ports/store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failed = async (open: () => Store) =>
  (await checkStore(open)).findings.filter(({ passed }) => !passed).map(({ demand }) => demand)

describe('the suite', () => {
  test('memory passes', async () => {
    expect(await checkStore(memoryStore)).toMatchObject({ passed: true })
  })

  test('a folder passes, one that is not there yet too', async () => {
    let count = 0
    expect(await failed(() => folderStore(join(folder, `${count++}`, 'deep')))).toEqual([])
  })

  test('stores with faults are found out', async () => {
    const broken = (change: (store: Store) => Partial<Store>) => () => {
      const store = memoryStore()
      return { ...store, ...change(store) }
    }
    expect(await failed(broken(() => ({ read: async () => '' })))).toContain(
      'a key that was never written reads as null',
    )
    expect(await failed(broken(() => ({ remove: async () => undefined })))).toEqual([
      'what is removed is gone, and removing nothing is no error',
    ])
    expect(await failed(broken((store) => ({ write: (key, text) => store.write(key, text.trim()) })))).toEqual([
      'any text is kept to the character',
    ])
    expect(
      await failed(broken((store) => ({ lines: async (key) => [...(await store.lines(key))].reverse() }))),
    ).toEqual([
      'lines are read in the order they were added',
      'a line that was cut short is not read, and the next takes its place',
    ])
    expect(await failed(broken((store) => ({ list: async () => (await store.list()).slice().reverse() })))).toEqual([
      'keys are listed by prefix, in their order',
    ])
  })
})

describe('a folder', () => {
  test('writing leaves nothing but the file', async () => {
    await folderStore(folder).write('run/front.json', '[]')
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['run', join('run', 'front.json')])
    expect(readFileSync(join(folder, 'run/front.json'), 'utf8')).toBe('[]')
  })

  test('what a killed process left unfinished is not listed', async () => {
    writeFileSync(join(folder, 'front.json.1~'), 'half')
    expect(await folderStore(folder).list()).toEqual([])
  })

  test('a file where a folder should be is one clear line', async () => {
    writeFileSync(join(folder, 'run'), '')
    const store = folderStore(join(folder, 'run'))
    await expect(store.write('a', '')).rejects.toMatchObject({ code: 'storage-failed' })
    await expect(store.write('a', '')).rejects.toThrow(/^folderStore: .*a cannot be read or written: /)
  })

  test.runIf(existsSync('/dev/full'))('a full disk loses nothing', async () => {
    const store = folderStore(folder)
    await store.write('a', 'old')
    // The next text is written through a link to a device that is always full.
    symlinkSync('/dev/full', join(folder, 'a.2~'))
    await expect(store.write('a', 'new')).rejects.toThrow(/ENOSPC/)
    expect(await store.read('a')).toBe('old')
    expect(await store.list()).toEqual(['a'])
  })

  test('two stores on one folder see each other', async () => {
    const [one, other] = [folderStore(folder), folderStore(folder)]
    await one.append('log', '1')
    await other.append('log', '2')
    await one.append('log', '3')
    expect(await other.lines('log')).toEqual(['1', '2', '3'])
  })

  test('a torn line of many bytes is cut to the byte', async () => {
    writeFileSync(join(folder, 'log'), Buffer.concat([Buffer.from('{"ä":1}\n{"'), Buffer.from('€').subarray(0, 2)]))
    const store = folderStore(folder)
    await store.append('log', '2')
    expect(await store.read('log')).toBe('{"ä":1}\n2\n')
  })
})
