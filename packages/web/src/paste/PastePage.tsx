import type { Record } from "@chancery/reader";
import { useEffect, useRef, useState } from "react";
import { useTitle } from "../shell/title.ts";
import { Edition } from "../story/StoryPage.tsx";
import type { Ask, Told } from "./reader.worker.ts";
import "../parts/parts.css";
import "./paste.css";

/** A text is read here in the browser, in a worker; it is sent nowhere and kept nowhere. */
export function PastePage() {
  useTitle("Paste");
  const worker = useRef<Worker | null>(null);
  const [state, setState] = useState<"loading" | "ready" | "reading">("loading");
  const [text, setText] = useState("");
  const [date, setDate] = useState("");
  const [told, setTold] = useState<Exclude<Told, { kind: "ready" }> | null>(null);
  const [which, setWhich] = useState(0);
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mine = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module" });
    worker.current = mine;
    mine.onmessage = ({ data }: MessageEvent<Told>) => {
      setState("ready");
      if (data.kind === "ready") return;
      setTold(data);
      setWhich(0);
    };
    mine.onerror = () => {
      setState("ready");
      setTold({ kind: "failed", reason: "the reader could not be started in this browser" });
    };
    return () => mine.terminate();
  }, []);
  useEffect(() => {
    if (told?.kind === "read" && told.records.length) result.current?.scrollIntoView({ block: "start" });
  }, [told]);
  const read = () => {
    if (!text.trim() || state !== "ready") return;
    setState("reading");
    worker.current?.postMessage({ text, date: /^\d{4}-\d\d-\d\d$/.test(date) ? date : null } satisfies Ask);
  };
  const records = told?.kind === "read" ? told.records : [];
  const record = records[which];
  return (
    <div className="paste">
      <header className="page-head">
        <h1>Paste</h1>
        <p className="none">The text is read in this browser. Nothing is sent, and nothing is kept.</p>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          read();
        }}
      >
        <label className="field">
          <span>A dispatch, a transcript, a page’s HTML, or JSON Lines</span>
          <textarea
            value={text}
            rows={record ? 6 : 14}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) read();
            }}
          />
        </label>
        <div className="head-fields">
          <label className="field">
            <span>Its date, if the text has none</span>
            <input type="date" value={date} onChange={(event) => setDate(event.target.value)} />
          </label>
          <button type="submit" disabled={state !== "ready" || !text.trim()}>
            {state === "loading" ? "The reader is being fetched …" : state === "reading" ? "Reading …" : "Read it"}
          </button>
          <kbd>Ctrl Enter</kbd>
        </div>
      </form>
      <p className="none" role="status">
        {told?.kind === "failed" && `It was not read: ${told.reason}.`}
        {told?.kind === "read" && told.refused.map((reason) => `Not read: ${reason}. `)}
        {told?.kind === "read" && records.length > 0 && `Read in ${Math.max(1, Math.round(told.milliseconds))} ms.`}
      </p>
      {records.length > 1 && (
        <p className="choices">
          {records.map((one, i) => (
            <button key={one.story.id} type="button" aria-pressed={i === which} onClick={() => setWhich(i)}>
              {one.story.headline ?? `Story ${i + 1}`}
            </button>
          ))}
        </p>
      )}
      <div ref={result} className="paste-result">
        {record && <Pasted key={`${record.story.id} ${which}`} record={record} />}
      </div>
    </div>
  );
}

function Pasted({ record }: { record: Record }) {
  const [chosen, setChosen] = useState<string | null>(null);
  return <Edition record={record} chosen={chosen} onChoose={setChosen} kept={null} />;
}
