/**
 * Stores: where runs are kept. In memory, in a folder, and the suite that a store of your own must pass.
 *
 * @module stores
 */
export { checkStore, type StoreFinding, type StoreReport } from './check-store.ts'
export { folderStore } from './folder-store.ts'
export { memoryStore } from './memory-store.ts'
