import { getRouteApi } from "@tanstack/react-router";
import { type ComingAnniversary, useListing } from "../api.ts";
import { CountrySelect } from "../parts/CountrySelect.tsx";
import { AnniversaryList, CommitmentList, todayHere } from "../parts/Ties.tsx";
import { useKeys } from "../shell/keys.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { inWords } from "../story/dates.ts";
import { Addresses } from "./Addresses.tsx";
import "../parts/parts.css";
import "./calendar.css";

const route = getRouteApi("/calendar");

/** A year of anniversaries and of terms that end, with addresses for calendar programs. */
export function CalendarPage() {
  useTitle("Calendar");
  const { year: asked, a, b, every } = route.useSearch();
  const navigate = route.useNavigate();
  const today = todayHere();
  const year = asked ?? Number(today.slice(0, 4));
  const change = (next: {
    year?: number | undefined;
    a?: string | undefined;
    b?: string | undefined;
    every?: boolean | undefined;
  }) => navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false });
  // Of every country there are too many: those that are marked come first.
  const round = every === undefined ? a === undefined : !every;
  const anniversaries = useListing("listAnniversaries", {
    a,
    b: a && b,
    from: four(year),
    to: four(year),
    round: round || undefined,
    limit: 40,
  });
  const due = useListing("listCommitments", {
    a,
    b: a && b,
    from: `${four(year)}-01-01`,
    to: `${four(year)}-12-31`,
    limit: 20,
  });
  useKeys("Calendar", [
    { key: "n", does: "next year", act: () => change({ year: year + 1 }) },
    { key: "p", does: "previous year", act: () => change({ year: year - 1 }) },
  ]);
  const items = anniversaries.data?.pages.flatMap((page) => page.items) ?? [];
  const total = anniversaries.data?.pages[0]?.total ?? 0;
  return (
    <div className="sheetlike calendar">
      <header className="page-head">
        <h1>{year}</h1>
        <div className="head-fields">
          <span className="choices">
            <button type="button" onClick={() => change({ year: year - 1 })}>
              ← {year - 1}
            </button>
            <button type="button" onClick={() => change({ year: year + 1 })}>
              {year + 1} →
            </button>
          </span>
          <CountrySelect
            label="Of"
            any="every country"
            value={a ?? ""}
            onChange={(code) => change({ a: code || undefined, b: code ? b : undefined })}
          />
          {a && (
            <CountrySelect
              label="and"
              any="anyone"
              value={b ?? ""}
              onChange={(code) => change({ b: code || undefined })}
            />
          )}
        </div>
      </header>
      <div className="columns">
        <div>
          <section className="part">
            <h2>
              Anniversaries{" "}
              <small>
                of ties in force{total > items.length && `, ${items.length} of ${total.toLocaleString("en")}`}
              </small>
            </h2>
            <p className="choices">
              <button type="button" aria-pressed={round} onClick={() => change({ every: false })}>
                round ones
              </button>
              <button type="button" aria-pressed={!round} onClick={() => change({ every: true })}>
                every one
              </button>
            </p>
            {anniversaries.isPending ? (
              <Waiting what="anniversaries" />
            ) : anniversaries.isError ? (
              <Trouble error={anniversaries.error} retry={() => anniversaries.refetch()} />
            ) : items.length === 0 ? (
              <p className="none">
                No tie whose beginning is told has {round ? "a round anniversary" : "an anniversary"} in {year}.
              </p>
            ) : (
              <div className={anniversaries.isPlaceholderData ? "stale" : undefined}>
                <Months items={items} />
              </div>
            )}
            {anniversaries.hasNextPage && (
              <p className="more">
                <button
                  type="button"
                  disabled={anniversaries.isFetchingNextPage}
                  onClick={() => anniversaries.fetchNextPage()}
                >
                  More anniversaries
                </button>
              </p>
            )}
          </section>
        </div>
        <aside>
          <section className="part">
            <h2>Terms that end</h2>
            {due.isPending ? (
              <Waiting what="terms that end" />
            ) : due.isError ? (
              <Trouble error={due.error} retry={() => due.refetch()} />
            ) : (
              <CommitmentList
                items={due.data.pages.flatMap((page) => page.items)}
                today={today}
                none={`The term of no promise ends in ${year}.`}
              />
            )}
            {due.hasNextPage && (
              <p className="more">
                <button type="button" disabled={due.isFetchingNextPage} onClick={() => due.fetchNextPage()}>
                  Later terms
                </button>
              </p>
            )}
          </section>
          <Addresses a={a} b={a && b} />
        </aside>
      </div>
    </div>
  );
}

/** Anniversaries under their months; those whose day no story tells at the end. */
function Months({ items }: { items: readonly ComingAnniversary[] }) {
  const months = new Map<string, ComingAnniversary[]>();
  for (const item of items) {
    const month = item.date.length > 4 ? item.date.slice(0, 7) : "";
    const of = months.get(month);
    if (of) of.push(item);
    else months.set(month, [item]);
  }
  return [...months].map(([month, of]) => (
    <section key={month}>
      <h3>{month === "" ? "In the year, the day not told" : inWords(month)}</h3>
      <AnniversaryList items={of} none="" />
    </section>
  ));
}

/** A year in four digits, as dates have it. */
function four(year: number): string {
  return String(year).padStart(4, "0");
}
