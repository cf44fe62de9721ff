import type { Column } from '../base/column.ts'
import { checkColumn, refuse } from '../base/guards.ts'

/**
 * Numbers as a column: a `Float64Array` is kept as it is, a plain array or another typed array is copied once.
 * A plain array must hold numbers and nothing else, because `null`, `''` and `true` would silently become 0 and 1.
 */
export function toColumn(where: string, name: string, values: ArrayLike<number>, length?: number): Column {
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView))
  const column = isList && !(values instanceof Float64Array) ? copyNumbers(where, name, values) : values
  checkColumn(where, name, column, length)
  return column as Column
}

function copyNumbers(where: string, name: string, values: ArrayLike<unknown>): Column {
  const column = new Float64Array(values.length)
  for (let row = 0; row < column.length; row++) {
    const value = values[row]
    if (typeof value !== 'number') {
      refuse(where, name, value, {
        rule: 'a number',
        row,
        code: 'invalid-column',
        remedy: 'Convert the values first, and drop the rows that have none.',
      })
    }
    column[row] = value
  }
  return column
}
