import { Type } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import { ProblemError } from "../problems.ts";
import { nullable } from "../schemas.ts";
import type { Shelf } from "../shelf.ts";

const Query = Type.Object(
  {
    text: Type.Optional(Type.String({ maxLength: 200, description: "Words that the stories hold." })),
    cursor: Type.Optional(Type.String({ maxLength: 300, description: "The `next` of the answer before." })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 40 })),
  },
  { additionalProperties: false },
);

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 512 }) });

/** Stories: the list, and one story with what was read from it. */
export function storyRoutes(server: FastifyInstance, archive: Shelf): void {
  server.get<{ Querystring: { text?: string; cursor?: string; limit?: number } }>(
    "/api/stories",
    {
      schema: {
        summary: "Stories, the newest first",
        querystring: Query,
        response: {
          200: Type.Object({ items: Type.Array(Type.Ref("StorySummary")), next: nullable(Type.String()) }),
          "4xx": Type.Ref("Problem"),
        },
      },
    },
    async ({ query }) =>
      archive.stories({ text: query.text?.trim() || null, cursor: query.cursor ?? null, limit: query.limit ?? 40 }),
  );
  server.get<{ Params: { id: string } }>(
    "/api/stories/:id",
    { schema: { summary: "A story with what was read from it", params: Id } },
    async ({ params }) => ({ record: recordOf(archive, params.id) }),
  );
  server.get<{ Params: { id: string } }>(
    "/api/stories/:id/record",
    { schema: { summary: "The record of a story alone, as `chancery read --json` prints it", params: Id } },
    async ({ params }) => recordOf(archive, params.id),
  );
}

function recordOf(archive: Shelf, id: string) {
  const record = archive.record(id);
  if (!record) throw new ProblemError(404, "No story of this archive has that id.");
  return record;
}
