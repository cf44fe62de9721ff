/**
 * Threads: the evaluation of a task spread over the cores of this machine, with the bits of one thread.
 *
 * @module threads
 */
export { type EvaluateInThreads, type EvaluateInThreadsOptions, evaluateInThreads } from './evaluate-in-threads.ts'
