import type { Cell, ColumnType } from "./tables.ts";

/**
 * One line of CSV (RFC 4180), CRLF included. A text that a spreadsheet would run as a formula is given an apostrophe in
 * front, which spreadsheets take as "this is text"; numbers are left as they are.
 */
export function csvLine(cells: readonly Cell[], types: readonly ColumnType[]): string {
  return `${cells.map((cell, i) => csvCell(cell, types[i] as ColumnType)).join(",")}\r\n`;
}

function csvCell(cell: Cell, type: ColumnType): string {
  if (cell === null) return "";
  if (type === "number" || type === "whole" || type === "truth") return String(cell);
  const text = safe(typeof cell === "object" ? cell.join("; ") : String(cell));
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Signs that begin a formula in a spreadsheet, in half and full width, after any white space; a tab, carriage return or line
 * feed at the start, which some programs cut off with what follows them.
 */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/;

function safe(text: string): string {
  const whole = text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
  return FORMULA.test(whole) ? `'${whole}` : whole;
}
