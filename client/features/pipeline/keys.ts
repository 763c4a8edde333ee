/** What a key press on the board asks for. */
export type Intent =
  | { readonly kind: 'go'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'edge'; readonly end: 'first' | 'last' }
  | { readonly kind: 'carry'; readonly columns: number }
  /** Chooses the cards on the way. */
  | { readonly kind: 'extend'; readonly rows: number }
  | { readonly kind: 'choose' | 'unchoose' }
  | { readonly kind: 'lift' | 'drop' | 'restore' | 'menu' | 'reject' | 'hold' | 'schedule' | 'open' | 'stay' }

export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const arrows: Readonly<Record<string, { columns: number; rows: number }>> = {
  ArrowLeft: { columns: -1, rows: 0 },
  ArrowRight: { columns: 1, rows: 0 },
  ArrowUp: { columns: 0, rows: -1 },
  ArrowDown: { columns: 0, rows: 1 },
  PageUp: { columns: 0, rows: -8 },
  PageDown: { columns: 0, rows: 8 },
}

const letters: Readonly<Record<string, Intent>> = {
  m: { kind: 'menu' },
  r: { kind: 'reject' },
  h: { kind: 'hold' },
  s: { kind: 'schedule' },
  x: { kind: 'choose' },
}

/** Null: the key is not ours and keeps what the browser does with it. */
export function intentOf(press: Press, carrying: boolean): Intent | null {
  // Shortcuts of the browser and of assistive technology stay theirs.
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  const arrow = arrows[press.key]
  if (carrying) {
    if (arrow !== undefined) return arrow.columns === 0 ? { kind: 'stay' } : { kind: 'carry', columns: arrow.columns }
    if (press.key === ' ' || press.key === 'Enter') return { kind: 'drop' }
    if (press.key === 'Escape' || press.key === 'Tab') return { kind: 'restore' }
    return { kind: 'stay' }
  }
  if (arrow !== undefined && press.shiftKey && arrow.columns === 0) return { kind: 'extend', rows: arrow.rows }
  if (arrow !== undefined) return { kind: 'go', ...arrow }
  if (press.key === 'Escape') return { kind: 'unchoose' }
  if (press.key === ' ') return { kind: 'lift' }
  if (press.key === 'Enter') return { kind: 'open' }
  if (press.key === 'Home') return { kind: 'edge', end: 'first' }
  if (press.key === 'End') return { kind: 'edge', end: 'last' }
  return letters[press.key.toLowerCase()] ?? null
}

export interface Place {
  readonly column: number
  readonly row: number
}

/** Where an arrow leads from a place: never out of the board, over columns that are empty. */
export function step(lengths: readonly number[], from: Place, columns: number, rows: number): Place {
  if (columns === 0) {
    const last = (lengths[from.column] ?? 1) - 1
    return { column: from.column, row: Math.min(Math.max(0, from.row + rows), Math.max(0, last)) }
  }
  for (let column = from.column + columns; column >= 0 && column < lengths.length; column += columns) {
    const length = lengths[column] ?? 0
    if (length > 0) return { column, row: Math.min(from.row, length - 1) }
  }
  return from
}
