import type { UseQueryResult } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import type { Timeline as Figures } from "../api.ts";
import { Section } from "../parts/Section.tsx";
import { Waiting } from "../shell/states.tsx";

// Fetched while the figures are.
const chart = import("../parts/Timeline.tsx").then(({ Timeline }) => ({ default: Timeline }));
const Timeline = lazy(() => chart);

/** A titled timeline, which waits for its figures and for the chart. */
export function Course({
  title,
  note,
  answer,
  ...chart
}: {
  title: string;
  note?: ReactNode;
  answer: UseQueryResult<Figures>;
  by: "month" | "year";
  label: string;
  picked: string | null;
  onPick: (period: string | null) => void;
}) {
  return (
    <Section title={title} note={note} answer={answer}>
      {(figures) => (
        <Suspense fallback={<Waiting what="the chart" />}>
          <Timeline figures={figures} {...chart} />
        </Suspense>
      )}
    </Section>
  );
}

/** The choice between months and years. */
export function Grain({ by, setBy }: { by: "month" | "year"; setBy: (by: "month" | "year") => void }) {
  return (
    <>
      <button type="button" aria-pressed={by === "month"} onClick={() => setBy("month")}>
        by month
      </button>
      <button type="button" aria-pressed={by === "year"} onClick={() => setBy("year")}>
        by year
      </button>
    </>
  );
}

/** The heading over a list of events: of the period that is picked, which can be given up, or the latest. */
export function EventsHead({ period, onAll }: { period: string | undefined; onAll: () => void }) {
  return (
    <h2>
      Events{" "}
      <small>
        {period ? (
          <>
            of {period}{" "}
            <button type="button" className="quiet" onClick={onAll}>
              all
            </button>
          </>
        ) : (
          "the latest"
        )}
      </small>
    </h2>
  );
}
