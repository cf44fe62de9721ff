import { readdirSync, readFileSync } from 'node:fs'

const TASKS = '/proc/self/task'

/** Milliseconds that each thread of this process has been on a processor; none where the system keeps no such books. */
export function threadTimes(): ReadonlyMap<string, number> {
  try {
    return new Map(
      readdirSync(TASKS).map((id) => [
        id,
        Number(readFileSync(`${TASKS}/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
      ]),
    )
  } catch {
    return new Map()
  }
}

/**
 * Milliseconds that work takes where every thread has a processor to itself: the time of the main thread and that of the
 * busiest other one, as if neither ever ran while the other did. What else the machine does is not in it, nor is waiting
 * for each other, so it can be measured on a machine that is not quiet. NaN where the system keeps no such books.
 */
export function longestPath(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  const main = String(process.pid)
  let [own, busiest] = [Number.NaN, 0]
  for (const [id, time] of after) {
    const spent = time - (before.get(id) ?? 0)
    if (id === main) own = spent
    else busiest = Math.max(busiest, spent)
  }
  return own + busiest
}
