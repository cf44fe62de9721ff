import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { OrganismError } from '../../base/error.ts'
import { refuse } from '../../base/guards.ts'
import type { Store } from '../../ports/store.ts'
import { checkKey, checkText } from './check-key.ts'

const WHERE = 'folderStore'
/** Ends the names of files that are being written; a key cannot hold it. */
export const UNFINISHED = '~'

/**
 * A store in a folder: a key is a file in it. A text is written beside its place, brought to the disk and then put there in one
 * step, so that a killed process or a full disk leaves the old one. Lines are added to the end of their file. One process at a time
 * should write; any number may read.
 *
 * @example
 * const store = folderStore('runs')
 * typeof store.append // => 'function'
 * folderStore('') // throws 'invalid-argument'
 */
export function folderStore(folder: string): Store {
  if (typeof folder !== 'string' || folder === '') refuse(WHERE, 'folder', folder, { rule: 'the path of a folder' })
  const place = (key: string) => {
    checkKey(WHERE, key)
    return join(folder, ...key.split('/'))
  }
  const whole = new Set<string>()
  let count = 0
  return {
    read: async (key) => readText(place(key)),
    write: async (key, text) => {
      const path = place(key)
      checkText(WHERE, 'text', text)
      count++
      whole.delete(path)
      await said(path, () => replace(path, `${path}.${count}${UNFINISHED}`, text))
    },
    append: async (key, line) => {
      const path = place(key)
      checkText(WHERE, 'line', line)
      await said(path, async () => {
        if (!whole.has(path)) await cutTornLine(path)
        // Until the line is whole, the next one has to look again.
        whole.delete(path)
        await addTo(path, `${line}\n`)
        whole.add(path)
      })
    },
    lines: async (key) => ((await readText(place(key))) ?? '').split('\n').slice(0, -1),
    list: async (prefix = '') => said(folder, () => keysIn(folder, prefix)),
    remove: async (key) => {
      const path = place(key)
      whole.delete(path)
      await said(path, () => rm(path, { force: true }))
    },
  }
}

async function readText(path: string): Promise<string | null> {
  return said(path, async () => {
    try {
      return await readFile(path, 'utf8')
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  })
}

async function replace(path: string, beside: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  try {
    const file = await open(beside, 'w')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Brings the new name to the disk as well; file systems that cannot sync a folder do without. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // The text itself is safe: only how soon the name outlives a power cut is not known.
  }
}

async function addTo(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'a')
  try {
    await file.writeFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Removes what a death left of a line. */
async function cutTornLine(path: string): Promise<void> {
  const text = await readText(path)
  if (text === null || text.endsWith('\n') || text === '') return
  const file = await open(path, 'r+')
  try {
    await file.truncate(Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)))
    await file.sync()
  } finally {
    await file.close()
  }
}

async function keysIn(folder: string, prefix: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith(UNFINISHED))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .filter((key) => key.startsWith(prefix))
      .sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** What the file system refuses, in one line that says where. */
async function said<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OrganismError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    const text = `${WHERE}: ${path} cannot be read or written: ${reason}. Nothing that stood there is lost.`
    throw new OrganismError('storage-failed', text, { cause: error })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
