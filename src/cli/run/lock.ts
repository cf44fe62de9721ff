import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { UNFINISHED } from '../../adapters/stores/folder-store.ts'
import { OrganismError } from '../../base/error.ts'
import type { RunFolder } from './folder.ts'

const LOCK = 'lock'
/** A lock that is being written is empty for a moment; one that stays so was left by a death. */
const MOMENT = 200

/**
 * Takes a run's folder for this process alone, and gives what sets it free again. A lock whose process is no more was left by a
 * death: it is taken over, and so is what was being written then.
 */
export async function lockFolder({ path }: RunFolder): Promise<() => Promise<void>> {
  const file = join(path, LOCK)
  try {
    await mkdir(path, { recursive: true })
    if (!(await take(file))) {
      const owner = await ownerOf(file)
      if (owner.isAlive) throw taken(path, owner.text)
      await rm(file, { force: true })
      if (!(await take(file))) throw taken(path, await readFile(file, 'utf8'))
    }
    await sweep(path)
  } catch (error) {
    if (error instanceof OrganismError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    const remedy = 'It takes a folder that this user may write to.'
    const message = `${path}: a run cannot be written there: ${reason}. ${remedy}`
    throw new OrganismError('storage-failed', message, { cause: error })
  }
  return () => rm(file, { force: true })
}

/** Whether the lock is ours now. */
async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${process.pid} ${hostname()}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function ownerOf(file: string): Promise<{ readonly isAlive: boolean; readonly text: string }> {
  let text = await textOf(file)
  if (text === '') {
    await new Promise((resolve) => setTimeout(resolve, MOMENT))
    text = await textOf(file)
  }
  const [pid, host] = text.split(' ')
  // What runs on another machine cannot be asked; in a container every process may have the number of this one.
  const isAlive = text !== '' && (host !== hostname() || (Number(pid) !== process.pid && lives(Number(pid))))
  return { isAlive, text }
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Removes what a death left half written. */
async function sweep(path: string): Promise<void> {
  const names = await readdir(path)
  for (const name of names.filter((each) => each.endsWith(UNFINISHED))) await rm(join(path, name), { force: true })
}

function taken(path: string, owner: string): OrganismError {
  const [pid, host] = owner.split(' ')
  return new OrganismError(
    'invalid-state',
    `${path}: another organism is at work there (process ${pid} on ${host}). Wait for it, or choose another --out; if there ` +
      `is none, remove ${join(path, LOCK)}.`,
  )
}
