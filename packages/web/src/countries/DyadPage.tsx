import { getRouteApi, Link } from "@tanstack/react-router";
import { useAsk } from "../api-queries.ts";
import { EventList } from "../parts/EventList.tsx";
import { useTitle } from "../shell/title.ts";
import { WatchButton } from "../watches/WatchButton.tsx";
import { Bonds } from "./Bonds.tsx";
import { CameAndWent } from "./CameAndWent.tsx";
import { Course, EventsHead, Grain } from "./Course.tsx";
import { ExchangesPart } from "./ExchangesPart.tsx";
import { countryName } from "./names.ts";
import { usePeriod } from "./period.ts";
import { Said } from "./Said.tsx";
import "../parts/parts.css";

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
  const pick = (next: string | null) =>
    navigate({ search: (old) => ({ ...old, period: next ?? undefined }), replace: true, resetScroll: false });
  const QUADS = [
    [undefined, "all"],
    ["verbal-cooperation", "cooperation in words"],
    ["material-cooperation", "cooperation in deed"],
    ["verbal-conflict", "conflict in words"],
    ["material-conflict", "conflict in deed"],
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
            <Grain by={by} setBy={setBy} />
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
      <div className="directions">
        {[
          { answer: out, title: `${first} → ${second}`, key: "out" },
          { answer: back, title: `${second} → ${first}`, key: "back" },
        ].map(({ answer, title, key }) => (
          <Course
            key={key}
            title={title}
            answer={answer}
            by={by}
            label={`Events over time, ${title}`}
            picked={period ?? null}
            onPick={pick}
          />
        ))}
      </div>
      <ExchangesPart a={a} b={b} />
      <div className="columns">
        <div>
          <section className="part">
            <EventsHead period={period} onAll={() => pick(null)} />
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
          <Said
            title={`${first} on ${second}`}
            country={a}
            about={b}
            limit={4}
            none={`Nothing is kept that ${first} said of ${second}.`}
          />
          <Said
            title={`${second} on ${first}`}
            country={b}
            about={a}
            limit={4}
            none={`Nothing is kept that ${second} said of ${first}.`}
          />
        </div>
        <aside>
          <Bonds a={a} b={b} who={`${first} and ${second}`} />
          <CameAndWent country={a} about={b} />
        </aside>
      </div>
    </div>
  );
}
