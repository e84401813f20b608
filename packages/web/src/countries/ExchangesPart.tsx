import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { Exchange, ExchangeClaim, ExchangePeriod } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { Section } from "../parts/Section.tsx";
import { Waiting } from "../shell/states.tsx";
import { inWords, shortDate } from "../story/dates.ts";
import { countryName } from "./names.ts";

// Fetched while the figures are.
const chart = import("./ExchangeChart.tsx").then(({ ExchangeChart }) => ({ default: ExchangeChart }));
const ExchangeChart = lazy(() => chart);

/** Visits and meetings of two countries by level, and what was said of such exchanges beside their count. */
export function ExchangesPart({ a, b }: { a: string; b: string }) {
  const exchanges = useAsk("listExchanges", { params: { a, b } });
  return (
    <Section title="Visits and meetings" note="each once, however many tell it" answer={exchanges}>
      {({ periods, latest, claims }) =>
        periods.length + claims.length === 0 ? (
          <p className="none">No visit and no meeting between them is told.</p>
        ) : (
          <div className="exchanges">
            {periods.length === 0 ? (
              <p className="none">No visit and no meeting between them is told, but it was said:</p>
            ) : (
              <Suspense fallback={<Waiting what="the chart" />}>
                <ExchangeChart
                  periods={periods}
                  claims={claims}
                  label={`Visits and meetings of ${countryName(a)} and ${countryName(b)} over time, by level`}
                />
              </Suspense>
            )}
            {claims.length > 0 && <Claims claims={claims} />}
            {latest.length > 0 && <Latest items={latest} />}
            {periods.length > 0 && <AsTable periods={periods} />}
          </div>
        )
      }
    </Section>
  );
}

/** What was said of exchanges, with the archive's own count of the time that it speaks of, and of as long a time before. */
function Claims({ claims }: { claims: readonly ExchangeClaim[] }) {
  return (
    <ol className="claims" aria-label="What was said of exchanges">
      {claims.map(({ statement, sentence, since, told, counted, before }) => (
        <li key={statement.story + statement.statement}>
          <blockquote>
            <Link to="/stories/$id" params={{ id: statement.story }} search={{ at: statement.statement }}>
              {sentence.replace(/\s+/g, " ")}
            </Link>
          </blockquote>
          <p className="from">
            {statement.speaker && <span>{statement.speaker}</span>}
            {statement.date && <span>{shortDate(statement.date)}</span>}
          </p>
          <p className="counted">
            Counted since {inWords(since)}
            {!told && " (it names no time: twelve months)"}: <b>{inNumbers(counted)}</b>; in as long a time before{" "}
            <b>{inNumbers(before)}</b>.
          </p>
        </li>
      ))}
    </ol>
  );
}

function inNumbers({ visits, meetings }: Pick<ExchangePeriod, "visits" | "meetings">): string {
  const [v, m] = [sum(visits), sum(meetings)];
  return `${v} ${v === 1 ? "visit" : "visits"}, ${m} ${m === 1 ? "meeting or call" : "meetings and calls"}`;
}

function Latest({ items }: { items: readonly Exchange[] }) {
  return (
    <details>
      <summary>The latest {items.length}, one by one</summary>
      <ul className="latest-exchanges">
        {items.map((item) => (
          <li key={item.story + item.event}>
            <span className="date">{item.date ? shortDate(item.date) : "undated"}</span>
            <p>
              <b>
                {item.kind}
                {item.from && ` from ${countryName(item.from)}`}
              </b>{" "}
              · {item.level}
              {item.who.some((side) => side.length > 0) && (
                <span>
                  {" "}
                  ·{" "}
                  {item.who
                    .map((side) => side.join(", "))
                    .filter(Boolean)
                    .join(" – ")}
                </span>
              )}
              <small>
                {" "}
                <Link to="/stories/$id" params={{ id: item.story }} search={{ at: item.event }}>
                  {item.told === 1 ? "the story" : `${item.told} stories`}
                </Link>
              </small>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function AsTable({ periods }: { periods: readonly ExchangePeriod[] }) {
  return (
    <details>
      <summary>The same as a table</summary>
      <div className="scroll">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by key. */}
        <table tabIndex={0}>
          <thead>
            <tr>
              <th scope="col">month</th>
              {["leaders", "ministers", "officials", "others"].map((level) => (
                <th key={level} scope="col">
                  {level}
                </th>
              ))}
              <th scope="col">visits</th>
              <th scope="col">meetings, calls</th>
            </tr>
          </thead>
          <tbody>
            {periods.map(({ period, visits, meetings }) => (
              <tr key={period ?? ""}>
                <th scope="row">{period ?? "undated"}</th>
                {(["leaders", "ministers", "officials", "others"] as const).map((level) => (
                  <td key={level}>{visits[level] + meetings[level]}</td>
                ))}
                <td>{sum(visits)}</td>
                <td>{sum(meetings)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function sum(levels: ExchangePeriod["visits"]): number {
  return levels.leaders + levels.ministers + levels.officials + levels.others;
}
