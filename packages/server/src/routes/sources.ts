import { type Archive, addSource, listArrivals, listSources, removeSource, sourceOf } from "@chancery/archive";
import { Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import type { Polling } from "../feeds/poll.ts";
import { type Polled, poll } from "../feeds/poll.ts";
import { ProblemError } from "../problems.ts";
import { ArrivalSchema, Done, listOf, nullable, Paging, RowId, ref, SourceSchema } from "../schemas.ts";

/**
 * Feeds and folders: what is polled, what came when, what failed and why. Over the API a feed can be added; a folder is
 * added on the machine itself, by `chancery feed add`, so that no request decides which files are read.
 */
export function sourceRoutes(api: Api, archive: Archive, polling: Polling | null): void {
  const running = new Map<number, Promise<Polled>>();
  api.get(
    "/api/sources",
    {
      schema: {
        operationId: "listSources",
        summary: "The feeds and folders from which stories come",
        tags: ["sources"],
        response: { 200: Type.Object({ items: Type.Array(ref(SourceSchema)) }) },
      },
    },
    async () => ({ items: listSources(archive).map(shown) }),
  );

  api.post(
    "/api/sources",
    {
      schema: {
        operationId: "addFeed",
        summary: "Adds a feed; one that is there already is answered as it is",
        tags: ["sources"],
        body: Type.Object(
          {
            address: Type.String({ pattern: "^https?://[^\\s]{3,2000}$" }),
            fulltext: Type.Optional(
              Type.Boolean({ default: true, description: "Fetch an item’s page where the feed has a summary alone." }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(SourceSchema) },
      },
    },
    async ({ body }) => {
      if (!URL.canParse(body.address)) throw new ProblemError(400, "That is not an address.");
      const { href, username, password } = new URL(body.address);
      if (username || password) throw new ProblemError(400, "An address with a password in it is not fetched.");
      return shown(
        addSource(archive, {
          kind: "feed",
          address: href,
          fulltext: body.fulltext ?? true,
          made: new Date().toISOString(),
        }),
      );
    },
  );

  api.post(
    "/api/sources/:id/polls",
    {
      schema: {
        operationId: "pollSource",
        summary: "Asks a source now",
        tags: ["sources"],
        params: RowId,
        body: Type.Object({}, { additionalProperties: false }),
        response: {
          200: Type.Object({
            came: Type.Integer(),
            failed: Type.Integer(),
            trouble: nullable(Type.String({ description: "Why the source itself could not be had." })),
          }),
        },
      },
    },
    async ({ params }) => {
      const source = sourceOf(archive, params.id);
      if (!source) throw new ProblemError(404, "There is no such source.");
      if (!polling) throw new ProblemError(409, "This server reads nothing: it was started without a reader.");
      const asked = running.get(source.id) ?? poll(source, polling).finally(() => running.delete(source.id));
      running.set(source.id, asked);
      return asked;
    },
  );

  api.get(
    "/api/sources/:id/arrivals",
    {
      schema: {
        operationId: "listArrivals",
        summary: "What came from a source and what failed, the latest first",
        tags: ["sources"],
        params: RowId,
        querystring: Type.Object(Paging, { additionalProperties: false }),
        response: { 200: listOf(ArrivalSchema) },
      },
    },
    async ({ params, query }) => {
      if (!sourceOf(archive, params.id)) throw new ProblemError(404, "There is no such source.");
      const { rows, next } = listArrivals(
        archive,
        params.id,
        query.limit ?? 40,
        query.cursor === undefined ? undefined : Number(query.cursor),
      );
      return { items: rows.map(({ id: _, ...row }) => row), next: next === null ? null : String(next) };
    },
  );

  api.delete(
    "/api/sources/:id",
    {
      schema: {
        operationId: "removeSource",
        summary: "Removes a source; the stories that came from it stay",
        tags: ["sources"],
        params: RowId,
        response: { 200: Done },
      },
    },
    async ({ params }) => {
      if (!removeSource(archive, params.id)) throw new ProblemError(404, "There is no such source.");
      return { done: true as const };
    },
  );
}

function shown({ etag: _, modified: __, ...source }: ReturnType<typeof listSources>[number]) {
  return source;
}
