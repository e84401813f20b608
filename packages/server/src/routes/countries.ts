import { type Archive, extentOf, openEvents, partnersOf, type Subject, timeline, topDyads } from "@chancery/archive";
import { EVENT_TYPES, QUADS } from "@chancery/reader";
import { Type } from "@sinclair/typebox";
import type { Api } from "../api.ts";
import { type Archivists, stillThere } from "../archivists.ts";
import {
  Country,
  CountrySchema,
  Day,
  DyadSchema,
  EventSchema,
  ExchangeClaimSchema,
  ExchangePeriodSchema,
  ExchangeSchema,
  listOf,
  nullable,
  oneOf,
  Paging,
  PartnerSchema,
  ref,
  TimelineSchema,
} from "../schemas.ts";

const Period = { from: Type.Optional(Day), to: Type.Optional(Day) };
const Grain = Type.Optional(oneOf(["month", "year"]));

/** Visits and meetings, and claims about them, that are told one by one. */
const LATEST = 20;

/** Countries and pairs of them: how much was done, when, and the events behind every count. */
export function countryRoutes(api: Api, archive: Archive, archivists: Archivists): void {
  api.get(
    "/api/extent",
    {
      schema: {
        operationId: "getExtent",
        summary: "The dates of the archive’s first and last story",
        tags: ["countries"],
        response: { 200: Type.Object({ from: nullable(Type.String()), to: nullable(Type.String()) }) },
      },
    },
    async () => extentOf(archive) ?? { from: null, to: null },
  );

  api.get(
    "/api/countries",
    {
      schema: {
        operationId: "listCountries",
        summary: "Every country that did, received or said something in a period",
        tags: ["countries"],
        querystring: Type.Object(Period, { additionalProperties: false }),
        response: { 200: Type.Object({ items: Type.Array(ref(CountrySchema)) }) },
      },
    },
    async ({ query: { from, to } }, reply) => ({
      items: await stillThere(reply, (signal) => archivists.ask("countries", { from, to }, signal)),
    }),
  );

  api.get(
    "/api/countries/:country/partners",
    {
      schema: {
        operationId: "listPartners",
        summary: "The countries with which a country had most to do",
        tags: ["countries"],
        params: Type.Object({ country: Country }),
        querystring: Type.Object({ limit: Paging.limit }, { additionalProperties: false }),
        response: { 200: Type.Object({ items: Type.Array(ref(PartnerSchema)) }) },
      },
    },
    async ({ params, query }) => ({ items: partnersOf(archive, params.country, query.limit ?? 40) }),
  );

  api.get(
    "/api/countries/:country/timeline",
    {
      schema: {
        operationId: "countryTimeline",
        summary: "What a country did, or what was done to it, over time",
        tags: ["countries"],
        params: Type.Object({ country: Country }),
        querystring: Type.Object(
          { role: Type.Optional(oneOf(["actor", "recipient", "speaker"])), by: Grain, ...Period },
          { additionalProperties: false },
        ),
        response: { 200: ref(TimelineSchema) },
      },
    },
    async ({ params, query: { role, ...options } }) =>
      figuresOnly(timeline(archive, { country: params.country, role: role ?? "actor" }, options)),
  );

  api.get(
    "/api/dyads",
    {
      schema: {
        operationId: "listDyads",
        summary: "The pairs of countries between which most was done, or most changed, in a period",
        tags: ["dyads"],
        querystring: Type.Object(
          { order: Type.Optional(oneOf(["events", "change"])), limit: Paging.limit, ...Period },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(ref(DyadSchema)) }) },
      },
    },
    async ({ query }) => ({
      items: topDyads(archive, { ...query, limit: query.limit ?? 40, abroad: true }).map(
        ({ source, target, events, score, quads, before }) => ({
          source: source ?? "",
          target: target ?? "",
          events,
          score,
          quads,
          before: before && { events: before.events, score: before.score },
        }),
      ),
    }),
  );

  api.get(
    "/api/dyads/:a/:b/timeline",
    {
      schema: {
        operationId: "dyadTimeline",
        summary: "What a country did to another over time",
        tags: ["dyads"],
        params: Type.Object({ a: Country, b: Country }),
        querystring: Type.Object({ by: Grain, ...Period }, { additionalProperties: false }),
        response: { 200: ref(TimelineSchema) },
      },
    },
    async ({ params, query }) => figuresOnly(timeline(archive, { source: params.a, target: params.b }, query)),
  );

  api.get(
    "/api/dyads/:a/:b/exchanges",
    {
      schema: {
        operationId: "listExchanges",
        summary: "Visits, meetings and calls between two countries by month and level, beside what was said of them",
        description:
          "Each is counted once, however many stories tell it; what is planned, supposed or denied is not. A visit has the level of the guest, a meeting that which both sides reach. A claim (“exchanges at all levels have rapidly resumed since last year”) stands with the count of the time it speaks of and of as long a time before.",
        tags: ["dyads"],
        params: Type.Object({ a: Country, b: Country }),
        response: {
          200: Type.Object({
            periods: Type.Array(ref(ExchangePeriodSchema), { description: "Every month in which one is counted." }),
            latest: Type.Array(ref(ExchangeSchema), { description: "The latest twenty that are dated." }),
            claims: Type.Array(ref(ExchangeClaimSchema), { description: "The latest twenty." }),
          }),
        },
      },
    },
    async ({ params: { a, b } }, reply) => {
      const { periods, exchanges, claims } = await stillThere(reply, (signal) =>
        archivists.ask("exchanges", { a, b }, signal),
      );
      return {
        periods,
        latest: exchanges
          .filter(({ date }) => date !== null)
          .slice(-LATEST)
          .reverse()
          .flatMap(({ passages, ...exchange }) => {
            const [passage] = passages;
            if (!passage) return [];
            const { story, event, sentence } = passage;
            return { ...exchange, who: [...exchange.who], told: passages.length, story, event, sentence };
          }),
        claims: claims
          .slice(-LATEST)
          .reverse()
          .map(({ statement: { id: _, content: __, ...statement }, span: ___, ...claim }) => ({ ...claim, statement })),
      };
    },
  );

  api.get(
    "/api/events",
    {
      schema: {
        operationId: "listEvents",
        summary: "The events behind a count, the latest first, with the sentences that tell them",
        description:
          "`source` and `target` together, or `country` with `role`, or neither for all. `period` asks for exactly what a timeline counts under it.",
        tags: ["events"],
        querystring: Type.Object(
          {
            source: Type.Optional(Country),
            target: Type.Optional(Country),
            country: Type.Optional(Country),
            role: Type.Optional(oneOf(["actor", "recipient", "speaker"])),
            type: Type.Optional(oneOf(EVENT_TYPES)),
            quad: Type.Optional(oneOf(QUADS)),
            period: Type.Optional(
              Type.String({ pattern: "^\\d{4}(-(0[1-9]|1[0-2]))?$", description: "A period of a timeline." }),
            ),
            all: Type.Optional(
              Type.Boolean({ description: "Also what no count has: background, plans, conditions, denials." }),
            ),
            ...Period,
            ...Paging,
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(EventSchema) },
      },
    },
    async ({ query: { source, target, country, role, all, cursor, limit, ...filter } }) => {
      const subject: Subject =
        source !== undefined && target !== undefined
          ? { source, target }
          : country !== undefined
            ? { country, role: role ?? "actor" }
            : source !== undefined
              ? { country: source, role: "actor" }
              : target !== undefined
                ? { country: target, role: "recipient" }
                : { all: true };
      const page = openEvents(archive, {
        ...filter,
        subject,
        counted: !all,
        limit: limit ?? 40,
        ...(cursor !== undefined && { before: Number(cursor) }),
      });
      return {
        items: page.rows.map(({ id: _, ...row }) => row),
        next: page.next === null ? null : String(page.next),
      };
    },
  );
}

type Figures = ReturnType<typeof timeline>;

/** A timeline without what the pages do not draw. */
function figuresOnly({ points, total }: Figures) {
  const { types: _, ...whole } = total;
  return { points: points.map(({ types: __, ...point }) => point), total: whole };
}
