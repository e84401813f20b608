import { openArchive, putRecords } from "../src/index.ts";
import { bulk } from "./bulk.ts";

/** Puts stories into an archive until it is stopped or has put `argv[3]`, telling each key once it is safe. */
const [, , file = "", count = "1000000", from = "0", batch = "5"] = process.argv;
const archive = openArchive(file);
for (let n = Number(from); n < Number(from) + Number(count); n += Number(batch)) {
  const records = Array.from({ length: Math.min(Number(batch), Number(from) + Number(count) - n) }, (_, i) =>
    bulk(n + i),
  );
  const keys = putRecords(archive, records).map(({ key }) => key);
  process.stdout.write(`${keys.join("\n")}\n`);
}
archive.close();
