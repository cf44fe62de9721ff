import { Piscina } from 'piscina'
import { OrganismError } from '../../base/error.ts'
import type { Answer, Batch, Refused } from './answer.ts'
import type { Parcel } from './parcel.ts'

/** How a pool is made. */
export interface PoolOptions {
  /** File of the worker. */
  readonly worker: string
  readonly threads: number
  /** MiB of heap of one worker, where they are limited. */
  readonly heap: number | undefined
  /** Packs what every worker is given, once, when the first of them is needed. */
  pack(): Promise<Parcel>
}

/**
 * Workers that judge batches of one task, started with the first batch. A worker that dies, or whose batch is aborted, is
 * replaced. Idle workers do not keep the process alive.
 */
export class Pool {
  readonly threads: number
  readonly #options: PoolOptions
  readonly #waiting = new Set<(error: unknown) => void>()
  #started: Promise<Piscina> | undefined
  #isClosed = false

  constructor(options: PoolOptions) {
    this.threads = options.threads
    this.#options = options
  }

  /** What a batch came to; rejects when it is aborted and when its worker dies. */
  async run(batch: Batch, signal: AbortSignal): Promise<Answer | Refused> {
    this.#started ??= this.#start()
    const piscina = await this.#started
    this.checkOpen()
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject)
      const done = () => this.#waiting.delete(reject)
      piscina.run(batch, { signal }).finally(done).then(resolve, reject)
    })
  }

  /** Refuses work for a pool that is closed. */
  checkOpen(): void {
    if (!this.#isClosed) return
    throw new OrganismError(
      'invalid-state',
      'evaluateInThreads: the threads must be open to work, received genomes after close. Make others.',
    )
  }

  /** Ends every worker, whatever it does. */
  async close(): Promise<void> {
    this.#isClosed = true
    const piscina = await this.#started?.catch(() => undefined)
    await piscina?.destroy()
  }

  async #start(): Promise<Piscina> {
    const { worker, threads, heap, pack } = this.#options
    const piscina = new Piscina({
      filename: worker,
      name: 'work',
      minThreads: threads,
      maxThreads: threads,
      workerData: await pack(),
      recordTiming: false,
      ...(heap === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heap } }),
    })
    let reason: unknown = new Error('no worker could be started')
    const onLoss = () => {
      if (piscina.threads.length > 0) return
      for (const reject of this.#waiting) reject(reason)
    }
    // Workers that fail before they are ready are not replaced, and batches would wait for ever.
    piscina.on('workerDestroy', () => setImmediate(onLoss))
    piscina.on('error', (error) => {
      reason = error
    })
    return piscina
  }
}
