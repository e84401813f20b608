import { getRouteApi, Link } from "@tanstack/react-router";
import { useAsk } from "../api-queries.ts";
import { EventList } from "../parts/EventList.tsx";
import { Section } from "../parts/Section.tsx";
import { useTitle } from "../shell/title.ts";
import { signed } from "../story/tellings.ts";
import { Bonds } from "./Bonds.tsx";
import { CameAndWent } from "./CameAndWent.tsx";
import { Course, EventsHead, Grain } from "./Course.tsx";
import { countryName } from "./names.ts";
import { usePeriod } from "./period.ts";
import { Said } from "./Said.tsx";
import "../parts/parts.css";

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
  const pick = (next: string | null) =>
    navigate({ search: (old) => ({ ...old, period: next ?? undefined }), replace: true, resetScroll: false });
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
      <Course
        title={role === "actor" ? `What ${name} did` : `What was done to ${name}`}
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
            <Grain by={by} setBy={setBy} />
          </span>
        }
        answer={figures}
        by={by}
        label={`Events of ${name} over time`}
        picked={period ?? null}
        onPick={pick}
      />
      <div className="columns">
        <div>
          <section className="part">
            <EventsHead period={period} onAll={() => pick(null)} />
            <EventList
              query={{ country: code, role, period, limit: 10 }}
              none={`No event of ${name} is counted${period ? ` in ${period}` : ""}.`}
            />
          </section>
          <Said title="Said by its people" country={code} limit={5} none={`Nothing is kept that ${name} said.`} />
          <Said title="Said about it" about={code} limit={5} none={`No statement names ${name}.`} />
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
          <Bonds a={code} who={name} />
          <CameAndWent country={code} />
        </aside>
      </div>
    </div>
  );
}
