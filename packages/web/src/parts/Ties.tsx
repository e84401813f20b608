import { Link } from "@tanstack/react-router";
import type { ComingAnniversary, Promise as Commitment, ToldTie } from "../api.ts";
import { countryName } from "../countries/names.ts";
import { inWords, ordinal, shortDate } from "../story/dates.ts";

/** The name of what ties states: the wording where there is one, which is the rank. */
export function tieName(tie: ToldTie): string {
  return (
    tie.name ??
    {
      "diplomatic-relations": "diplomatic relations",
      partnership: "partnership",
      treaty: "treaty",
      membership: "membership",
      recognition: "recognition",
    }[tie.kind]
  );
}

export function partyNames(parties: ToldTie["parties"]): string {
  return [...new Set(parties.map(({ name, country }) => (country ? countryName(country) : name)))].join(" and ");
}

export function TieList({ ties, none, parties = true }: { ties: readonly ToldTie[]; none: string; parties?: boolean }) {
  if (!ties.length) return <p className="none">{none}</p>;
  return (
    <ul className="ties">
      {ties.map((tie) => (
        <li key={`${tie.story} ${tie.tie}`} className={tie.status === "ended" ? "ended" : undefined}>
          <p>
            <b>{tieName(tie)}</b>
            {parties && <span> · {partyNames(tie.parties)}</span>}
          </p>
          <p className="from">
            {[
              tie.status.replaceAll("-", " "),
              tie.level && `${tie.level} level`,
              tie.since && `since ${inWords(tie.since)}`,
              tie.distinction,
              `told ${tie.told === 1 ? "once" : tie.told === 2 ? "twice" : `${tie.told} times`}${tie.last ? `, last on ${shortDate(tie.last)}` : ""}`,
            ]
              .filter(Boolean)
              .map((part) => (
                <span key={part}>{part}</span>
              ))}
          </p>
          <blockquote>
            <Link to="/stories/$id" params={{ id: tie.story }} search={{ at: tie.tie }}>
              {tie.words.replace(/\s+/g, " ")}
            </Link>
          </blockquote>
        </li>
      ))}
    </ul>
  );
}

export function AnniversaryList({ items, none }: { items: readonly ComingAnniversary[]; none: string }) {
  if (!items.length) return <p className="none">{none}</p>;
  return (
    <ol className="dates">
      {items.map((item) => (
        <li
          key={`${item.date} ${item.tie.story} ${item.tie.tie} ${item.nth}`}
          className={item.round ? "round" : undefined}
        >
          <span className="date">{item.date.length === 4 ? item.date : shortDate(item.date)}</span>
          <span>
            <Link to="/stories/$id" params={{ id: item.tie.story }} search={{ at: item.tie.tie }}>
              {ordinal(item.nth)} anniversary
            </Link>{" "}
            of {tieName(item.tie)}, {partyNames(item.tie.parties)}
            <small> since {shortDate(item.tie.since ?? "")}</small>
          </span>
        </li>
      ))}
    </ol>
  );
}

export function CommitmentList({ items, today, none }: { items: readonly Commitment[]; today: string; none: string }) {
  if (!items.length) return <p className="none">{none}</p>;
  return (
    <ul className="promises">
      {items.map((item) => (
        <li key={`${item.story} ${item.commitment}`}>
          <blockquote>
            <Link to="/stories/$id" params={{ id: item.story }} search={{ at: item.commitment }}>
              {item.words.replace(/\s+/g, " ")}
            </Link>
          </blockquote>
          <p className="from">
            <b className={`standing is-${item.standing}`}>
              {item.standing}
              {item.standing !== "open" && !item.decided && item.proposals.length > 0 && ", as it seems"}
            </b>
            {[
              [partyNames(item.by), item.with.length > 0 && `with ${partyNames(item.with)}`].filter(Boolean).join(" "),
              item.published && `promised ${shortDate(item.published)}`,
              item.speaker && `by ${item.speaker}`,
              item.closes &&
                `${item.closes.slice(0, 10) < today.slice(0, item.closes.length) ? "its term ended" : "until"} ${shortDate(item.closes)}`,
            ]
              .filter(Boolean)
              .map((part) => (
                <span key={String(part)}>{part}</span>
              ))}
          </p>
          {item.proposals[0] && item.proposals[0].standing === item.standing && (
            <blockquote className="beside">
              {item.standing === "met" ? "Met by: " : "Broken by: "}
              <Link
                to="/stories/$id"
                params={{ id: item.proposals[0].event.story }}
                search={{ at: item.proposals[0].event.event }}
              >
                {item.proposals[0].event.sentence.replace(/\s+/g, " ")}
              </Link>
              {item.proposals[0].event.date && <small> {shortDate(item.proposals[0].event.date)}</small>}
            </blockquote>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The day on this machine's calendar, as `2024-01-29`. */
export function todayHere(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
