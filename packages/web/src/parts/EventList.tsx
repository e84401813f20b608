import { Link } from "@tanstack/react-router";
import { type FoundEvent, type Operations, useListing } from "../api.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { shortDate } from "../story/dates.ts";
import { signed } from "../story/tellings.ts";

/** The events that a filter lets through, the latest first, each with its sentence and the way to it. */
export function EventList({ query, none }: { query: Omit<Operations["listEvents"]["query"], "cursor">; none: string }) {
  const events = useListing("listEvents", { limit: 20, ...query });
  if (events.isPending) return <Waiting what="the events" />;
  if (events.isError) return <Trouble error={events.error} retry={() => events.refetch()} />;
  const items = events.data.pages.flatMap((page) => page.items);
  if (!items.length) return <p className="none">{none}</p>;
  return (
    <>
      <ol className={`events${events.isPlaceholderData ? " stale" : ""}`}>
        {items.map((event) => (
          <EventItem key={`${event.story} ${event.event}`} event={event} />
        ))}
      </ol>
      {events.hasNextPage && (
        <p className="more">
          <button type="button" disabled={events.isFetchingNextPage} onClick={() => events.fetchNextPage()}>
            Earlier events
          </button>
        </p>
      )}
    </>
  );
}

export function EventItem({ event }: { event: FoundEvent }) {
  const [from, to] = event.evidence;
  const before = event.sentence.slice(0, Math.max(0, event.trigger[0] - from));
  const inside = event.trigger[0] >= from && event.trigger[1] <= to;
  const words = inside ? event.sentence.slice(event.trigger[0] - from, event.trigger[1] - from) : "";
  const after = inside ? event.sentence.slice(event.trigger[1] - from) : event.sentence;
  return (
    <li className={`event q-${event.quad}`}>
      <p className="event-head">
        <span className="event-date">{event.date ? shortDate(event.date) : "undated"}</span>
        <b className="event-type">
          {event.type.charAt(0) + event.type.slice(1).toLowerCase()}
          {event.mode && <span className="event-mode"> {event.mode.replaceAll("_", " ")}</span>}
        </b>
        <span>
          {event.actors.join(", ")}
          {event.recipients.length > 0 && ` → ${event.recipients.join(", ")}`}
        </span>
        <span className="event-score">{signed(event.score)}</span>
      </p>
      <blockquote>
        {inside ? before : ""}
        {words && <mark>{words}</mark>}
        {after}
      </blockquote>
      <p className="from">
        <Link to="/stories/$id" params={{ id: event.story }} search={{ at: event.event }}>
          {event.headline ?? "the story"}
        </Link>
        {(event.outlets.length ? event.outlets : [event.agency]).filter(Boolean).map((outlet) => (
          <span key={outlet}>{outlet}</span>
        ))}
        {event.published && <span>{shortDate(event.published)}</span>}
        {event.speaker && <span>told by {event.speaker}</span>}
        {event.aux.length > 0 && <span>{event.aux.join(", ")}</span>}
      </p>
    </li>
  );
}
