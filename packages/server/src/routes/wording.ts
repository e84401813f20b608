import { type Archive, type WordingFilter, wordingOf } from "@chancery/archive";
import { Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { remembered } from "../remembered.ts";
import { Country, Day, PhraseSchema, ref } from "../schemas.ts";

/** The fixed phrases of what was said. */
export function wordingRoutes(api: Api, archive: Archive): void {
  const ask = remembered(archive, (filter: string) => wordingOf(archive, JSON.parse(filter) as WordingFilter));
  api.get(
    "/api/wording",
    {
      schema: {
        operationId: "listPhrases",
        summary:
          "The fixed phrases of what was said: when they were first and last used, how often, and what fell silent",
        description:
          "Phrases are found without a given list, in the newest 12,000 statements that fit. With `since` each is told to be new from then on, silent from then on, or kept.",
        tags: ["statements"],
        querystring: Type.Object(
          {
            actor: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 1e12, description: "The speaker’s id in the archive." }),
            ),
            speaker: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "The speaker’s name." })),
            office: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "The speaker’s office." })),
            country: Type.Optional({ ...Country, description: "The speaker’s country, ISO 3166-1 alpha-3." }),
            about: Type.Optional({ ...Country, description: "A country that the statements name or address." }),
            from: Type.Optional(Day),
            to: Type.Optional(Day),
            since: Type.Optional({ ...Day, description: "Divides what is new from what fell silent." }),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 60 })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            items: Type.Array(ref(PhraseSchema), { description: "The most telling first." }),
            statements: Type.Integer({ description: "Statements that were looked through." }),
            exact: Type.Boolean({ description: "False where there are more: these are the newest." }),
          }),
        },
      },
    },
    async ({ query: { actor, speaker, ...rest } }) => {
      const by = actor ?? speaker;
      const { phrases, statements, exact } = ask(JSON.stringify({ ...rest, ...(by !== undefined && { speaker: by }) }));
      return { items: phrases, statements, exact };
    },
  );
}
