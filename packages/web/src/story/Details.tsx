import type { Record, Span } from "@chancery/reader";
import type { ReactNode } from "react";
import { inWords, ordinal, reckoning } from "./dates.ts";
import type { Reading } from "./readings.ts";
import { QUAD_NAMES, signed, type tellerOf } from "./tellings.ts";

/** Everything a reading holds: its words, who, when with the arithmetic, why, and how sure. */
export function Details({
  reading,
  record,
  teller,
}: {
  reading: Reading;
  record: Record;
  teller: ReturnType<typeof tellerOf>;
}) {
  const words = (span: Span) => record.story.text.slice(...span).replace(/\s+/g, " ");
  const { names, name, actor } = teller;
  const { published } = record.story;
  const rows: [string, ReactNode][] = [];
  const add = (label: string, value: ReactNode) => {
    if (value !== null && value !== undefined && value !== "" && value !== false) rows.push([label, value]);
  };
  const quote = (spans: readonly Span[]) => spans.length > 0 && spans.map((span) => <q key={span[0]}>{words(span)}</q>);
  const told = (saidIn: string | null) => {
    if (saidIn === null) return "in the outlet’s own voice";
    const statement = record.statements.find((entry) => entry.id === saidIn);
    return `${name(statement?.speaker ?? null) ?? "an unnamed speaker"}`;
  };

  switch (reading.kind) {
    case "statement": {
      const entry = reading.entry;
      add("Said", quote(entry.content));
      add(
        "Form",
        { direct: "direct speech", indirect: "indirect speech", mixed: "indirect, with words quoted" }[entry.kind],
      );
      const speaker = actor(entry.speaker);
      add("Speaker", speaker && describe(speaker));
      add("Named as", entry.source && quote([entry.source]));
      add("Reported by", entry.cue && quote([entry.cue]));
      add("To", name(entry.addressee));
      add("Where", entry.venue);
      add("On", entry.date && <Dated value={entry.date} published={published} />);
      if (Array.isArray(entry.promptedBy)) add("In answer to", quote([entry.promptedBy]));
      else if (entry.promptedBy) {
        const question = record.statements.find(({ id }) => id === entry.promptedBy);
        add("In answer to", question && quote(question.content));
      }
      add("Within", entry.saidIn && `a statement of ${told(entry.saidIn)}`);
      break;
    }
    case "event": {
      const entry = reading.entry;
      add("Words", quote([entry.trigger]));
      add("Who", names(entry.actors));
      add("To whom", names(entry.recipients));
      add("Coded", `${entry.type}${entry.mode ? ` (${entry.mode.replaceAll("_", " ")})` : ""} · CAMEO ${entry.cameo}`);
      add("Counts as", `${QUAD_NAMES[entry.quad]}, ${signed(entry.score)}`);
      add("About", entry.contexts.map((context) => context.replaceAll("_", " ")).join(", "));
      add("Mood", entry.aux.join(", "));
      if (entry.date) {
        const { from, value } = entry.date;
        const time = record.times.find(({ id }) => id === from);
        add(
          "When",
          <>
            {from === "published" ? "the story’s date: " : time && <q>{words([time.start, time.end])}</q>}{" "}
            <Dated value={value} published={from === "published" ? null : published} />
          </>,
        );
      }
      add("Where", entry.place && [entry.place.name, entry.place.country].filter(Boolean).join(", "));
      add("Told by", told(entry.saidIn));
      if (entry.evidence.length > 1) add("Also told", quote(entry.evidence.slice(1)));
      add("Why", <span className="why">{entry.why}</span>);
      add("Confidence", <Confidence value={entry.confidence} />);
      break;
    }
    case "tie": {
      const entry = reading.entry;
      add("Words", quote(entry.evidence));
      add("Between", names(entry.parties));
      add("Kind", entry.kind.replaceAll("-", " "));
      add("Rank", entry.name);
      add("Level", entry.level);
      add("Since", entry.since && inWords(entry.since));
      add("Distinction", entry.distinction);
      add("State", entry.status.replaceAll("-", " "));
      add("Told by", told(entry.saidIn));
      add("Why", <span className="why">{entry.why}</span>);
      add("Confidence", <Confidence value={entry.confidence} />);
      break;
    }
    case "anniversary": {
      const entry = reading.entry;
      const since = record.ties.find(({ id }) => id === entry.tie)?.since;
      add("Words", quote(entry.evidence));
      add(
        "Reckoned",
        since ? `${since} + ${entry.nth} years = ${entry.in}` : `the ${ordinal(entry.nth)}, in ${entry.in}`,
      );
      add("Told by", told(entry.saidIn));
      add("Why", <span className="why">{entry.why}</span>);
      add("Confidence", <Confidence value={entry.confidence} />);
      break;
    }
    case "commitment": {
      const entry = reading.entry;
      add("Promised", quote([entry.what]));
      add("By", names(entry.by));
      add("With", names(entry.with));
      add("From", entry.window?.from && <Dated value={entry.window.from} published={published} />);
      add("Until", entry.window?.to && <Dated value={entry.window.to} published={published} />);
      add("Told by", told(entry.saidIn));
      add("Why", <span className="why">{entry.why}</span>);
      add("Confidence", <Confidence value={entry.confidence} />);
      break;
    }
    case "time": {
      const entry = reading.entry;
      add("Type", entry.type.toLowerCase());
      add("Value", entry.value === null ? "the text gives none" : <code>{entry.value}</code>);
      add("That is", entry.value !== null && inWords(entry.value));
      add("Reckoned", entry.value !== null && reckoning(entry.value, published));
      add("Qualified", entry.mod?.toLowerCase().replaceAll("_", " "));
      add("Each", entry.quant);
      add("How often", entry.freq);
      add("From", entry.beginPoint && inWords(entry.beginPoint));
      add("Until", entry.endPoint && inWords(entry.endPoint));
      break;
    }
    case "actor": {
      const entry = reading.entry;
      add("Kind", entry.kind.replaceAll("-", " "));
      add("Office", entry.role);
      add("Country", entry.country && `${entry.country}${entry.formerly ? `, formerly ${entry.formerly}` : ""}`);
      add("CAMEO", entry.cameo && <code>{entry.cameo}</code>);
      add("Mentioned", `${entry.mentions.length} ${entry.mentions.length === 1 ? "time" : "times"}`);
      add(
        "As",
        [...new Set(entry.mentions.map(words))].map((form) => <q key={form}>{form}</q>),
      );
      break;
    }
    case "abstention":
      add("About", reading.entry.kind);
      add("Reason", reading.entry.reason);
      break;
  }
  return (
    <dl className="details">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function describe(actor: { name: string; role: string | null; country: string | null }) {
  return [actor.name, actor.role, actor.country].filter(Boolean).join(", ");
}

/** A value in words, with the step from the story's date where there is one. */
function Dated({ value, published }: { value: string; published: string | null }) {
  const step = reckoning(value, published);
  return (
    <>
      {inWords(value)}
      {step && <span className="step"> = {step}</span>}
    </>
  );
}

function Confidence({ value }: { value: number }) {
  return (
    <span className="confidence">
      <meter min={0} max={1} value={value} aria-label="confidence" />
      <span>{Math.round(value * 100)} %</span>
    </span>
  );
}
