/**
 * A place where runs, ledgers and reports are kept: texts under keys. A key is a relative path of names of letters, digits,
 * dots, dashes and underscores, parted by `/`. A failure is an `OrganismError` with `'storage-failed'`, and leaves what stood
 * there before.
 */
export interface Store {
  /** The text under a key; null when there is none. */
  readonly read: (key: string) => Promise<string | null>
  /** Puts a text under a key. Whoever reads sees all of the old text or all of the new one, whatever dies in between. */
  readonly write: (key: string, text: string) => Promise<void>
  /**
   * Adds a line behind the lines of a key. A line is there as a whole or not at all: one that was cut short by a death is not
   * read, and the next one takes its place.
   */
  readonly append: (key: string, line: string) => Promise<void>
  /** The lines that were added to a key, oldest first; none when there are none. */
  readonly lines: (key: string) => Promise<readonly string[]>
  /** Every key that begins with a prefix, sorted by its characters. */
  readonly list: (prefix?: string) => Promise<readonly string[]>
  /** Removes a key; nothing happens when there is none. */
  readonly remove: (key: string) => Promise<void>
}
