import { Piscina } from 'piscina'
import { OrganismError } from '../../base/error.ts'
import type { Answer, Batch, Refused } from './answer.ts'
import type { Parcel } from './parcel.ts'
import { askToStop, GRACE } from './progress.ts'

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

/** A batch on its way: how its end is heard of, and how to give it up. */
interface InWork {
  readonly end: Promise<unknown>
  reject(error: unknown): void
}

/**
 * Workers that judge batches of one task, started with the first batch. A worker that dies, or whose batch is aborted, is
 * replaced. Idle workers do not keep the process alive.
 */
export class Pool {
  readonly threads: number
  readonly #options: PoolOptions
  readonly #inWork = new Map<Batch, InWork>()
  /** The end of every worker that has not come to it yet. */
  readonly #ends = new Map<Piscina['threads'][number], Promise<void>>()
  #started: Promise<Piscina> | undefined
  #closed: Promise<void> | undefined

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
      const end = piscina.run(batch, { signal }).finally(() => this.#inWork.delete(batch))
      this.#inWork.set(batch, { reject, end })
      end.then(resolve, reject)
    })
  }

  /** Refuses work for a pool that is closed. */
  checkOpen(): void {
    if (this.#closed === undefined) return
    throw new OrganismError(
      'invalid-state',
      'evaluateInThreads: the threads must be open to work, received genomes after close. Make others.',
    )
  }

  /** Ends every worker, whatever it does; settles when none is left, for everyone who asked. */
  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  async #end(): Promise<void> {
    const piscina = await this.#started?.catch(() => undefined)
    if (piscina === undefined) return
    await this.#stop()
    // A worker that was told to end and ends after the pool has would be replaced: those in their last moments go first.
    for (let dying = this.#dying(piscina); dying.length > 0; dying = this.#dying(piscina)) await Promise.all(dying)
    await piscina.destroy()
  }

  /** Lets every worker end the strategy it is at, unless that takes too long. */
  async #stop(): Promise<void> {
    for (const { progress } of this.#inWork.keys()) askToStop(progress)
    let patience: ReturnType<typeof setTimeout> | undefined
    const isOver = new Promise<void>((resolve) => {
      patience = setTimeout(resolve, GRACE)
    })
    await Promise.race([isOver, Promise.allSettled([...this.#inWork.values()].map(({ end }) => end))])
    clearTimeout(patience)
  }

  /** The ends of workers that the pool has given up. */
  #dying({ threads }: Piscina): Promise<void>[] {
    return [...this.#ends].filter(([worker]) => !threads.includes(worker)).map(([, end]) => end)
  }

  /** Notes when each worker of the moment ends. */
  #follow({ threads }: Piscina): void {
    for (const worker of threads) {
      // One that has ended has no number any more, and says so to nobody who asks only now.
      if (worker.threadId < 0 || this.#ends.has(worker)) continue
      const end = new Promise<void>((resolve) => {
        worker.once('exit', () => {
          this.#ends.delete(worker)
          resolve()
        })
      })
      this.#ends.set(worker, end)
    }
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
      for (const { reject } of this.#inWork.values()) reject(reason)
    }
    this.#follow(piscina)
    piscina.on('workerDestroy', () => {
      // It is still one of the threads at this moment, and may be one that has never been ready.
      this.#follow(piscina)
      // Workers that fail before they are ready are not replaced, and batches would wait for ever.
      setImmediate(onLoss)
    })
    piscina.on('error', (error) => {
      reason = error
    })
    return piscina
  }
}
