import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useAsk } from "../api-queries.ts";
import { EventList } from "../parts/EventList.tsx";
import { Section } from "../parts/Section.tsx";
import { StatementItem } from "../parts/StatementItem.tsx";
import { AnniversaryList, CommitmentList, TieList, todayHere } from "../parts/Ties.tsx";
import { Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { signed } from "../story/tellings.ts";
import { countryName } from "./names.ts";
import { usePeriod } from "./period.ts";
import "../parts/parts.css";

const Timeline = lazy(() => import("../parts/Timeline.tsx").then(({ Timeline }) => ({ default: Timeline })));
const route = getRouteApi("/countries/$code");

/** A country: what it did over time, with whom, what its people said, what it is tied to and has promised. */
export function CountryPage() {
  const { code } = route.useParams();
  const { period, role = "actor" } = route.useSearch();
  const navigate = route.useNavigate();
  const name = countryName(code);
  useTitle(name);
  const { by, setBy } = usePeriod();
  const figures = useAsk("countryTimeline", { params: { country: code }, query: { role, by } });
  const partners = useAsk("listPartners", { params: { country: code }, query: { limit: 24 } });
  const said = useAsk("searchStatements", { query: { country: code, limit: 5, order: "newest" } });
  const about = useAsk("searchStatements", { query: { about: code, limit: 5, order: "newest" } });
  const ties = useAsk("listTies", { query: { a: code } });
  const commitments = useAsk("listCommitments", { query: { a: code, limit: 8 } });
  const anniversaries = useAsk("listAnniversaries", { query: { a: code } });
  const [allTies, setAllTies] = useState(false);
  return (
    <div className="sheetlike">
      <header className="page-head">
        <h1>{name}</h1>
        <p className="head-links">
          <Link to="/statements" search={{ country: code }}>
            Its statements
          </Link>
          <Link to="/statements" search={{ about: code }}>
            Statements about it
          </Link>
          <Link to="/wording" search={{ country: code }}>
            Wording
          </Link>
          <Link to="/stories" search={{ country: code }}>
            Stories
          </Link>
        </p>
      </header>
      <Section
        title={role === "actor" ? `What ${name} did` : `What was done to ${name}`}
        answer={figures}
        note={
          <span className="choices">
            <button
              type="button"
              aria-pressed={role === "actor"}
              onClick={() => navigate({ search: { role: "actor" }, replace: true, resetScroll: false })}
            >
              did
            </button>
            <button
              type="button"
              aria-pressed={role === "recipient"}
              onClick={() => navigate({ search: { role: "recipient" }, replace: true, resetScroll: false })}
            >
              received
            </button>
            <button type="button" aria-pressed={by === "month"} onClick={() => setBy("month")}>
              by month
            </button>
            <button type="button" aria-pressed={by === "year"} onClick={() => setBy("year")}>
              by year
            </button>
          </span>
        }
      >
        {(data) => (
          <Suspense fallback={<Waiting what="the chart" />}>
            <Timeline
              figures={data}
              by={by}
              label={`Events of ${name} over time`}
              picked={period ?? null}
              onPick={(next) =>
                navigate({
                  search: (old) => ({ ...old, period: next ?? undefined }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          </Suspense>
        )}
      </Section>
      <div className="columns">
        <div>
          <section className="part">
            <h2>
              Events{" "}
              <small>
                {period ? (
                  <>
                    of {period}{" "}
                    <button
                      type="button"
                      className="quiet"
                      onClick={() =>
                        navigate({
                          search: (old) => ({ ...old, period: undefined }),
                          replace: true,
                          resetScroll: false,
                        })
                      }
                    >
                      all
                    </button>
                  </>
                ) : (
                  "the latest"
                )}
              </small>
            </h2>
            <EventList
              query={{ country: code, role, period, limit: 10 }}
              none={`No event of ${name} is counted${period ? ` in ${period}` : ""}.`}
            />
          </section>
          <Section title="Said by its people" answer={said}>
            {({ items }) =>
              items.length ? (
                <ol>
                  {items.map((statement) => (
                    <StatementItem key={statement.story + statement.statement} statement={statement} />
                  ))}
                </ol>
              ) : (
                <p className="none">Nothing is kept that {name} said.</p>
              )
            }
          </Section>
          <Section title="Said about it" answer={about}>
            {({ items }) =>
              items.length ? (
                <ol>
                  {items.map((statement) => (
                    <StatementItem key={statement.story + statement.statement} statement={statement} />
                  ))}
                </ol>
              ) : (
                <p className="none">No statement names {name}.</p>
              )
            }
          </Section>
        </div>
        <aside>
          <Section title="With whom" answer={partners}>
            {({ items }) =>
              items.length ? (
                <div className="scroll">
                  <table className="partners">
                    <thead>
                      <tr>
                        <th scope="col">country</th>
                        <th scope="col">out</th>
                        <th scope="col">in</th>
                        <th scope="col">score out</th>
                      </tr>
                    </thead>
                    <tbody>
                      {items.map(({ country, out, back }) => (
                        <tr key={country}>
                          <th scope="row">
                            <Link to="/dyads/$a/$b" params={{ a: code, b: country }}>
                              {countryName(country)}
                            </Link>
                          </th>
                          <td>{out.events}</td>
                          <td>{back.events}</td>
                          <td>{out.score === null ? "–" : signed(Math.round(out.score * 10) / 10)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              ) : (
                <p className="none">No event ties {name} to another country.</p>
              )
            }
          </Section>
          <Section title="Ties" answer={ties}>
            {({ items }) => (
              <>
                <TieList ties={allTies ? items : items.slice(0, 8)} none={`No tie of ${name} is told.`} />
                {items.length > 8 && (
                  <button type="button" className="quiet" onClick={() => setAllTies(!allTies)}>
                    {allTies ? "Fewer" : `All ${items.length}`}
                  </button>
                )}
              </>
            )}
          </Section>
          <Section title="Promises" answer={commitments}>
            {({ items }) => (
              <CommitmentList items={items} today={todayHere()} none={`No promise of ${name} is kept.`} />
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
