import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useAsk } from "../api-queries.ts";
import { EventList } from "../parts/EventList.tsx";
import { Section } from "../parts/Section.tsx";
import { StatementItem } from "../parts/StatementItem.tsx";
import { AnniversaryList, CommitmentList, TieList, todayHere } from "../parts/Ties.tsx";
import { Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { WatchButton } from "../watches/WatchButton.tsx";
import { countryName } from "./names.ts";
import { usePeriod } from "./period.ts";
import "../parts/parts.css";

const Timeline = lazy(() => import("../parts/Timeline.tsx").then(({ Timeline }) => ({ default: Timeline })));
const route = getRouteApi("/dyads/$a/$b");

/** Two countries: what one did to the other and back, what ties them, what they said of each other and promised. */
export function DyadPage() {
  const { a, b } = route.useParams();
  const { period, quad } = route.useSearch();
  const navigate = route.useNavigate();
  const [first, second] = [countryName(a), countryName(b)];
  useTitle(`${first} and ${second}`);
  const { by, setBy } = usePeriod();
  const out = useAsk("dyadTimeline", { params: { a, b }, query: { by } });
  const back = useAsk("dyadTimeline", { params: { a: b, b: a }, query: { by } });
  const saidOut = useAsk("searchStatements", { query: { country: a, about: b, limit: 4, order: "newest" } });
  const saidBack = useAsk("searchStatements", { query: { country: b, about: a, limit: 4, order: "newest" } });
  const ties = useAsk("listTies", { query: { a, b } });
  const commitments = useAsk("listCommitments", { query: { a, b, limit: 10 } });
  const anniversaries = useAsk("listAnniversaries", { query: { a, b } });
  const pick = (next: string | null) =>
    navigate({ search: (old) => ({ ...old, period: next ?? undefined }), replace: true, resetScroll: false });
  const QUADS = [
    [undefined, "all"],
    ["verbal-cooperation", "cooperation in words"],
    ["material-cooperation", "in deed"],
    ["verbal-conflict", "conflict in words"],
    ["material-conflict", "in deed"],
  ] as const;
  return (
    <div className="sheetlike">
      <header className="page-head">
        <h1>
          <Link to="/countries/$code" params={{ code: a }}>
            {first}
          </Link>{" "}
          and{" "}
          <Link to="/countries/$code" params={{ code: b }}>
            {second}
          </Link>
        </h1>
        <p className="head-links">
          <span className="choices">
            <button type="button" aria-pressed={by === "month"} onClick={() => setBy("month")}>
              by month
            </button>
            <button type="button" aria-pressed={by === "year"} onClick={() => setBy("year")}>
              by year
            </button>
          </span>
          <Link to="/dyads/$a/$b" params={{ a: b, b: a }}>
            Turn about
          </Link>
          <Link to="/wording" search={{ country: a, about: b }}>
            Wording
          </Link>
          <WatchButton name={`${first} and ${second}`} what={{ dyad: { a, b } }} />
        </p>
      </header>
      {[
        { answer: out, title: `${first} → ${second}`, key: "out" },
        { answer: back, title: `${second} → ${first}`, key: "back" },
      ].map(({ answer, title, key }) => (
        <Section key={key} title={title} answer={answer}>
          {(data) => (
            <Suspense fallback={<Waiting what="the chart" />}>
              <Timeline
                figures={data}
                by={by}
                label={`Events over time, ${title}`}
                picked={period ?? null}
                onPick={pick}
              />
            </Suspense>
          )}
        </Section>
      ))}
      <div className="columns">
        <div>
          <section className="part">
            <h2>
              Events{" "}
              <small>
                {period ? (
                  <>
                    of {period}{" "}
                    <button type="button" className="quiet" onClick={() => pick(null)}>
                      all
                    </button>
                  </>
                ) : (
                  "the latest"
                )}
              </small>
            </h2>
            <p className="choices">
              {QUADS.map(([value, name]) => (
                <button
                  key={value ?? ""}
                  type="button"
                  aria-pressed={quad === value}
                  onClick={() =>
                    navigate({ search: (old) => ({ ...old, quad: value }), replace: true, resetScroll: false })
                  }
                >
                  {name}
                </button>
              ))}
            </p>
            <h3>
              {first} → {second}
            </h3>
            <EventList query={{ source: a, target: b, period, quad, limit: 8 }} none="None is counted here." />
            <h3>
              {second} → {first}
            </h3>
            <EventList query={{ source: b, target: a, period, quad, limit: 8 }} none="None is counted here." />
          </section>
          {[
            { answer: saidOut, title: `${first} on ${second}`, country: a, about: b },
            { answer: saidBack, title: `${second} on ${first}`, country: b, about: a },
          ].map(({ answer, title, country, about }) => (
            <Section key={title} title={title} answer={answer}>
              {({ items, next }) =>
                items.length ? (
                  <>
                    <ol>
                      {items.map((statement) => (
                        <StatementItem key={statement.story + statement.statement} statement={statement} />
                      ))}
                    </ol>
                    {next !== null && (
                      <p>
                        <Link to="/statements" search={{ country, about }}>
                          All of them
                        </Link>
                      </p>
                    )}
                  </>
                ) : (
                  <p className="none">Nothing is kept.</p>
                )
              }
            </Section>
          ))}
        </div>
        <aside>
          <Section title="What ties them" answer={ties}>
            {({ items }) => <TieList ties={items} parties={false} none="No tie between them is told." />}
          </Section>
          <Section title="Promises" answer={commitments}>
            {({ items }) => (
              <CommitmentList items={items} today={todayHere()} none="No promise between them is kept." />
            )}
          </Section>
          <Section title="Anniversaries" answer={anniversaries} note="this year and the next">
            {({ items }) => <AnniversaryList items={items} none="No date of a tie is told." />}
          </Section>
        </aside>
      </div>
    </div>
  );
}
