import type { Measure } from './objective.ts'

/** Options of an objective, not yet checked. */
export type Given = Readonly<Record<string, unknown>>

/** What an objective looks at when its options are checked. */
export interface Scene {
  readonly where: string
  /** Length of every market. */
  readonly lengths: readonly number[]
}

/** How an objective is made. */
export interface Recipe {
  readonly direction: 'max' | 'min'
  /** Names of its options. */
  readonly options: readonly string[]
  readonly readsReturns?: boolean
  readonly months?: number
  make(given: Given, scene: Scene): Measure['of']
}
