import type { Record } from "@chancery/reader";
import { JudgeReading } from "../review/Judge.tsx";
import { Details } from "./Details.tsx";
import type { Reading } from "./readings.ts";
import type { tellerOf } from "./tellings.ts";

/** One entry of the margin: a line that tells what it is, opened to everything it holds. */
export function Note({
  reading,
  record,
  teller,
  open,
  kept,
  onChoose,
}: {
  reading: Reading;
  record: Record;
  teller: ReturnType<typeof tellerOf>;
  open: boolean;
  /** Whether the story is in the archive, where judgements of it can be kept. */
  kept: boolean;
  onChoose: (id: string | null) => void;
}) {
  const { kind, title, note } = teller.tell(reading);
  const quad = reading.kind === "event" ? ` q-${reading.entry.quad}` : "";
  return (
    <li className={`note note-${reading.kind}${quad}${open ? " open" : ""}`} data-note={reading.id}>
      <button type="button" aria-expanded={open} onClick={() => onChoose(open ? null : reading.id)}>
        <span className="note-kind">{kind}</span> <span className="note-title">{title}</span>{" "}
        {reading.kind === "time" && "= "}
        <span className="note-note">{note}</span>
      </button>
      {open && (
        <>
          <Details reading={reading} record={record} teller={teller} />
          {kept && <JudgeReading record={record} kind={reading.kind} id={reading.id} />}
        </>
      )}
    </li>
  );
}
