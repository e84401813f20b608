import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useAsk } from "../api-queries.ts";
import { ALL_STATES, countryName } from "../countries/names.ts";
import { Section } from "../parts/Section.tsx";
import { Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { signed } from "../story/tellings.ts";
import "../parts/parts.css";
import "./map.css";

const World = lazy(() => import("./World.tsx").then(({ World }) => ({ default: World })));
const route = getRouteApi("/map");

/** The world by what its countries did: how much, and how well they meant it. */
export function MapPage() {
  useTitle("Map");
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const [by, setBy] = useState<"events" | "score">("events");
  const [words, setWords] = useState("");
  const extent = useAsk("getExtent");
  const countries = useAsk("listCountries", { query: { from, to } });
  const years = yearsOf(extent.data?.from ?? null, extent.data?.to ?? null);
  const wanted = words.trim().toLowerCase();
  return (
    <div className="sheetlike map">
      <header className="page-head">
        <h1>Map</h1>
        <div className="head-fields">
          <span className="choices">
            <button type="button" aria-pressed={by === "events"} onClick={() => setBy("events")}>
              how much they did
            </button>
            <button type="button" aria-pressed={by === "score"} onClick={() => setBy("score")}>
              mean score
            </button>
          </span>
          {years.length > 1 && (
            <>
              <YearSelect
                label="From"
                any="the first year"
                years={years}
                value={from ?? ""}
                onChange={(year) =>
                  navigate({
                    search: (old) => ({ ...old, from: year || undefined }),
                    replace: true,
                    resetScroll: false,
                  })
                }
              />
              <YearSelect
                label="To"
                any="the last year"
                years={years}
                value={to ?? ""}
                onChange={(year) =>
                  navigate({ search: (old) => ({ ...old, to: year || undefined }), replace: true, resetScroll: false })
                }
              />
            </>
          )}
        </div>
      </header>
      <Section title="The world" answer={countries}>
        {({ items }) => (
          <>
            <Suspense fallback={<Waiting what="the map" />}>
              <World items={items} by={by} onPick={(code) => go({ to: "/countries/$code", params: { code } })} />
            </Suspense>
            <label className="field list-filter">
              <span>Find a country</span>
              <input type="search" value={words} maxLength={60} onChange={(event) => setWords(event.target.value)} />
            </label>
            {items.length || wanted ? (
              <div className="scroll">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">country</th>
                      <th scope="col">did</th>
                      <th scope="col">received</th>
                      <th scope="col">said</th>
                      <th scope="col">mean score</th>
                    </tr>
                  </thead>
                  <tbody>
                    {(wanted
                      ? ALL_STATES.filter(({ name }) => name.toLowerCase().includes(wanted)).map(
                          ({ code }) =>
                            items.find(({ country }) => country === code) ?? {
                              country: code,
                              events: 0,
                              received: 0,
                              statements: 0,
                              score: null,
                            },
                        )
                      : items
                    ).map(({ country, events, received, statements, score }) => (
                      <tr key={country}>
                        <th scope="row">
                          <Link to="/countries/$code" params={{ code: country }}>
                            {countryName(country)}
                          </Link>
                        </th>
                        <td>{events}</td>
                        <td>{received}</td>
                        <td>{statements}</td>
                        <td>{score === null ? "–" : signed(Math.round(score * 10) / 10)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            ) : (
              <p className="none">No country did or said anything in these years.</p>
            )}
          </>
        )}
      </Section>
    </div>
  );
}

function YearSelect({
  label,
  any,
  years,
  value,
  onChange,
}: {
  label: string;
  any: string;
  years: readonly string[];
  value: string;
  onChange: (year: string) => void;
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{any}</option>
        {years.map((year) => (
          <option key={year}>{year}</option>
        ))}
      </select>
    </label>
  );
}

function yearsOf(from: string | null, to: string | null): string[] {
  if (!from || !to) return [];
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, i) => String(last - i).padStart(4, "0"));
}
