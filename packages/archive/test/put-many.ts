import { openArchive, putRecords } from "../src/index.ts";
import { bulk } from "./records.ts";

/**
 * Puts stories into an archive, telling each key once it is safe: `argv[3]` of them from `argv[4]` on, `argv[5]` at a time,
 * or fewer where `argv[6]` seconds are over before.
 */
const [, , file = "", count = "1000000", from = "0", batch = "5", seconds = "Infinity"] = process.argv;
const archive = openArchive(file);
const end = performance.now() + Number(seconds) * 1000;
for (let n = Number(from); n < Number(from) + Number(count) && performance.now() < end; n += Number(batch)) {
  const records = Array.from({ length: Math.min(Number(batch), Number(from) + Number(count) - n) }, (_, i) =>
    bulk(n + i),
  );
  const keys = putRecords(archive, records).map(({ key }) => key);
  process.stdout.write(`${keys.join("\n")}\n`);
}
archive.close();
