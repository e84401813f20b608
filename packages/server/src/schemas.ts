import type { Record as ReadRecord } from "@chancery/reader";
import recordSchema from "@chancery/reader/record.schema.json" with { type: "json" };
import { type Static, type TSchema, Type } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import { ProblemSchema } from "./problems.ts";

/** The shapes of the API: requests are checked against them, the OpenAPI file and the pages' client are made from them. */

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A reference to a schema of the house by its name. */
export const ref = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` });

/** The record of a story, by the schema that ships with the reader. */
export const RecordRef = Type.Unsafe<ReadRecord>({ $ref: "Record#" });

/** The part of a list that one answer holds. `next` asks for the part after it. */
export const listOf = <T extends TSchema>(schema: T) =>
  Type.Object({ items: Type.Array(ref(schema)), next: nullable(Type.String()) });

/** The parameters by which lists are turned over. */
export const Paging = {
  cursor: Type.Optional(Type.String({ pattern: "^\\d{1,16}$", description: "The `next` of the answer before." })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 40 })),
};

export const StorySummarySchema = Type.Object(
  {
    id: Type.String({ description: "Addresses the story." }),
    headline: nullable(Type.String()),
    agency: nullable(Type.String()),
    published: nullable(Type.String()),
    format: Type.String(),
    language: Type.String({ description: "ISO 639-1, or `und`." }),
    lead: Type.String({ description: "The first words of its body." }),
    versions: Type.Integer({ description: "Versions kept, the newest included." }),
    duplicates: Type.Integer({ description: "Other stories that are the same dispatch." }),
    counts: Type.Object({
      statements: Type.Integer(),
      events: Type.Integer(),
      ties: Type.Integer(),
      commitments: Type.Integer(),
    }),
  },
  { $id: "StorySummary" },
);

export const VersionSchema = Type.Object(
  {
    id: Type.String(),
    arrival: Type.Integer({ description: "The place in which it came to the archive." }),
    published: nullable(Type.String()),
    headline: nullable(Type.String()),
    current: Type.Boolean(),
  },
  { $id: "Version", description: "A version of a story." },
);

export const StorySchema = Type.Object(
  {
    record: RecordRef,
    versions: Type.Array(ref(VersionSchema), { description: "The newest first." }),
    outlets: Type.Array(ref(StorySummarySchema), { description: "The other stories that are the same dispatch." }),
  },
  { $id: "StoryPage" },
);

export const SCHEMAS: readonly TSchema[] = [ProblemSchema, StorySummarySchema, VersionSchema, StorySchema];

/** Makes every schema known to the server by its name; the record's parts become schemas of their own. */
export function addSchemas(server: FastifyInstance): void {
  for (const schema of SCHEMAS) server.addSchema(schema);
  const definitions: { [name: string]: object } = recordSchema.definitions;
  for (const [name, definition] of Object.entries(definitions)) server.addSchema({ $id: name, ...renamed(definition) });
}

/** A schema whose references to `#/definitions/Name` are references to `Name#`. */
function renamed(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === "$ref" && typeof value === "string"
        ? `${decodeURIComponent(value.replace("#/definitions/", ""))}#`
        : value,
    ),
  );
}
