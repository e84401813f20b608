import type { WordingFilter } from "@chancery/archive";
import { type Static, Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { type Archivists, stillThere } from "../archivists.ts";
import { Country, Day, nullable, oneOf, PhraseSchema, ref } from "../schemas.ts";

/** The newest statements that are looked through where nobody asks for more, and the most that anybody may ask for. */
const USUAL = 12_000;
const MOST = 500_000;

const Question = Type.Object(
  {
    actor: Type.Optional(Type.Integer({ minimum: 1, maximum: 1e12, description: "The speaker’s id in the archive." })),
    speaker: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "The speaker’s name." })),
    office: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "The speaker’s office." })),
    country: Type.Optional({ ...Country, description: "The speaker’s country, ISO 3166-1 alpha-3." }),
    about: Type.Optional({ ...Country, description: "A country that the statements name or address." }),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    since: Type.Optional({ ...Day, description: "Divides what is new from what fell silent." }),
    most: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST,
        default: USUAL,
        description: "Statements that are looked through at most, the newest of those that fit.",
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 60 })),
  },
  { additionalProperties: false },
);

/** The fixed phrases of what was said. */
export function wordingRoutes(api: Api, archivists: Archivists): void {
  api.get(
    "/api/wording",
    {
      schema: {
        operationId: "listPhrases",
        summary:
          "The fixed phrases of what was said: when they were first and last used, how often, and what fell silent",
        description:
          "Phrases are found without a given list, in the newest statements that fit. With `since` each is told to be new from then on, silent from then on, or kept. The looking ends when whoever asked no longer waits.",
        tags: ["statements"],
        querystring: Question,
        response: {
          200: Type.Object({
            items: Type.Array(ref(PhraseSchema), { description: "The most telling first." }),
            statements: Type.Integer({ description: "Statements that were looked through." }),
            exact: Type.Boolean({ description: "False where there are more: these are the newest." }),
          }),
        },
      },
    },
    async ({ query }, reply) => {
      const { phrases, statements, exact } = await stillThere(reply, (signal) =>
        archivists.ask("wording", filterOf(query), signal),
      );
      return { items: phrases, statements, exact };
    },
  );

  api.get(
    "/api/wording/progress",
    {
      schema: {
        operationId: "wordingProgress",
        summary: "How far the looking for phrases is, while the same question waits for its answer",
        tags: ["statements"],
        querystring: Question,
        response: {
          200: Type.Object({
            step: nullable(oneOf(["reading", "counting"])),
            done: Type.Integer({ description: "Statements read, or lengths of phrases counted." }),
            of: Type.Integer(),
          }),
        },
      },
    },
    async ({ query }) => archivists.progressOf("wording", filterOf(query)) ?? { step: null, done: 0, of: 0 },
  );
}

function filterOf({ actor, speaker, ...rest }: Static<typeof Question>): WordingFilter {
  const by = actor ?? speaker;
  return { ...rest, ...(by !== undefined && { speaker: by }) };
}
