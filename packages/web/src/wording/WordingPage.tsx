import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Phrase } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { CountrySelect } from "../parts/CountrySelect.tsx";
import { Trouble } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { shortDate } from "../story/dates.ts";
import { Looking } from "./Looking.tsx";
import "../parts/parts.css";
import "./wording.css";

const route = getRouteApi("/wording");

const STATES = [
  ["", "all"],
  ["new", "new since"],
  ["silent", "fallen silent"],
  ["kept", "kept"],
] as const;

/** How many statements may be looked through, besides the newest 12,000. */
const FURTHER = [50_000, 200_000, 500_000];

/** The fixed phrases of what was said: how often, since when, until when; what came and what went. */
export function WordingPage() {
  useTitle("Wording");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { state, ...filter } = search;
  const change = (next: Partial<typeof search>) =>
    navigate({
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...next }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    });
  const extent = useAsk("getExtent");
  const query = { ...filter, limit: 150 };
  const queries = useQueryClient();
  const phrases = useAsk("listPhrases", { query });
  const further = FURTHER.find((most) => most > (filter.most ?? 12_000));
  const { from, to } = extent.data ?? {};
  const years =
    from && to
      ? Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, i) =>
          String(Number(to.slice(0, 4)) - i),
        )
      : [];
  const items = phrases.data?.items.filter((phrase) => !state || !filter.since || phrase.state === state) ?? [];
  const most = Math.max(1, ...items.flatMap(({ months }) => months.map(({ n }) => n)));
  return (
    <div className="sheetlike wording">
      <header className="page-head">
        <h1>Wording</h1>
        <div className="head-fields">
          <CountrySelect
            label="Said by"
            any="anyone"
            value={filter.country ?? ""}
            onChange={(country) => change({ country })}
          />
          <CountrySelect
            label="About"
            any="anything"
            value={filter.about ?? ""}
            onChange={(about) => change({ about })}
          />
          <label className="field">
            <span>Divided at</span>
            <select
              value={filter.since ?? ""}
              onChange={(event) => change({ since: event.target.value, state: undefined })}
            >
              <option value="">no year</option>
              {years.map((year) => (
                <option key={year}>{year}</option>
              ))}
            </select>
          </label>
        </div>
      </header>
      {phrases.isPending &&
        (phrases.fetchStatus === "idle" ? (
          <p className="none">
            Stopped.{" "}
            <button type="button" className="quiet" onClick={() => phrases.refetch()}>
              Look again
            </button>
          </p>
        ) : (
          <Looking
            query={query}
            stop={() =>
              filter.most ? change({ most: undefined }) : queries.cancelQueries({ queryKey: ["listPhrases"] })
            }
          />
        ))}
      {phrases.isError && <Trouble error={phrases.error} retry={() => phrases.refetch()} />}
      {phrases.data && (
        <>
          <p className="none">
            {items.length === 0
              ? `No phrase recurs in three stories or more among ${phrases.data.statements.toLocaleString("en")} ${phrases.data.statements === 1 ? "statement" : "statements"}.`
              : `Phrases that recur, found in ${phrases.data.exact ? "" : "the newest "}${phrases.data.statements.toLocaleString("en")} statements without a list of them.`}{" "}
            {!phrases.data.exact && further && (
              <button type="button" className="quiet" onClick={() => change({ most: further })}>
                Look through {further.toLocaleString("en")}
              </button>
            )}
          </p>
          {filter.since && (
            <p className="choices">
              {STATES.map(([value, name]) => (
                <button
                  key={value}
                  type="button"
                  aria-pressed={(state ?? "") === value}
                  onClick={() => change({ state: value || undefined })}
                >
                  {value === "new" ? `${name} ${filter.since}` : name}
                </button>
              ))}
            </p>
          )}
          {items.length > 0 && (
            <div className="scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">phrase</th>
                    <th scope="col">stories</th>
                    <th scope="col">first</th>
                    <th scope="col">last</th>
                    <th scope="col" className="course">
                      by month
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((phrase) => (
                    <tr key={phrase.words} className={phrase.state ?? undefined}>
                      <th scope="row">
                        <Link
                          to="/statements"
                          search={{ words: `"${phrase.words}"`, country: filter.country, about: filter.about }}
                        >
                          {phrase.words}
                        </Link>
                        {phrase.variants.length > 0 && <small>also {phrase.variants.slice(0, 3).join("; ")}</small>}
                      </th>
                      <td>{phrase.stories}</td>
                      <td>
                        <Dated date={phrase.first} />
                        {phrase.state === "new" && <small className="came">new</small>}
                      </td>
                      <td>
                        <Dated date={phrase.last} />
                        {phrase.state === "silent" && <small className="went">silent since</small>}
                      </td>
                      <td className="course">
                        <Course phrase={phrase} from={from ?? null} to={to ?? null} most={most} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function Dated({ date }: { date: string | null }) {
  return <span className="date">{date ? shortDate(date) : "undated"}</span>;
}

/** How often a phrase was said, a stroke a month, over the time of the archive. */
function Course({ phrase, from, to, most }: { phrase: Phrase; from: string | null; to: string | null; most: number }) {
  if (!from || !to) return null;
  const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 1) - 1;
  const [first, last] = [monthOf(from), monthOf(to)];
  const width = 150;
  const step = width / Math.max(1, last - first + 1);
  const strokes = phrase.months
    .map(({ month, n }) => {
      const at = Math.max(0.75, Math.min(width - 0.75, (monthOf(month) - first + 0.5) * step));
      return `M${at.toFixed(1)} 21V${(21 - Math.max(2, Math.sqrt(n / most) * 20)).toFixed(1)}`;
    })
    .join("");
  const told = phrase.months.map(({ month, n }) => `${month}: ${n}`).join(", ");
  return (
    <svg width={width} height="22" viewBox={`0 0 ${width} 22`} role="img" aria-label={told || "undated"}>
      <line x1="0" x2={width} y1="21.5" y2="21.5" stroke="var(--rule-strong)" />
      {/* One path for all: a stroke each would be tens of thousands of elements on the page. */}
      <path d={strokes} stroke="var(--statement)" strokeWidth={Math.max(1.5, step - 0.5)} />
    </svg>
  );
}
