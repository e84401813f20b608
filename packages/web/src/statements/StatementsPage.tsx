import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useListing } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { countryName } from "../countries/names.ts";
import { CountrySelect } from "../parts/CountrySelect.tsx";
import { StatementItem } from "../parts/StatementItem.tsx";
import { useKeys } from "../shell/keys.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { WatchButton } from "../watches/WatchButton.tsx";
import "../parts/parts.css";
import "./statements.css";

const route = getRouteApi("/statements");

/** What was said: searched by words, and narrowed by speaker, country, kind and year. */
export function StatementsPage() {
  useTitle("Statements");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<typeof search>) =>
    navigate({ search: (old) => clean({ ...old, ...next }), replace: true, resetScroll: false });
  const [typed, setTyped] = useState(search.words ?? "");
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => setTyped(search.words ?? ""), [search.words]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed alone sets the search off.
  useEffect(() => {
    if (typed === (search.words ?? "")) return;
    const timer = setTimeout(() => change({ words: typed.trim() ? typed : undefined }), 200);
    return () => clearTimeout(timer);
  }, [typed]);
  const { order, year, ...filter } = search;
  const query = { ...filter, ...(year ? { from: year, to: year } : {}) };
  const found = useListing("searchStatements", { ...query, order, limit: 30 });
  const facets = useAsk("statementFacets", { query });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const first = found.data?.pages[0];
  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>(".from a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + by))];
    next?.focus();
    next?.closest("li")?.scrollIntoView({ block: "nearest" });
  };
  useKeys("Statements", [
    { key: "j", does: "next statement", act: () => move(1) },
    { key: "k", does: "previous statement", act: () => move(-1) },
    { key: "x", does: "take every filter away", act: () => navigate({ search: {}, replace: true }) },
  ]);
  const narrowed = Object.keys(search).length > 0;
  return (
    <div className="sheetlike statements-page">
      <header className="page-head">
        <h1>Statements</h1>
        <search>
          <form onSubmit={(event) => event.preventDefault()}>
            <label className="unseen" htmlFor="words">
              Words of the statements
            </label>
            <input
              id="words"
              type="search"
              value={typed}
              maxLength={200}
              placeholder={'Words, "a phrase", prefix*, NEAR(a b)'}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          </form>
        </search>
      </header>
      <div className="columns facets-first">
        <aside aria-label="Narrow the search">
          <div className="fields">
            <CountrySelect
              label="Said by"
              any="anyone"
              value={search.country ?? ""}
              onChange={(country) => change({ country: country || undefined })}
            />
            <CountrySelect
              label="About"
              any="anything"
              value={search.about ?? ""}
              onChange={(about) => change({ about: about || undefined })}
            />
            <label className="field">
              <span>Order</span>
              <select
                value={search.order ?? ""}
                onChange={(event) => change({ order: event.target.value === "newest" ? "newest" : undefined })}
              >
                <option value="">best match</option>
                <option value="newest">newest first</option>
              </select>
            </label>
          </div>
          {narrowed && (
            <p className="head-links watch">
              <WatchButton
                name={
                  [
                    query.words,
                    query.country && `by ${countryName(query.country)}`,
                    query.about && `about ${countryName(query.about)}`,
                    query.kind,
                    year,
                  ]
                    .filter(Boolean)
                    .join(", ") || "Statements"
                }
                what={{ statements: query }}
              />
              <button type="button" className="quiet" onClick={() => navigate({ search: {}, replace: true })}>
                Take every filter away
              </button>
            </p>
          )}
          {facets.data && facets.data.of > 0 && (
            <div className="facets">
              <Facet
                name="Speaker"
                values={facets.data.speakers.map(({ actor, name, n }) => ({ value: String(actor), name, n }))}
                chosen={search.actor === undefined ? undefined : String(search.actor)}
                onChoose={(actor) => change({ actor: actor === undefined ? undefined : Number(actor) })}
              />
              <Facet
                name="Country"
                values={facets.data.countries.map(({ country, n }) => ({
                  value: country,
                  name: countryName(country),
                  n,
                }))}
                chosen={search.country}
                onChoose={(country) => change({ country })}
              />
              <Facet
                name="Form"
                values={facets.data.kinds.map(({ kind, n }) => ({ value: kind, name: kind, n }))}
                chosen={search.kind}
                onChoose={(kind) => change({ kind: kind as typeof search.kind })}
              />
              <Facet
                name="Year"
                values={facets.data.years.map(({ year: value, n }) => ({ value, name: value, n }))}
                chosen={search.year}
                onChoose={(value) => change({ year: value })}
              />
              {!facets.data.exact && (
                <p className="none">Counted among the newest {facets.data.of.toLocaleString("en")}.</p>
              )}
            </div>
          )}
        </aside>
        <div>
          {found.isPending && <Waiting what="the statements" />}
          {found.isError && <Trouble error={found.error} retry={() => found.refetch()} />}
          {found.isSuccess && items.length === 0 && (
            <p className="none">{narrowed ? "No statement fits." : "The archive holds no statement yet."}</p>
          )}
          {first && items.length > 0 && search.words && (
            <p className="none" role="status">
              {first.exact ? first.matches.toLocaleString("en") : `More than ${first.matches.toLocaleString("en")}`}{" "}
              {first.matches === 1 ? "statement has" : "statements have"} these words
              {first.order === "newest" && search.order !== "newest"
                ? "; too many to weigh, so the newest come first"
                : ""}
              .
            </p>
          )}
          <ol ref={list} className={found.isPlaceholderData ? "stale" : undefined}>
            {items.map((statement) => (
              <StatementItem key={`${statement.story} ${statement.statement}`} statement={statement} />
            ))}
          </ol>
          {found.hasNextPage && (
            <p className="more">
              <button type="button" disabled={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
                More statements
              </button>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

/** A facet's values with how often each occurs; the chosen one is taken back by choosing it again. */
function Facet({
  name,
  values,
  chosen,
  onChoose,
}: {
  name: string;
  values: readonly { value: string; name: string; n: number }[];
  chosen: string | undefined;
  onChoose: (value: string | undefined) => void;
}) {
  if (values.length < 2 && chosen === undefined) return null;
  return (
    <section>
      <h2>{name}</h2>
      <ul>
        {values.map(({ value, name: shown, n }) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={value === chosen}
              onClick={() => onChoose(value === chosen ? undefined : value)}
            >
              <span>{shown}</span> <span className="count">{n.toLocaleString("en")}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function clean<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== "")) as T;
}
