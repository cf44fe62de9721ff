import type { Column } from '../base/column.ts'

const BLOCKS = '▁▂▃▄▅▆▇█'

/**
 * A column as one line of blocks: each character is the mean of its share of the rows, scaled between the
 * lowest and the highest of those means. NaN is a space; a column that never moves is drawn at the bottom.
 */
export function sparkline(column: Column, width: number): string {
  const means = shares(column, Math.min(width, column.length))
  const known = means.filter(Number.isFinite)
  const low = Math.min(...known)
  const range = Math.max(...known) - low
  return means.map((mean) => block(range === 0 ? mean - low : (mean - low) / range)).join('')
}

function shares(column: Column, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const part = column.subarray(Math.floor((i * column.length) / count), Math.floor(((i + 1) * column.length) / count))
    const known = part.filter(Number.isFinite)
    return known.reduce((total, value) => total + value, 0) / known.length
  })
}

function block(height: number): string {
  if (Number.isNaN(height)) return ' '
  return BLOCKS[Math.min(BLOCKS.length - 1, Math.floor(height * BLOCKS.length))]
}
