import {
  type Archive,
  type Arrived,
  addWatch,
  arrivedSince,
  countSince,
  listWatches,
  removeWatch,
  visitWatch,
  type Watch,
  type WatchQuery,
  watchOf,
} from "@chancery/archive";
import { Type } from "@sinclair/typebox";
import { generateAtomFeed } from "feedsmith";
import type { Api } from "../api.ts";
import { ProblemError } from "../problems.ts";
import { Country, Done, EventSchema, nullable, RowId, ref, StatementSchema, WatchSchema } from "../schemas.ts";
import { filterOf, StatementFilterSchema } from "./statements.ts";

/** What is counted as new; beyond it the number is no longer told. */
const MANY = 1000;

/** Saved searches and pairs that are watched: what is new in them since the last visit, here and as an Atom feed. */
export function watchRoutes(api: Api, archive: Archive): void {
  api.get(
    "/api/watches",
    {
      schema: {
        operationId: "listWatches",
        summary: "What is watched, and how much of it is new since the last visit",
        tags: ["watches"],
        response: { 200: Type.Object({ items: Type.Array(ref(WatchSchema)) }) },
      },
    },
    async () => ({ items: listWatches(archive).map((watch) => shown(archive, watch)) }),
  );

  api.post(
    "/api/watches",
    {
      schema: {
        operationId: "addWatch",
        summary: "Watches a search of statements or a pair of countries",
        tags: ["watches"],
        body: Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 200 }),
            statements: Type.Optional(StatementFilterSchema),
            dyad: Type.Optional(Type.Object({ a: Country, b: Country }, { additionalProperties: false })),
          },
          { additionalProperties: false, description: "Either `statements` or `dyad`." },
        ),
        response: { 200: ref(WatchSchema) },
      },
    },
    async ({ body: { name, statements, dyad } }) => {
      if ((statements === undefined) === (dyad === undefined))
        throw new ProblemError(400, "A watch is of statements or of a dyad, and of one of them.");
      const query: WatchQuery = dyad
        ? { kind: "dyad", ...dyad }
        : { kind: "statements", filter: { ...filterOf(statements ?? {}) } as { [name: string]: string | number } };
      return shown(archive, addWatch(archive, name, query));
    },
  );

  api.get(
    "/api/watches/:id/items",
    {
      schema: {
        operationId: "listWatchItems",
        summary: "What a watch found, that which came last first",
        tags: ["watches"],
        params: RowId,
        response: {
          200: Type.Object({
            name: Type.String(),
            items: Type.Array(
              Type.Object({
                isNew: Type.Boolean({ description: "Whether it came after the last visit." }),
                statement: nullable(ref(StatementSchema)),
                event: nullable(ref(EventSchema)),
              }),
            ),
          }),
        },
      },
    },
    async ({ params }) => {
      const watch = found(archive, params.id);
      return {
        name: watch.name,
        items: arrivedSince(archive, watch.query, 0, 100).map(({ arrival, statement, event }) => ({
          isNew: arrival > watch.seen,
          statement: statement && withoutIds(statement),
          event: event && withoutIds(event),
        })),
      };
    },
  );

  api.post(
    "/api/watches/:id/visits",
    {
      schema: {
        operationId: "visitWatch",
        summary: "Marks everything that a watch found as seen",
        tags: ["watches"],
        params: RowId,
        body: Type.Object({}, { additionalProperties: false }),
        response: { 200: Done },
      },
    },
    async ({ params }) => {
      if (!visitWatch(archive, params.id)) throw new ProblemError(404, "There is no such watch.");
      return { done: true as const };
    },
  );

  api.delete(
    "/api/watches/:id",
    {
      schema: {
        operationId: "removeWatch",
        summary: "Ends a watch; its feed’s address leads nowhere from now on",
        tags: ["watches"],
        params: RowId,
        response: { 200: Done },
      },
    },
    async ({ params }) => {
      if (!removeWatch(archive, params.id)) throw new ProblemError(404, "There is no such watch.");
      return { done: true as const };
    },
  );

  api.get(
    "/watch/:file",
    { schema: { hide: true, params: Type.Object({ file: Type.String() }) } },
    async (request, reply) => {
      const token = /^([\w-]{20,64})\.atom$/.exec(request.params.file)?.[1];
      const watch = token ? watchOf(archive, { token }) : null;
      if (!watch) throw new ProblemError(404, "No feed is at this address; the watch may have ended.");
      const here = `${request.protocol}://${request.headers.host ?? "localhost"}`;
      return reply
        .type("application/atom+xml; charset=utf-8")
        .send(atomOf(watch, arrivedSince(archive, watch.query, 0, 50), here));
    },
  );
}

function found(archive: Archive, id: number): Watch {
  const watch = watchOf(archive, { id });
  if (!watch) throw new ProblemError(404, "There is no such watch.");
  return watch;
}

function shown(archive: Archive, { id, name, query, made, seen, token }: Watch) {
  return {
    id,
    name,
    made,
    statements: query.kind === "statements" ? query.filter : null,
    dyad: query.kind === "dyad" ? { a: query.a, b: query.b } : null,
    news: countSince(archive, query, seen, MANY),
    path: `/watch/${token}.atom`,
  };
}

/** A row without what only the archive counts by. */
function withoutIds<Row extends { readonly id: number }>({ id: _, ...row }: Row): Omit<Row, "id" | "content"> {
  if (!("content" in row)) return row as Omit<Row, "id" | "content">;
  const { content: __, ...rest } = row;
  return rest as unknown as Omit<Row, "id" | "content">;
}

/** An Atom feed (RFC 4287) of what a watch found. */
function atomOf(watch: Watch, items: readonly Arrived[], here: string): string {
  return generateAtomFeed({
    id: `${here}/watch/${watch.token}.atom`,
    title: { value: `${watch.name} · Chancery` },
    updated: items.map(dateOf).sort().at(-1) ?? new Date(watch.made),
    generator: { text: "Chancery" },
    links: [{ href: `${here}/watch/${watch.token}.atom`, rel: "self", type: "application/atom+xml" }],
    entries: items.map((item) => {
      const [entry, title, words] = item.event
        ? [
            item.event.event,
            `${item.event.type}: ${item.event.actors.join(", ")}${item.event.recipients.length ? ` → ${item.event.recipients.join(", ")}` : ""}`,
            item.event.sentence,
          ]
        : [
            item.statement.statement,
            `${item.statement.speaker ?? "Somebody"}${item.statement.office ? `, ${item.statement.office}` : ""}`,
            item.statement.snippet.text,
          ];
      const { story, headline, agency } = item.event ?? item.statement;
      const link = `${here}/stories/${encodeURIComponent(story)}?at=${encodeURIComponent(entry)}`;
      return {
        id: link,
        title: { value: title },
        updated: dateOf(item),
        links: [{ href: link, rel: "alternate" }],
        content: {
          value: `${words}${headline ? `\n\n${[headline, agency].filter(Boolean).join(", ")}` : ""}`,
          type: "text",
        },
      };
    }),
  });
}

function dateOf({ statement, event }: Arrived): Date {
  const day = (statement ?? event)?.published ?? "1970-01-01";
  return new Date(`${day.length === 10 ? day : `${day}-01-01`.slice(0, 10)}T00:00:00Z`);
}
