import { Link } from "@tanstack/react-router";
import { useAsk } from "../api-queries.ts";
import { Section } from "../parts/Section.tsx";
import { StatementItem } from "../parts/StatementItem.tsx";

/** The newest of what people of a country said, or was said about one, with the way to all of it. */
export function Said({
  title,
  country,
  about,
  limit,
  none,
}: {
  title: string;
  country?: string;
  about?: string;
  limit: number;
  none: string;
}) {
  const said = useAsk("searchStatements", { query: { country, about, limit, order: "newest" } });
  return (
    <Section title={title} answer={said}>
      {({ items, next }) =>
        items.length ? (
          <>
            <ol>
              {items.map((statement) => (
                <StatementItem key={statement.story + statement.statement} statement={statement} />
              ))}
            </ol>
            {next !== null && (
              <p className="more">
                <Link to="/statements" search={{ country, about }}>
                  All of them
                </Link>
              </p>
            )}
          </>
        ) : (
          <p className="none">{none}</p>
        )
      }
    </Section>
  );
}
