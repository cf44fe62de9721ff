/** Rows of cells in columns: the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      return cells.join('  ').trimEnd()
    })
    .join('\n')
}

/** A fraction in percent. */
export function percent(value: number): string {
  return Number.isNaN(value) ? 'n/a' : `${(100 * value).toFixed(1)} %`
}

/** A number with two decimals. */
export function decimal(value: number): string {
  return Number.isNaN(value) ? 'n/a' : value.toFixed(2)
}
