import { getRouteApi } from "@tanstack/react-router";
import { useAsk } from "../api-queries.ts";
import { CountrySelect } from "../parts/CountrySelect.tsx";
import { Section } from "../parts/Section.tsx";
import { AnniversaryList, CommitmentList, todayHere } from "../parts/Ties.tsx";
import { useKeys } from "../shell/keys.ts";
import { useTitle } from "../shell/title.ts";
import { inWords } from "../story/dates.ts";
import { Addresses } from "./Addresses.tsx";
import "../parts/parts.css";
import "./calendar.css";

const route = getRouteApi("/calendar");

/** A year of anniversaries and of terms that end, with addresses for calendar programs. */
export function CalendarPage() {
  useTitle("Calendar");
  const { year: asked, a, b } = route.useSearch();
  const navigate = route.useNavigate();
  const today = todayHere();
  const year = asked ?? Number(today.slice(0, 4));
  const change = (next: { year?: number | undefined; a?: string | undefined; b?: string | undefined }) =>
    navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false });
  const anniversaries = useAsk("listAnniversaries", { query: { a, b: a && b, from: year, years: 1 } });
  const due = useAsk("listCommitments", {
    query: { a, b: a && b, from: `${year}-01-01`, to: `${year}-12-31`, limit: 200 },
  });
  useKeys("Calendar", [
    { key: "n", does: "next year", act: () => change({ year: year + 1 }) },
    { key: "p", does: "previous year", act: () => change({ year: year - 1 }) },
  ]);
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
          <Section title="Anniversaries" answer={anniversaries} note="of ties in force; round ones in bold">
            {({ items }) => {
              const undated = items.filter(({ date }) => date.length === 4);
              const months = Array.from({ length: 12 }, (_, m) => `${year}-${String(m + 1).padStart(2, "0")}`);
              if (!items.length)
                return <p className="none">No tie whose beginning is told has an anniversary in {year}.</p>;
              return (
                <>
                  {months.map((month) => {
                    const here = items.filter(({ date }) => date.startsWith(`${month}-`));
                    return (
                      here.length > 0 && (
                        <section key={month}>
                          <h3>{inWords(month)}</h3>
                          <AnniversaryList items={here} none="" />
                        </section>
                      )
                    );
                  })}
                  {undated.length > 0 && (
                    <section>
                      <h3>In the year, the day not told</h3>
                      <AnniversaryList items={undated} none="" />
                    </section>
                  )}
                </>
              );
            }}
          </Section>
        </div>
        <aside>
          <Section title="Terms that end" answer={due}>
            {({ items }) => (
              <CommitmentList items={items} today={today} none={`The term of no promise ends in ${year}.`} />
            )}
          </Section>
          <Addresses a={a} b={a && b} />
        </aside>
      </div>
    </div>
  );
}
