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
  const name = nameOf(value)
  return name === 'Object' ? 'an object' : `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`
}

/** Name of a value's class; a proxy or a getter that throws makes it an object like any other. */
function nameOf(value: object): string {
  try {
    const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
    return typeof name === 'string' && /^\w{1,40}$/.test(name) ? name : 'Object'
  } catch {
    return 'Object'
  }
}
