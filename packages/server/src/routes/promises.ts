import {
  type Archive,
  anniversariesIn,
  type Between,
  type CommitmentRow,
  type CommitmentStanding,
  tellingsOfTies,
  tieRowOf,
} from "@chancery/archive";
import { type TSchema, Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { type Archivists, stillThere } from "../archivists.ts";
import { ProblemError } from "../problems.ts";
import { remembered } from "../remembered.ts";
import { AnniversarySchema, CommitmentSchema, Country, Day, listOf, Paging, TieSchema } from "../schemas.ts";

const Parties = {
  a: Type.Optional({ ...Country, description: "A country, ISO 3166-1 alpha-3." }),
  b: Type.Optional({ ...Country, description: "With `a`: another country, for what is between the two." }),
};
const WholeDay = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/** Ties, the anniversaries that follow from them, and promises with their terms. */
export function promiseRoutes(api: Api, archive: Archive, archivists: Archivists, today: () => string): void {
  const ties = remembered(archive, (a: string, b: string) => tellingsOfTies(archive, betweenOf(a, b)));
  const dated = remembered(archive, (a: string, b: string) => tellingsOfTies(archive, betweenOf(a, b), true));

  api.get(
    "/api/ties",
    {
      schema: {
        operationId: "listTies",
        summary: "Ties of a country or between two, those told of last first",
        tags: ["ties"],
        querystring: Type.Object({ a: Country, b: Parties.b, ...Paging }, { additionalProperties: false }),
        response: { 200: counted(TieSchema) },
      },
    },
    async ({ query: { a, b, cursor, limit } }) =>
      page(ties(a, b ?? ""), cursor, limit, (tie) => tieRowOf(archive, tie)),
  );

  api.get(
    "/api/anniversaries",
    {
      schema: {
        operationId: "listAnniversaries",
        summary: "Anniversaries that follow from ties, by date; without a time those of this year and the next",
        tags: ["ties"],
        querystring: Type.Object(
          {
            ...Parties,
            from: Type.Optional({
              ...Day,
              description: "The first year, month or day. In months and days are those alone whose day is told.",
            }),
            to: Type.Optional({ ...Day, description: "The last, 20 years after `from` at most." }),
            round: Type.Optional(
              Type.Boolean({ description: "Those alone that are marked: every tenth, 1, 5, 25, 75." }),
            ),
            ...Paging,
          },
          { additionalProperties: false },
        ),
        response: { 200: counted(AnniversarySchema) },
      },
    },
    async ({ query: { a, b, from, to, round, cursor, limit } }) => {
      const year = Number(today().slice(0, 4));
      const first = from ?? to?.slice(0, 4) ?? String(year);
      const last = to ?? String(Number(first.slice(0, 4)) + 1).padStart(4, "0");
      if (Number(last.slice(0, 4)) - Number(first.slice(0, 4)) > 20)
        throw new ProblemError(400, "Anniversaries are told for 20 years at most.");
      const coming = anniversariesIn(dated(a ?? "", b ?? ""), first, last).filter((one) => !round || one.round);
      return page(coming, cursor, limit, ({ tie, ...one }) => {
        const row = tieRowOf(archive, tie);
        return row && { ...one, tie: row };
      });
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
    async ({ query: { a, b, from, to, cursor, limit } }, reply) => {
      const filter = {
        between: betweenOf(a ?? "", b ?? "") ?? undefined,
        closes: from !== undefined && to !== undefined ? { from, to } : undefined,
        limit: limit ?? 40,
        offset: Math.min(Number(cursor ?? 0), 1e9),
      };
      const { rows, next } = await stillThere(reply, (signal) =>
        archivists.ask("commitments", { filter, today: today() }, signal),
      );
      return { items: rows.map(shown), next: next === null ? null : String(next) };
    },
  );
}

/** A list of which the whole is known, and how long it is. */
const counted = <T extends TSchema>(schema: T) =>
  Type.Object({
    ...listOf(schema).properties,
    total: Type.Integer({ description: "How many there are, on all pages together." }),
  });

/** A page of a list whose rows are opened only to be shown. */
function page<Row, Shown>(
  rows: readonly Row[],
  cursor: string | undefined,
  limit = 40,
  open: (row: Row) => Shown | null,
): { items: Shown[]; next: string | null; total: number } {
  const from = Number(cursor ?? 0);
  const to = from + limit;
  return {
    items: rows.slice(from, to).flatMap((row) => open(row) ?? []),
    next: to < rows.length ? String(to) : null,
    total: rows.length,
  };
}

/** Empty for a country that was not named. */
function betweenOf(a: string, b: string): Between | null {
  if (!a && !b) return null;
  return a ? { a, b: b || undefined } : { a: b };
}

/** Proposals that are laid beside a promise. */
const BESIDE = 3;

/** A promise with what has become of it. */
function shown({ id: _, proposals, ...row }: CommitmentRow & CommitmentStanding) {
  return {
    ...row,
    proposals: proposals.slice(0, BESIDE).map(({ event, ...rest }) => {
      const { id: __, ...told } = event;
      return { ...rest, event: told };
    }),
  };
}
