/** A cell by its place in what is shown. Row -1 is the header. */
export type Place = { row: number; column: number };

/** A cell by what it belongs to, so that it is the same one after sorting or more rows. */
export type CellKey = { rowId: string | null; columnId: string };

/** A rectangle of cells, ends included. */
export type Range = { top: number; bottom: number; left: number; right: number };

/** The rectangle between two corners. */
export function rangeOf(anchor: Place, focus: Place): Range {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export type Bounds = { rows: number; columns: number; pageRows: number };
export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
};

function clamp({ row, column }: Place, { rows, columns }: Bounds): Place {
  return { row: Math.min(Math.max(row, -1), rows - 1), column: Math.min(Math.max(column, 0), columns - 1) };
}

/** Where a key moves the focus to, or null when it is no movement. */
export function moved(from: Place, press: KeyPress, bounds: Bounds): Place | null {
  if (press.altKey) return null;
  const far = press.ctrlKey || press.metaKey;
  const { row, column } = from;
  const to: Record<string, Place> = {
    ArrowUp: { row: far && row > 0 ? 0 : row - 1, column },
    ArrowDown: { row: far ? bounds.rows - 1 : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? bounds.columns - 1 : column + 1 },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? bounds.rows - 1 : row, column: bounds.columns - 1 },
    PageUp: { row: Math.max(0, row - bounds.pageRows), column },
    PageDown: { row: row + bounds.pageRows, column },
  };
  const target = to[press.key];
  return target ? clamp(target, bounds) : null;
}
