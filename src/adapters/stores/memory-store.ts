import type { Store } from '../../ports/store.ts'
import { checkKey, checkText } from './check-key.ts'

/**
 * A store that forgets: keys and texts in a map, for tests and for runs that nobody keeps.
 *
 * @example
 * const store = memoryStore()
 * typeof store.write // => 'function'
 */
export function memoryStore(): Store {
  const texts = new Map<string, string>()
  const at = (key: string) => {
    checkKey('memoryStore', key)
    return texts.get(key) ?? null
  }
  return {
    read: async (key) => at(key),
    write: async (key, text) => {
      checkKey('memoryStore', key)
      checkText('memoryStore', 'text', text)
      texts.set(key, text)
    },
    append: async (key, line) => {
      checkText('memoryStore', 'line', line)
      const text = at(key) ?? ''
      texts.set(key, `${text.slice(0, text.lastIndexOf('\n') + 1)}${line}\n`)
    },
    lines: async (key) => (at(key) ?? '').split('\n').slice(0, -1),
    list: async (prefix = '') => [...texts.keys()].filter((key) => key.startsWith(prefix)).sort(),
    remove: async (key) => {
      checkKey('memoryStore', key)
      texts.delete(key)
    },
  }
}
