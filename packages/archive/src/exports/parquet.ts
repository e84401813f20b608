import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Cell, ColumnInfo } from "./tables.ts";

/** Rows of one row group: what is in memory at a time. */
const GROUP = 20_000;

/** A table as a Parquet file, in pieces: text as UTF-8 strings, whole numbers as INT64, snappy compression. */
export function* parquet(columns: readonly ColumnInfo[], rows: Iterable<readonly Cell[]>): Generator<Uint8Array> {
  const bytes = new ByteWriter();
  const file = new ParquetWriter({
    writer: bytes,
    createdBy: "chancery",
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type }) => {
        if (type === "whole") return { name, type: "INT64" as const, repetition_type: "OPTIONAL" as const };
        if (type === "number") return { name, type: "DOUBLE" as const, repetition_type: "OPTIONAL" as const };
        if (type === "truth") return { name, type: "BOOLEAN" as const, repetition_type: "OPTIONAL" as const };
        return {
          name,
          type: "BYTE_ARRAY" as const,
          converted_type: "UTF8" as const,
          repetition_type: "OPTIONAL" as const,
        };
      }),
    ],
  });
  /** What has been written since the last piece. `offset`, by which the file's footer finds its parts, runs on. */
  const piece = (): Uint8Array => {
    const out = new Uint8Array(bytes.buffer.slice(0, bytes.index));
    bytes.index = 0;
    return out;
  };
  let group: (readonly Cell[])[] = [];
  const write = (): Uint8Array => {
    file.write({
      columnData: columns.map((column, i) => ({
        name: column.name,
        data: group.map((row) => value(row[i] ?? null, column)),
      })),
      rowGroupSize: GROUP,
    });
    group = [];
    return piece();
  };
  for (const row of rows) {
    group.push(row);
    if (group.length === GROUP) yield write();
  }
  if (group.length > 0) yield write();
  file.finish();
  yield piece();
}

function value(cell: Cell, { type }: ColumnInfo): string | number | bigint | boolean | null {
  if (cell === null) return null;
  if (typeof cell === "object") return cell.join("; ");
  if (type === "whole") return BigInt(cell);
  return typeof cell === "string" ? cell : cell;
}
