import {
  type Archive,
  anniversariesOf,
  type Between,
  type CommitmentRow,
  commitmentsOf,
  standingOf,
  tiesOf,
} from "@chancery/archive";
import { Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { remembered } from "../remembered.ts";
import { AnniversarySchema, CommitmentSchema, Country, listOf, Paging, ref, TieSchema } from "../schemas.ts";

const Parties = {
  a: Type.Optional({ ...Country, description: "A country, ISO 3166-1 alpha-3." }),
  b: Type.Optional({ ...Country, description: "With `a`: another country, for what is between the two." }),
};
const WholeDay = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/** Ties, the anniversaries that follow from them, and promises with their terms. */
export function promiseRoutes(api: Api, archive: Archive, today: () => string): void {
  const ties = remembered(archive, (a: string, b: string) => tiesOf(archive, betweenOf(a, b)));
  const anniversaries = remembered(archive, (a: string, b: string, from: string, to: string) =>
    anniversariesOf(archive, [Number(from), Number(to)], betweenOf(a, b) ?? undefined),
  );

  api.get(
    "/api/ties",
    {
      schema: {
        operationId: "listTies",
        summary: "Ties of a country or between two, those told of last first",
        tags: ["ties"],
        querystring: Type.Object({ a: Country, b: Parties.b }, { additionalProperties: false }),
        response: { 200: Type.Object({ items: Type.Array(ref(TieSchema)) }) },
      },
    },
    async ({ query }) => ({ items: ties(query.a, query.b ?? "") }),
  );

  api.get(
    "/api/anniversaries",
    {
      schema: {
        operationId: "listAnniversaries",
        summary: "Anniversaries that follow from ties, by date; without years those of this year and the next",
        tags: ["ties"],
        querystring: Type.Object(
          {
            ...Parties,
            from: Type.Optional(Type.Integer({ minimum: 1000, maximum: 9999, description: "The first year." })),
            years: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 2 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(ref(AnniversarySchema)) }) },
      },
    },
    async ({ query: { a, b, from, years } }) => {
      const first = from ?? Number(today().slice(0, 4));
      return { items: anniversaries(a ?? "", b ?? "", String(first), String(first + (years ?? 2) - 1)) };
    },
  );

  api.get(
    "/api/commitments",
    {
      schema: {
        operationId: "listCommitments",
        summary: "Promises: the newest first, or by the end of their term",
        tags: ["ties"],
        querystring: Type.Object(
          {
            ...Parties,
            from: Type.Optional({ ...WholeDay, description: "With `to`: terms that end in these days." }),
            to: Type.Optional(WholeDay),
            ...Paging,
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(CommitmentSchema) },
      },
    },
    async ({ query: { a, b, from, to, cursor, limit } }) => {
      const { rows, next } = commitmentsOf(archive, {
        between: betweenOf(a ?? "", b ?? "") ?? undefined,
        closes: from !== undefined && to !== undefined ? { from, to } : undefined,
        limit: limit ?? 40,
        offset: Math.min(Number(cursor ?? 0), 1e9),
      });
      return {
        items: rows.map((row) => shown(archive, row, today())),
        next: next === null ? null : String(next),
      };
    },
  );
}

/** Empty for a country that was not named. */
function betweenOf(a: string, b: string): Between | null {
  if (!a && !b) return null;
  return a ? { a, b: b || undefined } : { a: b };
}

/** Proposals that are laid beside a promise. */
const BESIDE = 3;

/** A promise with what has become of it by a day. */
function shown(archive: Archive, promise: CommitmentRow, today: string) {
  const { id: _, ...row } = promise;
  const { standing, decided, proposals } = standingOf(archive, promise, today);
  return {
    ...row,
    standing,
    decided,
    proposals: proposals.slice(0, BESIDE).map(({ event, ...rest }) => {
      const { id: __, ...told } = event;
      return { ...rest, event: told };
    }),
  };
}
