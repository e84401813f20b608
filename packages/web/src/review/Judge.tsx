import type { Record } from "@chancery/reader";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { shortDate } from "../story/dates.ts";
import { CorrectForm } from "./CorrectForm.tsx";
import { isJudged, type Verdict } from "./kinds.ts";
import "./review.css";

/** Keeps a judgement and lets every page know. */
export function useJudge() {
  const queries = useQueryClient();
  const anew = () =>
    Promise.all(
      ["listCorrections", "getPrecision"].map((operation) => queries.invalidateQueries({ queryKey: [operation] })),
    );
  const judge = useMutation({
    mutationFn: (given: {
      story: string;
      entry: string;
      verdict: Verdict;
      value?: { [name: string]: unknown } | null;
      note?: string | null;
    }) => call("addCorrection", { body: given }),
    onSuccess: anew,
  });
  const takeBack = useMutation({
    mutationFn: (id: number) => call("removeCorrection", { params: { id } }),
    onSuccess: anew,
  });
  return { judge, takeBack };
}

/** Under an open reading: what people found of it, and the ways to say so. */
export function JudgeReading({ record, kind, id }: { record: Record; kind: string; id: string }) {
  const story = record.story.id;
  const known = useAsk("listCorrections", { query: { story, limit: 200 } });
  const { judge, takeBack } = useJudge();
  const [correcting, setCorrecting] = useState(false);
  if (!isJudged(kind)) return null;
  const here = known.data?.items.filter(({ entry }) => entry === id) ?? [];
  const error = judge.error ?? takeBack.error;
  if (correcting)
    return (
      <CorrectForm
        record={record}
        kind={kind}
        id={id}
        onCancel={() => setCorrecting(false)}
        onSave={(value, note) => {
          judge.mutate({ story, entry: id, verdict: "correct", value, note });
          setCorrecting(false);
        }}
      />
    );
  return (
    <div className="judge">
      {here.map((correction) => (
        <p key={correction.id} className={`judged is-${correction.verdict}`}>
          <span>
            {correction.verdict === "correct"
              ? "Corrected"
              : correction.verdict === "right"
                ? "Found right"
                : "Found wrong"}{" "}
            {shortDate(correction.made.slice(0, 10))}
            {correction.value && `: ${valueInWords(correction.value, record)}`}
            {correction.note && ` (${correction.note})`}
          </span>
          <button type="button" className="quiet" onClick={() => takeBack.mutate(correction.id)}>
            Take back
          </button>
        </p>
      ))}
      {here.length === 0 && (
        <p className="verdicts">
          <button type="button" onClick={() => judge.mutate({ story, entry: id, verdict: "right" })}>
            Right
          </button>
          <button type="button" onClick={() => judge.mutate({ story, entry: id, verdict: "wrong" })}>
            Wrong
          </button>
          <button type="button" onClick={() => setCorrecting(true)}>
            Correct it
          </button>
        </p>
      )}
      {error && <p role="alert">{error.message}</p>}
    </div>
  );
}

/** `{ type: "CONSULT", actors: ["a1"] }` → `type CONSULT, actors China`. */
export function valueInWords(value: { readonly [name: string]: unknown }, record: Record): string {
  const name = (one: unknown) => record.actors.find(({ id }) => id === one)?.name ?? String(one ?? "none");
  return Object.entries(value)
    .map(([field, set]) => `${field} ${Array.isArray(set) ? set.map(name).join(", ") || "none" : name(set)}`)
    .join("; ");
}
