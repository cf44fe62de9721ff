/** Looks at a batch in work; aborted from outside, or because one strategy takes too long. */
export interface Watch {
  readonly signal: AbortSignal
  /** The place of the strategy that took too long. */
  readonly late: number | null
  stop(): void
}

/** Looks taken within a time-out: one strategy may run longer than allowed by one part of it. */
const LOOKS = 8
/** Most milliseconds between two looks; a timer takes no more than some weeks. */
const LONGEST = 1000

/**
 * Watches over a batch. A strategy is late when it was seen in work for `timeout` milliseconds by the clock of this thread:
 * never sooner, and an eighth of it later at most, if this thread is free to look.
 */
export function watchOver(begun: Int32Array, timeout: number | undefined, outer: AbortSignal | undefined): Watch {
  const controller = new AbortController()
  const onAbort = () => controller.abort(outer?.reason)
  outer?.addEventListener('abort', onAbort, { once: true })
  let [place, since, late]: [number, number, number | null] = [-1, 0, null]
  const look = () => {
    const now = performance.now()
    const current = Atomics.load(begun, 0)
    if (current !== place) [place, since] = [current, now]
    if (place < 0 || now - since < (timeout as number)) return
    late = place
    controller.abort(new Error('late'))
  }
  const timer = timeout === undefined ? undefined : setInterval(look, Math.min(LONGEST, Math.max(1, timeout / LOOKS)))
  return {
    signal: controller.signal,
    get late() {
      return late
    },
    stop() {
      clearInterval(timer)
      outer?.removeEventListener('abort', onAbort)
    },
  }
}
