/** What a cell holds: a text, or the number of a worksheet's cell. */
export type GridCell = string | number;

/** One row that is not empty; `line` as a spreadsheet counts it, from 1. */
export type GridRow = { readonly line: number; readonly cells: readonly GridCell[] };

/** The rows of a file; `epochDay` is the day (since 1970-01-01) that a worksheet counts its dates from. */
export type Grid = { readonly rows: readonly GridRow[]; readonly epochDay: number };

/** Rows of a file at the most, its header aside. */
export const mostRows = 5000;
/** Columns of a file at the most. */
export const mostColumns = 200;
