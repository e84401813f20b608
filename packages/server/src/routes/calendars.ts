import {
  type Archive,
  addCalendar,
  anniversariesOf,
  type ComingAnniversary,
  calendarOf,
  listCalendars,
  removeCalendar,
  type TieRow,
} from "@chancery/archive";
import { Type } from "@sinclair/typebox";
import { ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from "ical-generator";
import type { Api } from "../api.ts";
import { ProblemError } from "../problems.ts";
import { CalendarSchema, Country, Done, nullable, RowId, ref } from "../schemas.ts";

/** Addresses for calendar programs: each has a token of its own, which can be taken back. */
export function calendarRoutes(api: Api, archive: Archive, today: () => string): void {
  api.get(
    "/api/calendars",
    {
      schema: {
        operationId: "listCalendars",
        summary: "The addresses given to calendar programs",
        tags: ["calendar"],
        response: { 200: Type.Object({ items: Type.Array(ref(CalendarSchema)) }) },
      },
    },
    async () => ({ items: listCalendars(archive).map(shown) }),
  );

  api.post(
    "/api/calendars",
    {
      schema: {
        operationId: "addCalendar",
        summary: "A new address for calendar programs",
        tags: ["calendar"],
        body: Type.Object(
          { name: Type.String({ minLength: 1, maxLength: 200 }), country: nullable(Country), other: nullable(Country) },
          { additionalProperties: false },
        ),
        response: { 200: ref(CalendarSchema) },
      },
    },
    async ({ body: { name, country, other } }) => shown(addCalendar(archive, name, country, country ? other : null)),
  );

  api.delete(
    "/api/calendars/:id",
    {
      schema: {
        operationId: "removeCalendar",
        summary: "Takes an address back: it leads nowhere from now on",
        tags: ["calendar"],
        params: RowId,
        response: { 200: Done },
      },
    },
    async ({ params }) => {
      if (!removeCalendar(archive, params.id)) throw new ProblemError(404, "There is no such address.");
      return { done: true as const };
    },
  );

  api.get(
    "/calendar/:file",
    { schema: { hide: true, params: Type.Object({ file: Type.String() }) } },
    async ({ params }, reply) => {
      const token = /^([\w-]{20,64})\.ics$/.exec(params.file)?.[1];
      const address = token ? calendarOf(archive, token) : null;
      if (!address) throw new ProblemError(404, "No calendar is at this address; it may have been taken back.");
      const year = Number(today().slice(0, 4));
      const between = address.country ? { a: address.country, b: address.other ?? undefined } : undefined;
      return reply
        .type("text/calendar; charset=utf-8")
        .send(calendarFile(address.name, anniversariesOf(archive, [year - 1, year + 5], between)));
    },
  );
}

function shown({ token, ...address }: ReturnType<typeof listCalendars>[number]) {
  return { ...address, path: `/calendar/${token}.ics` };
}

/**
 * A calendar file (RFC 5545) of those anniversaries whose day is told; with `years`, those of which the stories tell the
 * year alone stand on its first day, and say so.
 */
export function calendarFile(
  name: string,
  anniversaries: readonly ComingAnniversary[],
  { years = false }: { years?: boolean } = {},
): string {
  const calendar = new ICalCalendar({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Chancery", product: "Chancery" },
  });
  for (const { date, nth, round, tie } of anniversaries) {
    const exact = date.length === 10;
    if (!exact && !years) continue;
    const day = exact ? date : `${date.slice(0, 4)}-01-01`;
    const parties = tie.parties.map((party) => party.name).join(" and ");
    calendar.createEvent({
      id: `${uidOf(tie)}-${nth}@chancery`,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      stamp: new Date(`${day}T00:00:00Z`),
      summary: `${parties}: ${nth} year${nth === 1 ? "" : "s"} of ${tie.name ?? tie.kind.replaceAll("-", " ")}`,
      description: `Since ${tie.since}.${exact ? "" : ` In ${date}: the stories tell no day.`} “${tie.words.replace(/\s+/g, " ")}”`,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(round ? { categories: [{ name: "Round anniversary" }] } : {}),
    });
  }
  return calendar.toString();
}

/** What a calendar program knows an anniversary by: the same whichever story told of the tie last, so that it is never there twice. */
function uidOf({ kind, name, parties }: TieRow): string {
  const sides = [...new Set(parties.map((party) => party.country ?? party.name))].sort();
  return [kind, name ?? "", ...sides]
    .join(" ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
}
