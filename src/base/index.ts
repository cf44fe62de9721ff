/**
 * The ground floor: the one error class, canonical JSON and the content hash.
 *
 * @module base
 */
export { canonicalJson, type JsonValue } from './canonical-json.ts'
export type { Column } from './column.ts'
export { contentHash } from './content-hash.ts'
export { type ErrorCode, type ErrorDetails, OrganismError, type Problem } from './error.ts'
