import { askToStop, GRACE, placeOf } from './progress.ts'

/** Looks at a batch in work; aborted from outside, or because one strategy takes too long. */
export interface Watch {
  readonly signal: AbortSignal
  /** Rejects when the batch was aborted before it began. */
  readonly givenUp: Promise<never>
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
 * never sooner, and an eighth of it later at most, if this thread is free to look. A batch that is aborted from outside may
 * end the strategy in work, unless that takes longer than `GRACE`.
 */
export function watchOver(progress: Int32Array, timeout: number | undefined, outer: AbortSignal | undefined): Watch {
  const controller = new AbortController()
  const heed = heedSignal(progress, outer, () => controller.abort(outer?.reason))
  let [place, since, late]: [number, number, number | null] = [-1, 0, null]
  const look = () => {
    const now = performance.now()
    const current = placeOf(progress)
    if (current !== place) [place, since] = [current, now]
    if (place < 0 || now - since < (timeout as number)) return
    late = place
    controller.abort(new Error('late'))
  }
  const timer = timeout === undefined ? undefined : setInterval(look, Math.min(LONGEST, Math.max(1, timeout / LOOKS)))
  return {
    signal: controller.signal,
    givenUp: heed.givenUp,
    get late() {
      return late
    },
    stop() {
      clearInterval(timer)
      heed.stop()
    },
  }
}

/** Stops a batch when a signal says so: gently, and with `end` where that does not help. */
function heedSignal(
  progress: Int32Array,
  outer: AbortSignal | undefined,
  end: () => void,
): Pick<Watch, 'givenUp' | 'stop'> {
  let patience: ReturnType<typeof setTimeout> | undefined
  let giveUp = (_reason: unknown) => {}
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = reject
  })
  const onAbort = () => {
    askToStop(progress)
    // A thread that has not begun will not: it need not end, and nobody need wait for it.
    if (placeOf(progress) < 0) giveUp(outer?.reason)
    else patience = setTimeout(end, GRACE)
  }
  outer?.addEventListener('abort', onAbort, { once: true })
  const stop = () => {
    clearTimeout(patience)
    outer?.removeEventListener('abort', onAbort)
  }
  return { givenUp, stop }
}
