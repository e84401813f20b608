/**
 * The archive at size: stories and events by the million, made from the wire stories with shifted dates, countries and
 * words. Measures ingest with indexes live, the file's size beyond the texts, opening, and the queries that people wait for.
 * The archive stays in bench/out for the next run. CHANCERY_BENCH_STORIES=100000 makes a smaller one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Archive,
  openArchive,
  putRecords,
  searchStatements,
  searchStories,
  timeline,
  topDyads,
} from "@chancery/archive";
import type { Record } from "@chancery/reader";
import { corpusOf, randomOf } from "./archive-corpus.ts";
import { corpus, cpuSeconds, house, show, stories } from "./corpus.ts";

const SIZE = Number(process.env.CHANCERY_BENCH_STORIES ?? 1_000_000);
const ROUNDS = 200;
const BATCH = 1000;
const file = house(`bench/out/archive-${SIZE}.chancery`);
const PHRASES = ["prime minister", "foreign minister", "united nations", "security council", "the two countries"];

if (process.argv[2] === "--first-query") {
  firstQuery();
} else {
  mkdirSync(house("bench/out"), { recursive: true });
  console.log(`${SIZE.toLocaleString("en")} stories made from ${corpus().name}`);
  if (!existsSync(file)) make();
  sizes();
  opening();
  queries();
}

/** Makes the archive, or goes on where it was stopped, telling the rate of every twentieth; its name then says that it is whole. */
function make(): void {
  const draft = `${file.replace(/\.chancery$/, "")}-draft.chancery`;
  const archive = openArchive(draft);
  archive.db.exec("CREATE TABLE IF NOT EXISTS bench (bytes INTEGER)");
  const records = corpusOf(stories(), SIZE);
  const before = Number(archive.db.prepare("SELECT count(*) FROM story").pluck().get());
  let bytes = 0;
  for (let n = 0; n < before; n++) bytes += Buffer.byteLength((records.next().value as Record).story.text);
  let done = 0;
  let wall = 0;
  let cpu = 0;
  const part = { wall: 0, cpu: 0, done: 0 };
  for (;;) {
    const batch = [];
    for (let next = records.next(); !next.done; next = records.next()) {
      batch.push(next.value);
      bytes += Buffer.byteLength(next.value.story.text);
      if (batch.length === BATCH) break;
    }
    if (batch.length === 0) break;
    const began = performance.now();
    const used = cpuSeconds();
    putRecords(archive, batch);
    const took = (performance.now() - began) / 1000;
    const busy = cpuSeconds() - used;
    wall += took;
    cpu += busy;
    part.wall += took;
    part.cpu += busy;
    part.done += batch.length;
    done += batch.length;
    if (part.done >= SIZE / 20) {
      console.log(
        `  ${(before + done).toLocaleString("en").padStart(10)} stories  ${Math.round(part.done / part.wall)}/s by the clock, ${Math.round(part.done / part.cpu)}/s of CPU time`,
      );
      part.wall = part.cpu = part.done = 0;
    }
  }
  archive.db.prepare("INSERT INTO bench VALUES (?)").run(bytes);
  archive.close();
  renameSync(draft, file);
  show("ingest of ready records, by the clock", done / wall, "stories/s");
  show("ingest of ready records, CPU time", done / cpu, "stories/s");
}

function sizes(): void {
  const archive = openArchive(file, { readonly: true });
  const count = (table: string): number => Number(archive.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const bytes = Number(archive.db.prepare("SELECT bytes FROM bench").pluck().get());
  const stories = count("story");
  show("stories", stories, "");
  show("events", count("event"), "");
  show("statements", count("statement"), "");
  show("beyond the texts", (statSync(file).size - bytes) / stories, "bytes a story");
  archive.close();
}

/** A fresh process each time: opening and a first page of stories and a timeline, without the time Node takes to start. */
function opening(): void {
  const times: number[] = [];
  for (let i = 0; i < 10; i++) {
    const { stdout } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--conditions=chancery-source", fileURLToPath(import.meta.url), "--first-query"],
      { encoding: "utf8", env: process.env },
    );
    const took = Number.parseFloat(stdout);
    if (Number.isNaN(took)) throw new Error("the first query failed");
    times.push(took);
  }
  tell("opening and a first query", times);
}

function firstQuery(): void {
  const began = performance.now();
  const archive = openArchive(file, { readonly: true });
  timeline(archive, { source: "CHN", target: "FRA" });
  const took = performance.now() - began;
  archive.close();
  console.log(took);
}

function queries(): void {
  const archive = openArchive(file, { readonly: true });
  const random = randomOf(7);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const dyads = topDyads(archive, { limit: 200 }).map(({ source, target }) => ({
    source: source as string,
    target: target as string,
  }));
  const years = timeline(archive, { all: true }, { by: "year" }).points.flatMap(({ period }) => period ?? []);
  measure("a dyad's timeline, all years by month", () => timeline(archive, one(dyads)));
  measure("top dyads of a year", () => {
    const year = one(years);
    return topDyads(archive, { from: year, to: year });
  });
  const words = wordsOf(archive, random);
  const search = (query: string) => {
    const year = one(years);
    return searchStatements(archive, { words: query, from: year, to: year });
  };
  measure("search of statements, one word, one year", () => search(one(words)));
  measure("search of statements, two words, one year", () => search(`${one(words)} ${one(words)}`));
  measure("search of statements, a phrase, one year", () => search(`"${one(PHRASES)}"`));
  measure("search of statements, one word, one month", () => {
    const month = `${one(years)}-0${1 + Math.floor(random() * 9)}`;
    return searchStatements(archive, { words: one(words), from: month, to: month });
  });
  measure("search of stories, two words, one year", () => {
    const year = one(years);
    return searchStories(archive, { words: `${one(words)} ${one(words)}`, from: year, to: year });
  });
  archive.close();
}

/** Words of headlines drawn at random, so that frequent ones come up as often as they occur. */
function wordsOf(archive: Archive, random: () => number): string[] {
  const newest = Number(archive.db.prepare("SELECT max(id) FROM story").pluck().get());
  const oldest = Number(archive.db.prepare("SELECT min(id) FROM story").pluck().get());
  const at = archive.db.prepare("SELECT headline FROM story WHERE id >= ? LIMIT 1").pluck();
  return Array.from({ length: 300 }, () => {
    const headline = String(at.get(Math.floor(oldest + random() * (newest - oldest))));
    const all = headline.match(/\b[A-Za-z]{3,}\b/g) ?? ["minister"];
    return all[Math.floor(random() * all.length)] as string;
  });
}

function measure(name: string, query: () => unknown): void {
  const times: number[] = [];
  const used: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const cpu = cpuSeconds();
    const began = performance.now();
    query();
    times.push(performance.now() - began);
    used.push((cpuSeconds() - cpu) * 1000);
  }
  tell(name, times);
  used.sort((a, b) => a - b);
  show(`  CPU time, p95`, used[Math.ceil(used.length * 0.95) - 1] as number, "ms");
}

function tell(name: string, times: number[]): void {
  times.sort((a, b) => a - b);
  show(`${name}, p50`, times[Math.floor(times.length * 0.5)] as number, "ms");
  show(`${name}, p95`, times[Math.ceil(times.length * 0.95) - 1] as number, "ms");
}
