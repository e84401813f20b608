import { type Archive, findActors, type StatementFilter, searchStatements, statementFacets } from "@chancery/archive";
import { STATEMENT_KINDS } from "@chancery/reader";
import { type Static, Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { Country, Day, FacetsSchema, listOf, nullable, oneOf, Paging, ref, StatementSchema } from "../schemas.ts";

const Filter = {
  words: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Words that they hold: all of them, "a phrase", prefix*, NEAR(a b), AND, OR, NOT.',
    }),
  ),
  actor: Type.Optional(Type.Integer({ minimum: 1, maximum: 1e12, description: "The speaker’s id in the archive." })),
  speaker: Type.Optional(Type.String({ maxLength: 200, description: "The speaker’s name." })),
  office: Type.Optional(Type.String({ maxLength: 200, description: "The speaker’s office." })),
  country: Type.Optional({ ...Country, description: "The speaker’s country, ISO 3166-1 alpha-3." }),
  about: Type.Optional({ ...Country, description: "A country that they name or address." }),
  kind: Type.Optional(oneOf(STATEMENT_KINDS)),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};
/** A search of statements, as a request or a watch has it. */
export const StatementFilterSchema = Type.Object(Filter, { additionalProperties: false });

/** Statements: searched, and spread over facets. */
export function statementRoutes(api: Api, archive: Archive): void {
  api.get(
    "/api/statements",
    {
      schema: {
        operationId: "searchStatements",
        summary: "Statements by their words, and by who said them, when and about whom",
        tags: ["statements"],
        querystring: Type.Object(
          { ...Filter, order: Type.Optional(oneOf(["best", "newest"])), ...Paging },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Composite([
            listOf(StatementSchema),
            Type.Object({
              order: oneOf(["best", "newest"]),
              matches: Type.Integer({ description: "Statements whose words match, before other filters." }),
              exact: Type.Boolean({ description: "False where counting stopped." }),
            }),
          ]),
        },
      },
    },
    async ({ query }) => {
      const found = searchStatements(archive, {
        ...filterOf(query),
        ...(query.order && { order: query.order }),
        once: true,
        limit: query.limit ?? 40,
        offset: Math.min(Number(query.cursor ?? 0), 1e9),
      });
      return {
        items: found.rows.map(({ id: _, content: __, ...row }) => row),
        next: found.next === null ? null : String(found.next),
        order: found.order,
        matches: found.matches,
        exact: found.exact,
      };
    },
  );

  api.get(
    "/api/statements/facets",
    {
      schema: {
        operationId: "statementFacets",
        summary: "How the statements of a search are spread over speakers, countries, kinds and years",
        tags: ["statements"],
        querystring: StatementFilterSchema,
        response: { 200: ref(FacetsSchema) },
      },
    },
    async ({ query }) => statementFacets(archive, { ...filterOf(query), once: true }),
  );

  api.get(
    "/api/actors",
    {
      schema: {
        operationId: "findActors",
        summary: "Actors whose name, or a word of it, begins with some letters",
        tags: ["statements"],
        querystring: Type.Object(
          { name: Type.String({ minLength: 1, maxLength: 100 }), limit: Paging.limit },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                id: Type.Integer(),
                name: Type.String(),
                country: nullable(Type.String()),
                sector: nullable(Type.String()),
                cameo: nullable(Type.String()),
                stories: Type.Integer(),
              }),
            ),
          }),
        },
      },
    },
    async ({ query }) => ({ items: findActors(archive, query.name, query.limit ?? 20) }),
  );
}

/** The archive's filter of a request's. */
export function filterOf({ actor, speaker, ...query }: Static<typeof StatementFilterSchema>): StatementFilter {
  const filter: StatementFilter = {};
  if (query.words?.trim()) filter.words = query.words;
  if (actor !== undefined) filter.speaker = actor;
  else if (speaker?.trim()) filter.speaker = speaker;
  if (query.office?.trim()) filter.office = query.office;
  if (query.country !== undefined) filter.country = query.country;
  if (query.about !== undefined) filter.about = query.about;
  if (query.kind !== undefined) filter.kind = query.kind;
  if (query.from !== undefined) filter.from = query.from;
  if (query.to !== undefined) filter.to = query.to;
  return filter;
}
