import { Link } from "@tanstack/react-router";
import { useAsk } from "../api-queries.ts";
import { countryName } from "../countries/names.ts";
import { Section } from "../parts/Section.tsx";
import { AnniversaryList, CommitmentList, todayHere } from "../parts/Ties.tsx";
import { useTitle } from "../shell/title.ts";
import { inWords, shortDate } from "../story/dates.ts";
import { signed } from "../story/tellings.ts";
import "../parts/parts.css";
import "./today.css";

/** Days that promises and anniversaries are told ahead. */
const AHEAD = 90;

/** The desk in the morning: what came, which pairs of states moved, what is due, what is coming up. */
export function TodayPage() {
  useTitle("Today");
  const today = todayHere();
  const until = shifted(today, AHEAD);
  const extent = useAsk("getExtent");
  const stories = useAsk("listStories", { query: { limit: 8 } });
  const due = useAsk("listCommitments", { query: { from: shifted(today, -30), to: until, limit: 12 } });
  const anniversaries = useAsk("listAnniversaries", { query: { from: today, to: until, limit: 12 } });
  const last = extent.data?.to ?? null;
  return (
    <div className="sheetlike today">
      <header className="page-head">
        <h1>{inWords(today)}</h1>
        {extent.data && (
          <p className="none">
            {last && extent.data.from
              ? `The archive reaches from ${shortDate(extent.data.from)} to ${shortDate(last)}.`
              : ""}
          </p>
        )}
      </header>
      <div className="columns">
        <div>
          <Section title="What is new" answer={stories}>
            {({ items, next }) =>
              items.length ? (
                <>
                  <ol className="latest">
                    {items.map((story) => (
                      <li key={story.id}>
                        <h3>
                          <Link to="/stories/$id" params={{ id: story.id }}>
                            {story.headline ?? story.lead.slice(0, 90)}
                          </Link>
                        </h3>
                        <p className="from">
                          {[
                            story.published && shortDate(story.published),
                            story.agency,
                            story.counts.statements > 0 &&
                              `${story.counts.statements} ${story.counts.statements === 1 ? "statement" : "statements"}`,
                            story.counts.events > 0 &&
                              `${story.counts.events} ${story.counts.events === 1 ? "event" : "events"}`,
                          ]
                            .filter(Boolean)
                            .map((part) => (
                              <span key={String(part)}>{part}</span>
                            ))}
                        </p>
                      </li>
                    ))}
                  </ol>
                  {next !== null && (
                    <p className="more">
                      <Link to="/stories">All stories</Link>
                    </p>
                  )}
                </>
              ) : (
                <div>
                  <p className="none">The archive is empty. Bring stories in with the command:</p>
                  <pre>
                    <code>chancery ingest FOLDER</code>
                  </pre>
                </div>
              )
            }
          </Section>
        </div>
        <aside>
          <Watched />
          {last && <Moved month={last.slice(0, 7)} />}
          <Section title="What is due" note={`${shortDate(shifted(today, -30))} to ${shortDate(until)}`} answer={due}>
            {({ items }) => (
              <CommitmentList items={items} today={today} none="The term of no promise ends in these days." />
            )}
          </Section>
          <Section title="Coming up" note={`the next ${AHEAD} days`} answer={anniversaries}>
            {({ items, total }) => (
              <>
                <AnniversaryList items={items} none="No anniversary of a tie is coming up." />
                {total > items.length && (
                  <p className="more">
                    <Link to="/calendar">All {total.toLocaleString("en")} in the calendar</Link>
                  </p>
                )}
              </>
            )}
          </Section>
        </aside>
      </div>
    </div>
  );
}

/** What is watched, with how much of it is new. */
function Watched() {
  const watches = useAsk("listWatches");
  if (!watches.data?.items.length) return null;
  return (
    <Section title="What is watched" answer={watches}>
      {({ items }) => (
        <ul className="watched">
          {items.map(({ id, name, news }) => (
            <li key={id}>
              <Link to="/watched/$id" params={{ id: String(id) }}>
                {name}
              </Link>
              <span className={news ? "news" : "none"}>
                {news === 0 ? "nothing new" : `${news >= 1000 ? "1,000 or more" : news} new`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The pairs whose dealings changed most in the archive's last month against the month before. */
function Moved({ month }: { month: string }) {
  const moved = useAsk("listDyads", { query: { from: month, to: month, order: "change", limit: 10 } });
  return (
    <Section title="Which pairs moved" note={`${inWords(month)} against the month before`} answer={moved}>
      {({ items }) =>
        items.length ? (
          <table className="moved">
            <thead>
              <tr>
                <th scope="col">pair</th>
                <th scope="col">events</th>
                <th scope="col">before</th>
                <th scope="col">score</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ source, target, events, score, before }) => (
                <tr key={source + target}>
                  <th scope="row">
                    <Link to="/dyads/$a/$b" params={{ a: source, b: target }}>
                      {countryName(source)} → {countryName(target)}
                    </Link>
                  </th>
                  <td>{events}</td>
                  <td>{before?.events ?? "–"}</td>
                  <td>{score === null ? "–" : signed(Math.round(score * 10) / 10)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p className="none">Nothing happened between two states in that month or the one before.</p>
        )
      }
    </Section>
  );
}

/** A day so many days later or, with a negative number, earlier. */
export function shifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}
