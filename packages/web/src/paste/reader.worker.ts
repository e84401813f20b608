import { createReader, type Reader, type Record } from "@chancery/reader";
import { openArticles, takeIn } from "@chancery/reader/intake";

/** What the page asks of the worker. */
export interface Ask {
  text: string;
  /** Fills a date that the text lacks. */
  date: string | null;
}

/** What the worker tells: that it can read, what it read, or why not. */
export type Told =
  | { kind: "ready" }
  | { kind: "read"; records: Record[]; refused: string[]; milliseconds: number }
  | { kind: "failed"; reason: string };

const tell = (told: Told) => postMessage(told);

/** Fetched once, when the worker starts; a text goes nowhere. */
const reader: Promise<Reader> = Promise.all(["/reader/model.bin", "/reader/lexicon.bin"].map(fetched)).then(
  ([model, lexicon]) => {
    if (!model || !lexicon) throw new Error("the reader is missing from the server");
    return createReader({ model, lexicon });
  },
);
reader.then(
  () => tell({ kind: "ready" }),
  (error) => tell({ kind: "failed", reason: String(error instanceof Error ? error.message : error) }),
);

addEventListener("message", async ({ data }: MessageEvent<Ask>) => {
  try {
    const { read } = await reader;
    if (data.text.trimStart().startsWith("<")) await openArticles();
    const start = performance.now();
    const records: Record[] = [];
    const refused: string[] = [];
    const bytes = new TextEncoder().encode(data.text);
    for (const taken of takeIn(bytes, data.date ? { date: data.date } : {})) {
      if (taken.kind === "story") records.push(read(taken.story));
      else refused.push([taken.place, taken.reason].filter(Boolean).join(": "));
    }
    tell({ kind: "read", records, refused, milliseconds: performance.now() - start });
  } catch (error) {
    tell({ kind: "failed", reason: String(error instanceof Error ? error.message : error) });
  }
});

async function fetched(path: string): Promise<Uint8Array> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`the server does not hand out ${path} (${answer.status})`);
  return new Uint8Array(await answer.arrayBuffer());
}
