/**
 * Ports: what the library asks of the outside world, as types. Adapters keep them, and so can you.
 *
 * @module ports
 */
export type { Store } from './store.ts'
