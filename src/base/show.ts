const LONGEST = 60

/**
 * A value as an error message shows it: short, on one line, never throwing, whatever it is.
 *
 * @example
 * show('1O2.5') // => '"1O2.5"'
 * show(new Float64Array(3)) // => 'Float64Array(3)'
 */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value))
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'symbol') return 'a symbol'
  if (Object.is(value, -0)) return '-0'
  if (typeof value !== 'object' || value === null) return String(value)
  if (ArrayBuffer.isView(value)) return `${nameOf(value)}(${'length' in value ? value.length : value.byteLength})`
  if (Array.isArray(value)) return `an array of length ${value.length}`
  return nameOf(value) === 'Object' ? 'an object' : `a ${nameOf(value)}`
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`
}

function nameOf(value: object): string {
  return Object.getPrototypeOf(value)?.constructor?.name || 'Object'
}
