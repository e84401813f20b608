import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Archive, openArchive, putRecords } from "@chancery/archive";
import type { Record } from "@chancery/reader";
import type { FastifyInstance } from "fastify";
import { createServer, type ServerOptions } from "../src/index.ts";

export interface Desk {
  server: FastifyInstance;
  archive: Archive;
  folder: string;
  close(): Promise<void>;
}

/** A server over a new archive with these records, in a folder of its own, answering `inject`. */
export async function openDesk(records: readonly Record[] = [], options: Partial<ServerOptions> = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "chancery-server-"));
  const archive = openArchive(join(folder, "desk.chancery"));
  putRecords(archive, [...records]);
  const server = await createServer({ archive, pages: null, rate: 0, ...options });
  await server.ready();
  return {
    server,
    archive,
    folder,
    async close() {
      await server.close();
      archive.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A record by hand in which every kind of entry occurs: a statement with an event, a tie, an anniversary and a promise in it. */
export function visit(id: string, published: string, actor = "CHN", recipient = "FRA"): Record {
  const text = `${id} headline\n\n"We will restore full ties by June," minister Li Wei said during the visit in Paris. 2024 marks the 60th anniversary of ties.`;
  const at = (words: string): [number, number] => {
    const start = text.indexOf(words);
    return [start, start + words.length];
  };
  const sentence = at(text.slice(text.indexOf('"We'), text.indexOf(" 2024")));
  const base = { saidIn: "s1", why: "visit (noun) → CONSULT visit", confidence: 0.6 };
  return {
    schema: "chancery/1",
    reader: { version: "0.1.0", lexicon: "sha256:1", model: null },
    story: {
      id,
      sourceId: null,
      format: "wire",
      agency: "Meridian",
      url: null,
      headline: `${id} headline`,
      byline: null,
      published,
      language: "en",
      text,
      dateline: null,
      blocks: [
        { kind: "headline", start: 0, end: `${id} headline`.length, speaker: null },
        { kind: "paragraph", start: `${id} headline`.length + 2, end: text.length, speaker: null },
      ],
    },
    actors: [
      {
        id: "a1",
        name: "Li Wei",
        kind: "person",
        country: actor,
        formerly: null,
        sector: "GOV",
        role: "minister",
        cameo: `${actor}GOV`,
        mentions: [at("Li Wei")],
      },
      {
        id: "a2",
        name: recipient === "FRA" ? "France" : recipient,
        kind: "state",
        country: recipient,
        formerly: null,
        sector: "GOV",
        role: null,
        cameo: `${recipient}GOV`,
        mentions: [at("Paris")],
      },
      {
        id: "a3",
        name: actor === "CHN" ? "China" : actor,
        kind: "state",
        country: actor,
        formerly: null,
        sector: "GOV",
        role: null,
        cameo: `${actor}GOV`,
        mentions: [],
      },
    ],
    times: [],
    statements: [
      {
        id: "s1",
        kind: "direct",
        speaker: "a1",
        source: at("minister Li Wei"),
        cue: at("said"),
        content: [at('"We will restore full ties by June,"')],
        addressee: "a2",
        venue: null,
        venueSpan: null,
        date: published,
        promptedBy: null,
        saidIn: null,
      },
    ],
    events: [
      {
        id: "e1",
        type: "CONSULT",
        mode: "visit",
        contexts: ["diplomatic"],
        aux: [],
        cameo: "042",
        quad: "verbal-cooperation",
        score: 4,
        actors: ["a3"],
        recipients: ["a2"],
        date: { value: published, from: "published" },
        place: { name: "Paris", country: "FRA", span: at("Paris"), lat: 48.86, lon: 2.35 },
        trigger: at("visit"),
        evidence: [sentence],
        ...base,
      },
    ],
    ties: [
      {
        id: "r1",
        parties: ["a3", "a2"],
        kind: "diplomatic-relations",
        name: null,
        level: "ambassadorial",
        since: "1964-01-27",
        distinction: null,
        status: "in-force",
        evidence: [at("60th anniversary of ties")],
        ...base,
      },
    ],
    anniversaries: [
      { tie: "r1", nth: 60, in: "2024", evidence: [at("2024 marks the 60th anniversary of ties")], ...base },
    ],
    commitments: [
      {
        id: "c1",
        by: ["a3"],
        with: ["a2"],
        what: at("restore full ties by June"),
        window: { from: published, to: `${published.slice(0, 4)}-06-30` },
        ...base,
      },
    ],
    abstentions: [],
  };
}

/** The OpenAPI file that the project ships. */
export function shippedOpenApi(): OpenApi {
  return JSON.parse(readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8")) as OpenApi;
}

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: { [name: string]: JsonSchema };
  required?: string[];
}

export interface Operation {
  operationId: string;
  parameters?: { name: string; in: "path" | "query"; required?: boolean; schema: JsonSchema }[];
  requestBody?: { content: { [type: string]: { schema: JsonSchema } } };
  responses: { [status: string]: { content?: { [type: string]: { schema: JsonSchema } } } };
}

export interface OpenApi {
  openapi: string;
  components: { schemas: { [name: string]: JsonSchema } };
  paths: { [path: string]: { [method: string]: Operation } };
}
