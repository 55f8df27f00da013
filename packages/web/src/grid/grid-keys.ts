import type { KeyboardEvent } from 'react'

/** A cell: row in the whole list (−1 is the header), column from 0. */
export interface Place {
  readonly row: number
  readonly col: number
}

interface GridKeyboard {
  readonly active: Place
  readonly firstRow: number
  readonly lastRow: number
  readonly lastCol: number
  readonly pageRows: number
  readonly go: (place: Place) => void
  readonly toggle: (row: number) => void
  /** Where a later extending of the selection starts. */
  readonly mark: (row: number) => void
  readonly extend: (to: number) => void
  readonly selectLoaded: () => void
  readonly clear: () => void
  readonly enter: (place: Place, cell: HTMLElement) => void
}

const HEADER = -1

/** Where a key leads from a cell, or undefined when it does not move. `ctrl` is Ctrl or ⌘. */
export function moveBy(
  key: string,
  ctrl: boolean,
  {
    active,
    firstRow,
    lastRow,
    lastCol,
    pageRows,
  }: Pick<GridKeyboard, 'active' | 'firstRow' | 'lastRow' | 'lastCol' | 'pageRows'>,
): Place | undefined {
  const { row, col } = active
  const within = (wanted: number): number => Math.max(firstRow, Math.min(lastRow, wanted))
  const moves: Readonly<Record<string, Place>> = {
    ArrowDown: { row: row === HEADER ? firstRow : within(row + 1), col },
    ArrowUp: { row: row === HEADER || row <= firstRow ? HEADER : row - 1, col },
    ArrowRight: { row, col: Math.min(lastCol, col + 1) },
    ArrowLeft: { row, col: Math.max(0, col - 1) },
    Home: ctrl ? { row: firstRow, col: 0 } : { row, col: 0 },
    End: ctrl ? { row: lastRow, col: lastCol } : { row, col: lastCol },
    PageDown: { row: within(row === HEADER ? firstRow : row + pageRows), col },
    PageUp: { row: within(row - pageRows), col },
  }
  return moves[key]
}

/** The keys of the grid (§6): moving, opening, selecting. */
export function gridKey(grid: GridKeyboard): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const ctrl = event.ctrlKey || event.metaKey
    const target = event.target instanceof HTMLElement ? event.target : null
    const cell = target?.closest<HTMLElement>('[data-place]')
    if (!cell) return
    const move = moveBy(event.key, ctrl, grid)
    if (move) {
      event.preventDefault()
      if (event.shiftKey && move.row !== HEADER && move.row !== grid.active.row) grid.extend(move.row)
      else if (!event.shiftKey) grid.mark(move.row)
      grid.go(move)
      return
    }
    const others: Readonly<Record<string, () => void>> = {
      Enter: () => grid.enter(grid.active, cell),
      ' ': () => (grid.active.row === HEADER ? grid.selectLoaded() : grid.toggle(grid.active.row)),
      Escape: grid.clear,
      ...(ctrl ? { a: grid.selectLoaded } : {}),
    }
    const run = others[event.key]
    if (!run) return
    event.preventDefault()
    run()
  }
}
