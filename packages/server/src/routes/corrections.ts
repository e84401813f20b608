import { Readable } from "node:stream";
import {
  type Archive,
  addCorrection,
  ENTRY_KINDS,
  type EntryKind,
  goldOf,
  listCorrections,
  precisionOf,
  removeCorrection,
  reviewQueue,
  VERDICTS,
} from "@chancery/archive";
import { Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { ProblemError } from "../problems.ts";
import {
  CorrectionSchema,
  Done,
  listOf,
  nullable,
  oneOf,
  Paging,
  PrecisionSchema,
  RecordRef,
  RowId,
  ref,
} from "../schemas.ts";

/** What people judge of the reading: kept beside it, never over it. */
export function correctionRoutes(api: Api, archive: Archive): void {
  api.get(
    "/api/corrections",
    {
      schema: {
        operationId: "listCorrections",
        summary: "Judgements of readings, the latest first",
        tags: ["review"],
        querystring: Type.Object(
          {
            story: Type.Optional(Type.String({ maxLength: 512 })),
            kind: Type.Optional(oneOf(ENTRY_KINDS)),
            verdict: Type.Optional(oneOf(VERDICTS)),
            detached: Type.Optional(Type.Boolean({ description: "Only those whose entry the newest reading lacks." })),
            ...Paging,
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(CorrectionSchema) },
      },
    },
    async ({ query: { cursor, limit = 40, ...filter } }) => {
      const rows = listCorrections(archive, {
        ...filter,
        limit: limit + 1,
        ...(cursor !== undefined && { before: Number(cursor) }),
      });
      return {
        items: rows.slice(0, limit),
        next: rows.length > limit ? String(rows[limit - 1]?.id) : null,
      };
    },
  );

  api.post(
    "/api/corrections",
    {
      schema: {
        operationId: "addCorrection",
        summary: "Judges an entry: that it is right, that it is wrong, or what it should say",
        tags: ["review"],
        body: Type.Object(
          {
            story: Type.String({ minLength: 1, maxLength: 512 }),
            entry: Type.String({ minLength: 1, maxLength: 64, description: "The entry’s id in the story’s record." }),
            verdict: oneOf(VERDICTS),
            value: Type.Optional(
              nullable(
                Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), {
                  maxProperties: 20,
                  description: "With `correct`: the fields that should be otherwise, as the record writes them.",
                }),
              ),
            ),
            note: Type.Optional(nullable(Type.String({ maxLength: 2000 }))),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(CorrectionSchema) },
      },
    },
    async ({ body: { story, entry, verdict, value, note } }) => {
      const correction = addCorrection(archive, {
        story,
        entry,
        verdict,
        value: verdict === "correct" ? (value ?? null) : null,
        note: note?.trim() || null,
        made: new Date().toISOString(),
      });
      if (!correction) throw new ProblemError(404, "No story of this archive has that entry.");
      return correction;
    },
  );

  api.delete(
    "/api/corrections/:id",
    {
      schema: {
        operationId: "removeCorrection",
        summary: "Takes a judgement back",
        tags: ["review"],
        params: RowId,
        response: { 200: Done },
      },
    },
    async ({ params }) => {
      if (!removeCorrection(archive, params.id)) throw new ProblemError(404, "There is no such judgement.");
      return { done: true as const };
    },
  );

  api.get(
    "/api/review",
    {
      schema: {
        operationId: "reviewQueue",
        summary: "Entries that nobody has judged and the reading was not sure of",
        description:
          "The newest stories first, in each the least sure entry first. A page can be empty and still have a next one: the stories looked through had nothing.",
        tags: ["review"],
        querystring: Type.Object(
          {
            kind: Type.Optional(oneOf(ENTRY_KINDS)),
            below: Type.Optional(
              Type.Number({ minimum: 0, maximum: 1.01, default: 0.75, description: "Surer entries are left out." }),
            ),
            ...Paging,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                story: Type.String(),
                kind: oneOf(ENTRY_KINDS),
                entry: Type.String(),
                confidence: nullable(Type.Number()),
              }),
            ),
            records: Type.Array(RecordRef, { description: "The records that the items are in, each once." }),
            next: nullable(Type.String()),
          }),
        },
      },
    },
    async ({ query: { kind, below, cursor, limit } }) => {
      const kinds: readonly EntryKind[] = kind === undefined ? ["event", "tie", "commitment"] : [kind];
      const { rows, next } = reviewQueue(archive, {
        kinds,
        below: below ?? 0.75,
        limit: Math.min(limit ?? 20, 50),
        before: cursor === undefined ? undefined : Number(cursor),
      });
      return {
        items: rows.map(({ record: _, ...row }) => row),
        records: [...new Set(rows.map(({ record }) => record))],
        next: next === null ? null : String(next),
      };
    },
  );

  api.get(
    "/api/review/precision",
    {
      schema: {
        operationId: "getPrecision",
        summary: "The measured precision of the reading by type, with its interval",
        tags: ["review"],
        response: { 200: Type.Object({ items: Type.Array(ref(PrecisionSchema)) }) },
      },
    },
    async () => ({ items: precisionOf(archive) }),
  );

  api.get("/api/review/gold.jsonl", { schema: { hide: true } }, async (_request, reply) => {
    const lines = function* () {
      for (const gold of goldOf(archive)) yield `${JSON.stringify(gold)}\n`;
    };
    return reply
      .type("application/jsonl; charset=utf-8")
      .header("content-disposition", 'attachment; filename="gold.jsonl"')
      .send(Readable.from(lines()));
  });
}
