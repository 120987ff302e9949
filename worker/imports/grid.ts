/** What a cell holds: a text, or the number of a worksheet's cell. */
export type GridCell = string | number;

/** One row that is not empty; `line` as a spreadsheet numbers it, from 1. */
export type GridRow = { readonly line: number; readonly cells: readonly GridCell[] };

/** The rows of a file; `epochDay` is the day (since 1970-01-01) that a worksheet counts its dates from. */
export type Grid = { readonly rows: readonly GridRow[]; readonly epochDay: number };

/** Most rows of a file below its header. */
export const mostRows = 5000;
/** Most columns of a file. */
export const mostColumns = 200;
