import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileLexicon, createReader, type Dictionaries, type Reader } from "../../src/index.ts";

const HERE = fileURLToPath(new URL("../../", import.meta.url));

/** A reader with the lexicon as it stands in the checkout, and a user's own dictionaries. */
export function readerHere(dictionaries?: Dictionaries): Reader {
  return createReader({
    model: readFileSync(`${HERE}model/model.bin`),
    lexicon: lexiconHere(),
    ...(dictionaries ? { dictionaries } : {}),
  });
}

let compiled: Uint8Array | undefined;

/** The compiled lexicon of the checkout: made anew, so that a test sees what the tables say now. */
export function lexiconHere(): Uint8Array {
  compiled ??= compileLexicon(
    (readdirSync(`${HERE}lexicon`, { recursive: true }) as string[])
      .filter((file) => file.endsWith(".tsv"))
      .map((file) => ({
        name: file.replace(/\\/g, "/").replace(/\.tsv$/, ""),
        text: readFileSync(`${HERE}lexicon/${file}`, "utf8"),
      })),
  );
  return compiled;
}
