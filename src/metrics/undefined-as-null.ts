import type { JsonValue } from '../base/canonical-json.ts'

/**
 * Results as JSON can say them: NaN and infinities, which mean "undefined" inside, become `null`, -0 becomes 0,
 * columns become arrays. Everything else is copied as it is. The one door through which metrics leave for JSON.
 *
 * @example
 * undefinedAsNull({ sharpe: NaN, monthly: Float64Array.of(0.5, NaN) }) // => { sharpe: null, monthly: [0.5, null] }
 */
export function undefinedAsNull(value: unknown): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, undefinedAsNull)
  if (Array.isArray(value)) return value.map(undefinedAsNull)
  if (typeof value !== 'object' || value === null) return value as JsonValue
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, undefinedAsNull(member)]))
}
