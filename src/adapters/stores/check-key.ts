import { refuse } from '../../base/guards.ts'

/** A name that means the same to every file system, and none that leads out of the folder. */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,120}$/

/** Refuses a key that is not a relative path of plain names. */
export function checkKey(where: string, key: unknown): asserts key is string {
  if (typeof key === 'string' && key.split('/').every((name) => NAME.test(name))) return
  refuse(where, 'key', key, {
    rule: 'names of letters, digits, dots, dashes and underscores, parted by /',
    remedy: "For example 'runs/1/logbook.jsonl'.",
  })
}

/** Refuses a text that is none; a line has no break in it. */
export function checkText(where: string, what: 'text' | 'line', text: unknown): asserts text is string {
  if (typeof text !== 'string') refuse(where, what, text, { rule: 'a string' })
  if (what === 'line' && /[\n\r]/.test(text)) {
    refuse(where, what, text, { rule: 'without line breaks', remedy: 'JSON.stringify leaves none.' })
  }
}
