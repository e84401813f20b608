import { createReadStream, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  type IntakeOptions,
  jsonLines,
  openArticles,
  startsJsonLines,
  startsPage,
  type Taken,
  takeIn,
} from "@chancery/reader/intake";

/** One story or one refusal, with the input it came from (`-` is standard input). */
export type Input = Taken & { readonly from: string };

/** The largest input read whole; JSON Lines are streamed without limit. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Every story of the named files; a folder is walked in name order, `-` is standard input. Never throws for an input:
 * what cannot be read is a refusal that says why, and the others are read.
 */
export async function* inputs(paths: readonly string[], options: IntakeOptions = {}): AsyncGenerator<Input> {
  for (const path of paths)
    for (const file of path === "-" ? ["-"] : walk(path)) {
      if (typeof file !== "string") yield { ...file.refusal, from: file.path };
      else for await (const taken of readOne(file, options)) yield { ...taken, from: file };
    }
}

/** The files that `inputs` will read, counted beforehand so that progress can be told. */
export function countFiles(paths: readonly string[]): number {
  let n = 0;
  for (const path of paths) for (const _ of path === "-" ? ["-"] : walk(path)) n++;
  return n;
}

type Unreadable = { path: string; refusal: Taken & { kind: "refused" } };

function* walk(path: string): Generator<string | Unreadable> {
  try {
    if (!statSync(path).isDirectory()) {
      yield path;
      return;
    }
    const names = readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith("."))
      .map((entry) => entry.name)
      .sort();
    for (const name of names) {
      const child = join(path, name);
      // A link to a folder could lead back here, so links inside a folder are followed to files alone.
      if (lstatSync(child).isSymbolicLink() && statSync(child, { throwIfNoEntry: false })?.isDirectory()) continue;
      yield* walk(child);
    }
  } catch (error) {
    yield { path, refusal: refuse(error) };
  }
}

async function* readOne(file: string, options: IntakeOptions): AsyncGenerator<Taken> {
  try {
    if (file === "-" || isJsonLines(file, options)) {
      yield* streamed(file, options);
      return;
    }
    const stat = statSync(file);
    if (!stat.isFile()) yield { kind: "refused", place: null, reason: "not a file" };
    else if (stat.size > LARGEST)
      yield {
        kind: "refused",
        place: null,
        reason: `${Math.round(stat.size / 1e6)} MB: too large for one story (50 MB at most)`,
      };
    else yield* whole(readFileSync(file), options);
  } catch (error) {
    yield refuse(error);
  }
}

/** Reads an input that is in memory; what pages need is loaded when the first page comes. */
async function* whole(bytes: Uint8Array, options: IntakeOptions): AsyncGenerator<Taken> {
  if (options.as === "article" || startsPage(bytes)) await openArticles();
  yield* takeIn(bytes, options);
}

function isJsonLines(file: string, options: IntakeOptions): boolean {
  return options.as === "jsonl" || (options.as === undefined && /\.(jsonl|ndjson)$/i.test(file));
}

/** Reads a stream: JSON Lines as they come, without limit; other standard input whole, up to the limit. */
async function* streamed(file: string, options: IntakeOptions): AsyncGenerator<Taken> {
  const stream = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 });
  let lines = file === "-" && options.as !== "jsonl" ? null : jsonLines(options);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (lines === null && size === 0 && startsJsonLines(chunk, options)) lines = jsonLines(options);
    size += chunk.length;
    if (lines) yield* lines.push(chunk);
    else if (size > LARGEST) {
      yield { kind: "refused", place: null, reason: "too large for one story (50 MB at most)" };
      return;
    } else chunks.push(chunk);
  }
  if (lines) yield* lines.end();
  else yield* whole(Buffer.concat(chunks), options);
}

const REASONS: { [code: string]: string } = {
  ENOENT: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "is a folder",
  ELOOP: "too many links",
};

/** Why a file could not be read, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? message;
}

function refuse(error: unknown): Taken & { kind: "refused" } {
  return { kind: "refused", place: null, reason: reasonOf(error) };
}
