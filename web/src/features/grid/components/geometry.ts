/** `rows.css` has it too, as it has LINE_PX. */
export const ROW_PX = 28;
export const HEADER_PX = 32;
export const GUTTER_PX = 48;
/** The lines between columns; a cell ends before its line. */
export const LINE_PX = 1;

/** The element of a cell, by which the grid names it as the active one. */
export const cellId = (gridId: string, row: number, column: number) => `${gridId}-${row}-${column}`;
