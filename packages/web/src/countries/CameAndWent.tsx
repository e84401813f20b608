import { Link } from "@tanstack/react-router";
import type { Phrase } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { Trouble } from "../shell/states.tsx";
import { shortDate } from "../story/dates.ts";
import { Looking } from "../wording/Looking.tsx";

/** Phrases of each kind that are told here; the page of wording has them all. */
const TOLD = 5;

/** The fixed phrases that a country, or a country about another, took up in the archive's last year, and those it dropped. */
export function CameAndWent({ country, about }: { country: string; about?: string }) {
  const extent = useAsk("getExtent");
  const last = extent.data?.to?.slice(0, 4);
  if (!last) return null;
  return <Since country={country} about={about} since={last} />;
}

function Since({ country, about, since }: { country: string; about: string | undefined; since: string }) {
  const query = { country, about, since, limit: 80 };
  const phrases = useAsk("listPhrases", { query });
  const of = (state: Phrase["state"]) => phrases.data?.items.filter((phrase) => phrase.state === state) ?? [];
  const [came, went] = [of("new"), of("silent")];
  const link = (name: string) => (
    <Link to="/wording" search={{ country, about, since }}>
      {name}
    </Link>
  );
  return (
    <section className="part">
      <h2>
        Wording <small>that came and went, {link("all of it")}</small>
      </h2>
      {phrases.isPending ? (
        <Looking query={query} />
      ) : phrases.isError ? (
        <Trouble error={phrases.error} retry={() => phrases.refetch()} />
      ) : came.length + went.length === 0 ? (
        <p className="none">
          No phrase came or went with {since} in {phrases.data.statements.toLocaleString("en")}{" "}
          {phrases.data.statements === 1 ? "statement" : "statements"}.
        </p>
      ) : (
        <div className="came-and-went">
          <Phrases title={`New since ${since}`} items={came} country={country} about={about} />
          <Phrases title={`Not said since ${since}`} items={went} country={country} about={about} />
        </div>
      )}
    </section>
  );
}

function Phrases({
  title,
  items,
  country,
  about,
}: {
  title: string;
  items: readonly Phrase[];
  country: string;
  about: string | undefined;
}) {
  if (!items.length) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {items.slice(0, TOLD).map((phrase) => (
          <li key={phrase.words}>
            <Link to="/statements" search={{ words: `"${phrase.words}"`, country, about }}>
              {phrase.words}
            </Link>{" "}
            <small>
              {phrase.stories} stories
              {phrase.state === "new"
                ? phrase.first && `, first ${shortDate(phrase.first)}`
                : phrase.last && `, last ${shortDate(phrase.last)}`}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}
