import "@fastify/swagger";
import { type TSchema, Type } from "@sinclair/typebox";

/** The shapes of the API: requests are checked against them, the OpenAPI file and the pages' client are made from them. */

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const StorySummarySchema = Type.Object(
  {
    id: Type.String(),
    headline: nullable(Type.String()),
    agency: nullable(Type.String()),
    published: nullable(Type.String()),
    format: Type.String(),
    language: Type.String(),
    lead: Type.String({ description: "The first words of its body." }),
    counts: Type.Object({
      statements: Type.Integer(),
      events: Type.Integer(),
      ties: Type.Integer(),
      commitments: Type.Integer(),
    }),
  },
  { $id: "StorySummary" },
);
