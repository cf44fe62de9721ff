/**
 * The version of this library, for records that must say which code made them.
 *
 * @example
 * LIBRARY_VERSION.split('.').length // => 3
 */
export const LIBRARY_VERSION = '0.1.0'
