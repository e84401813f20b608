/**
 * A record's lists as columns, which pack far smaller than objects one by one: each field's name stands once, what is alike
 * in all entries once, and an offset as its distance from the one before.
 *
 *   [{"id":"a1","country":"FRA","mentions":[[0,6],[40,46]]},{"id":"a2","country":"FRA","mentions":[[9,14]]}]
 *   {"~":[2,"#id,=country,~mentions","a","FRA",[[[0,6],[34,6]],[[-37,5]]]]}
 */

type Entry = { readonly [field: string]: unknown };
type Column = readonly unknown[];

/** How a column is written, before its name: as it is, its one value, ids numbered from 1, or distances between numbers. */
const PLAIN = " ";
const SAME = "=";
const NUMBERED = "#";
const DISTANCES = "~";

/** The key of an object that stands in place of a list. */
const LIST = "~";

/** A list of entries as columns; the list itself where its entries are not all of one make. */
export function toColumns(list: readonly unknown[]): unknown {
  const [first] = list;
  if (!isEntry(first)) return list;
  const names = Object.keys(first);
  if (names.length === 0 || names.some((name) => name.includes(","))) return list;
  for (const entry of list) if (!isEntry(entry) || !hasFields(entry, names)) return list;
  const head: string[] = [];
  const columns: unknown[] = [];
  for (const name of names) {
    const column = (list as readonly Entry[]).map((entry) => entry[name]);
    const [how, written] = writeColumn(name, column);
    head.push(how + name);
    columns.push(written);
  }
  return { [LIST]: [list.length, head.join(), ...columns] };
}

/** The list that `toColumns` wrote. */
export function fromColumns(written: unknown): unknown {
  const told = isEntry(written) ? written[LIST] : undefined;
  if (!Array.isArray(told)) return written;
  const [length, head, ...columns] = told as [number, string, ...unknown[]];
  const list: { [field: string]: unknown }[] = Array.from({ length }, () => ({}));
  for (const [i, name] of head.split(",").entries()) readColumn(list, name[0] as string, name.slice(1), columns[i]);
  return list;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an entry has exactly these fields, in this order, each with a value that JSON can write. */
function hasFields(entry: Entry, names: readonly string[]): boolean {
  let i = 0;
  for (const name in entry) {
    if (name !== names[i] || entry[name] === undefined) return false;
    i++;
  }
  return i === names.length;
}

function writeColumn(name: string, column: Column): [how: string, written: unknown] {
  const [first] = column;
  if ((typeof first !== "object" || first === null) && column.every((value) => value === first)) return [SAME, first];
  if (name === "id" && typeof first === "string") {
    const letter = first.slice(0, -1);
    if (column.every((id, i) => id === letter + (i + 1))) return [NUMBERED, letter];
  }
  const last = { number: 0, whole: true };
  const written = distances(column, last);
  return last.whole ? [DISTANCES, written] : [PLAIN, column];
}

function readColumn(list: { [field: string]: unknown }[], how: string, name: string, written: unknown): void {
  if (how === SAME) for (const entry of list) entry[name] = written;
  else if (how === NUMBERED) for (const [i, entry] of list.entries()) entry[name] = `${written}${i + 1}`;
  else {
    const column = written as unknown[];
    const last = { number: 0 };
    for (const [i, entry] of list.entries()) entry[name] = how === DISTANCES ? undistanced(column[i], last) : column[i];
  }
}

/** Numbers, however deep in lists, as distances from the one before; null stays. `whole` tells whether there was nothing else. */
function distances(value: unknown, last: { number: number; whole: boolean }): unknown {
  if (typeof value === "number") {
    if (!Number.isInteger(value) || Math.abs(value) > 2 ** 31) last.whole = false;
    const by = value - last.number;
    last.number = value;
    return by;
  }
  if (value === null) return value;
  if (!Array.isArray(value)) {
    last.whole = false;
    return value;
  }
  const out: unknown[] = [];
  for (const one of value) {
    out.push(distances(one, last));
    if (!last.whole) break;
  }
  return out;
}

/** `distances` undone. */
function undistanced(value: unknown, last: { number: number }): unknown {
  if (typeof value === "number") {
    last.number += value;
    return last.number;
  }
  if (!Array.isArray(value)) return value;
  for (let i = 0; i < value.length; i++) value[i] = undistanced(value[i], last);
  return value;
}
