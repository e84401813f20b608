import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { call, type FoundStatement, type Snippet } from "../api.ts";
import { countryName } from "../countries/names.ts";
import { shortDate } from "../story/dates.ts";

/** A statement with who said it, its words as found, and the way to it; it can be taken along with its citation. */
export function StatementItem({ statement }: { statement: FoundStatement }) {
  const [copied, setCopied] = useState<"" | "copied" | "failed">("");
  const copy = async () => {
    try {
      const { record } = await call("getStory", { params: { id: statement.story } });
      const entry = record.statements.find(({ id }) => id === statement.statement);
      const words = (entry?.content ?? [])
        .map((span) => record.story.text.slice(...span).replace(/\s+/g, " "))
        .join(" … ");
      await navigator.clipboard.writeText(citation(statement, words));
      setCopied("copied");
    } catch {
      setCopied("failed");
    }
    setTimeout(() => setCopied(""), 2500);
  };
  return (
    <li className="statement">
      <p className="said-by">
        <b>{statement.speaker ?? "Speaker not told"}</b>
        {statement.office && <span>{statement.office}</span>}
        {statement.country && <span>{countryName(statement.country)}</span>}
        {statement.date && <span>{shortDate(statement.date)}</span>}
        <span>{statement.kind}</span>
      </p>
      <blockquote className={statement.kind === "direct" ? "direct" : undefined}>
        <Marked snippet={statement.snippet} />
      </blockquote>
      <p className="from">
        <Link to="/stories/$id" params={{ id: statement.story }} search={{ at: statement.statement }}>
          {statement.headline ?? "the story"}
        </Link>
        {statement.agency && <span>{statement.agency}</span>}
        {statement.published && <span>{shortDate(statement.published)}</span>}
        {statement.duplicates > 0 && (
          <span>
            and {statement.duplicates} other {statement.duplicates === 1 ? "outlet" : "outlets"}
          </span>
        )}
        <button type="button" className="quiet" onClick={copy}>
          {copied === "copied" ? "Copied" : copied === "failed" ? "Copying was refused" : "Copy with citation"}
        </button>
      </p>
    </li>
  );
}

/** A piece of text with what matched in it marked. */
export function Marked({ snippet: { text, marks, start } }: { snippet: Snippet }) {
  const parts = [start > 0 ? "… " : ""] as (string | { mark: string; at: number })[];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), { mark: text.slice(from, to), at: from });
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts.map((part) => (typeof part === "string" ? part : <mark key={part.at}>{part.mark}</mark>))}</>;
}

/** The words of a statement as they are cited: “…”, who, when; the outlet, the headline, its date, and where it is here. */
function citation(statement: FoundStatement, words: string): string {
  const who = [statement.speaker, statement.office, statement.date && shortDate(statement.date)]
    .filter(Boolean)
    .join(", ");
  const where = [
    statement.agency,
    statement.headline && `“${statement.headline}”`,
    statement.published && shortDate(statement.published),
  ];
  const here = `${location.origin}/stories/${encodeURIComponent(statement.story)}?at=${statement.statement}`;
  const bare = words.replace(/^["“”]+|["“”,]+$/g, "");
  return `“${bare}” ${who ? `— ${who}. ` : ""}${where.filter(Boolean).join(", ")}. ${here}`;
}
