import { checkInteger, refuse } from '../base/guards.ts'
import { named } from './batch.ts'
import { completeSettings } from './check-call.ts'
import type { Indicator, Inputs, Memory, Outputs, Setting, Settings, Shape } from './indicator.ts'
import { freshMemory, refuseState, restoreMemory, STATE_VERSION, type StreamState, saveMemory } from './memory.ts'

/**
 * An indicator fed one row at a time, as bars arrive. It runs the same recurrence as the batch, so row by row
 * it gives the same bits.
 */
export interface Stream<In extends string = string, Out extends string = string> {
  /** The value at the next row; NaN where the batch has NaN. */
  next(row: Inputs<In, number>): Outputs<Out, number>
  /** All it remembers, as plain JSON: save it, and `restore` goes on from there, bit for bit. */
  readonly state: StreamState
  /** Goes on from a saved state of the same indicator with the same settings; returns the stream. */
  restore(state: StreamState): this
}

/** The longest period of a stream: what it remembers, some 40 bytes a row at most, must be made before the first row. */
const LONGEST = 2 ** 22

/**
 * A stream of an indicator that has seen no row yet. Its periods are at most 4,194,304 rows (eight years of minutes); a
 * batch knows no such limit.
 *
 * @example
 * const stream = streamOf(smaIndicator, [2])
 * stream.next(1) // => NaN
 * stream.next(4) // => 2.5
 */
export function streamOf<In extends string, Out extends string, Given extends Settings>(
  indicator: Indicator<In, Out, Given>,
  given: Given,
): Stream<In, Out> {
  const settings = completeSettings(indicator, given)
  indicator.parameters.forEach(({ name, kind }, i) => {
    if (kind === 'period') checkInteger(indicator.name, name, settings[i], { max: LONGEST, remedy: TOO_LONG })
  })
  return new IndicatorStream(indicator, settings)
}

const TOO_LONG = 'A stream holds a whole period; run so long a one over a column.'

class IndicatorStream<In extends string, Out extends string, Given extends Settings> implements Stream<In, Out> {
  readonly #indicator: Indicator<In, Out, Given>
  readonly #settings: Required<Given>
  readonly #shapes: readonly Shape[]
  #memory: readonly Memory[]
  readonly #inputs: readonly Float64Array[]
  readonly #columns: readonly Float64Array[]

  constructor(indicator: Indicator<In, Out, Given>, settings: Required<Given>) {
    this.#indicator = indicator
    this.#settings = settings
    this.#shapes = indicator.memory(settings)
    this.#memory = freshMemory(this.#shapes)
    this.#inputs = indicator.inputs.map(() => new Float64Array(1))
    this.#columns = Array.from(
      { length: indicator.outputs.length + (indicator.scratch ?? 0) },
      () => new Float64Array(1),
    )
  }

  next(row: Inputs<In, number>): Outputs<Out, number> {
    const { inputs, outputs } = this.#indicator
    if (inputs.length === 1) this.#take(0, row)
    else for (let i = 0; i < inputs.length; i++) this.#take(i, (row as Record<string, unknown>)?.[inputs[i]])
    this.#indicator.run(this.#memory, this.#inputs, this.#columns, this.#settings)
    if (outputs.length === 1) return this.#columns[0][0] as Outputs<Out, number>
    return named(
      outputs,
      this.#columns.slice(0, outputs.length).map((column) => column[0]),
    ) as Outputs<Out, number>
  }

  #take(input: number, value: unknown): void {
    if (typeof value !== 'number') {
      const { name, inputs } = this.#indicator
      refuse(name, inputs[input], value, { rule: 'a number', remedy: 'Pass NaN for a row without a value.' })
    }
    this.#inputs[input][0] = value
  }

  get state(): StreamState {
    return {
      version: STATE_VERSION,
      indicator: this.#indicator.name,
      settings: [...this.#settings] as Setting[],
      memory: saveMemory(this.#memory),
    }
  }

  restore(state: StreamState): this {
    const { name } = this.#indicator
    if (typeof state !== 'object' || state === null) refuseState(name, 'state', state, 'an object')
    if (state.version !== STATE_VERSION) refuseState(name, 'state.version', state.version, String(STATE_VERSION))
    if (state.indicator !== name) refuseState(name, 'state.indicator', state.indicator, JSON.stringify(name))
    const settings = JSON.stringify(this.#settings)
    if (JSON.stringify(state.settings) !== settings) refuseState(name, 'state.settings', state.settings, settings)
    this.#memory = restoreMemory(name, this.#shapes, state.memory)
    return this
  }
}
