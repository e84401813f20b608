import { type Archive, getStory, listStories, recordsOf, type StoryRow } from "@chancery/archive";
import type { Record } from "@chancery/reader";
import { type Static, Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { ProblemError } from "../problems.ts";
import { listOf, Paging, RecordRef, ref, StorySchema, StorySummarySchema } from "../schemas.ts";

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 512, description: "The story’s id." }) });

const Which = Type.Object(
  { arrival: Type.Optional(Type.Integer({ minimum: 1, maximum: 1e12, description: "Which of several versions." })) },
  { additionalProperties: false },
);

/** Stories: the list, and one story with what was read from it. */
export function storyRoutes(api: Api, archive: Archive): void {
  api.get(
    "/api/stories",
    {
      schema: {
        operationId: "listStories",
        summary: "Stories, the newest first",
        tags: ["stories"],
        querystring: Type.Object(
          {
            text: Type.Optional(
              Type.String({
                maxLength: 200,
                description: 'Words that the stories hold: all of them, "a phrase", prefix*, NEAR(a b), AND, OR, NOT.',
              }),
            ),
            country: Type.Optional(Type.String({ pattern: "^[A-Z]{3}$", description: "A country that they name." })),
            ...Paging,
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(StorySummarySchema) },
      },
    },
    async ({ query: { text, country, cursor, limit } }) => {
      const page = listStories(archive, {
        ...(text?.trim() && { words: text }),
        ...(country !== undefined && { country }),
        ...(cursor !== undefined && { before: Number(cursor) }),
        limit: limit ?? 40,
      });
      return { items: summaries(archive, page.rows), next: page.next === null ? null : String(page.next) };
    },
  );

  api.get(
    "/api/stories/:id",
    {
      schema: {
        operationId: "getStory",
        summary: "A story with what was read from it, its versions and its other outlets",
        tags: ["stories"],
        params: Id,
        querystring: Which,
        response: { 200: ref(StorySchema) },
      },
    },
    async ({ params, query }) => {
      const story = find(archive, params.id, query.arrival);
      return {
        record: story.record,
        versions: story.versions.map(({ key, ...version }) => ({ id: key, ...version })),
        outlets: summaries(archive, story.duplicates),
      };
    },
  );

  api.get(
    "/api/stories/:id/record",
    {
      schema: {
        operationId: "getRecord",
        summary: "The record of a story alone, as `chancery read --json` prints it",
        tags: ["stories"],
        params: Id,
        querystring: Which,
        response: { 200: RecordRef },
      },
    },
    async ({ params, query }) => find(archive, params.id, query.arrival).record,
  );
}

function find(archive: Archive, id: string, arrival?: number) {
  const story = getStory(archive, id, arrival);
  if (!story) throw new ProblemError(404, "No story of this archive has that id.");
  return story;
}

/** Rows of the archive as lists show them. */
export function summaries(archive: Archive, rows: readonly StoryRow[]): Static<typeof StorySummarySchema>[] {
  const records = recordsOf(
    archive,
    rows.map(({ id }) => id),
  );
  return rows.map((row, i) => {
    const record = records[i];
    return {
      id: row.key,
      headline: row.headline,
      agency: row.agency,
      published: row.published,
      format: row.format,
      language: row.language,
      lead: record ? leadOf(record) : "",
      versions: row.versions,
      duplicates: row.duplicates,
      counts: {
        statements: row.statements,
        events: row.events,
        ties: record?.ties.length ?? 0,
        commitments: record?.commitments.length ?? 0,
      },
    };
  });
}

/** The first words of a story's body: enough for two lines. */
function leadOf({ story }: Record): string {
  const body = story.blocks.find(({ kind }) => kind === "paragraph" || kind === "answer" || kind === "question");
  const [start, end] = body ? [body.start, body.end] : [0, story.text.length];
  return story.text
    .slice(start, Math.min(end, start + 600))
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}
