const [PLACE, STOPPED] = [0, 1]

/** Milliseconds that a strategy in work has to come to its end when a batch is to stop. */
export const GRACE = 100

/** What two threads know of a batch: the place of the strategy in work, and whether it is to be the last. */
export function openProgress(): Int32Array {
  const progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  progress[PLACE] = -1
  return progress
}

/** The place of the strategy in work, -1 before the first. */
export function placeOf(progress: Int32Array): number {
  return Atomics.load(progress, PLACE)
}

/** Notes that the strategy at a place is in work; throws when none is to be any more. */
export function enter(progress: Int32Array, place: number): void {
  if (Atomics.load(progress, STOPPED) !== 0) throw new Error('the batch was stopped')
  Atomics.store(progress, PLACE, place)
}

/** Asks for a stop before the next strategy. A thread that stops by itself can be used again, and none can break. */
export function askToStop(progress: Int32Array): void {
  Atomics.store(progress, STOPPED, 1)
}
