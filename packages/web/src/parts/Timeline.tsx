import * as Plot from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import type { Timeline as Figures, Point } from "../api.ts";
import { signed } from "../story/tellings.ts";
import { asImage, keyAt, keyShapes } from "./chart.ts";
import { useChart } from "./useChart.ts";

const QUADS = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"] as const;
const COLOURS = ["var(--words-good)", "var(--deeds-good)", "var(--words-bad)", "var(--deeds-bad)"];
/** Periods that a chart spans at least. */
const LEAST = { month: 24, year: 10 };
const NAMES = ["cooperation in words", "cooperation in deed", "conflict in words", "conflict in deed"];

/**
 * Events over time: cooperation above the line, conflict below it, by quad; and under it the course of the mean score.
 * A period can be picked, in the chart or in the table that says the same.
 */
export function Timeline({
  figures,
  by,
  picked,
  onPick,
  label,
}: {
  figures: Figures;
  by: "month" | "year";
  picked: string | null;
  onPick: (period: string | null) => void;
  label: string;
}) {
  const points = useMemo(() => figures.points.filter((point) => dated(point, by)), [figures, by]);
  const others = figures.points.filter((point) => !dated(point, by)).reduce((sum, point) => sum + point.events, 0);

  const draw = useCallback(
    (width: number) => {
      if (!points.length) return [];
      const rows = points.flatMap((point) =>
        QUADS.map((quad, q) => ({
          date: dateOf(point.period),
          quad,
          n: (q < 2 ? 1 : -1) * (point.quads[q] ?? 0),
        })).filter(({ n }) => n),
      );
      const interval = by === "year" ? "year" : "month";
      const shared = {
        width,
        marginLeft: 34,
        marginRight: 12,
        style: { background: "transparent", fontFamily: "var(--sans)", fontSize: "12px", color: "var(--soft)" },
      };
      // Few periods stand at the end of an empty time: two bars as wide as the page would say nothing.
      const ends = points.map(({ period }) => periodOf(period, by));
      const [least, most] = [Math.min(...ends), Math.max(...ends)];
      const short = Math.max(0, LEAST[by] - (most - least + 1));
      const first = dateAt(least - short, by);
      const last = dateAt(most + 1, by);
      const reach = (sign: 1 | -1) =>
        Math.max(...points.map(({ quads }) => quads.reduce((sum, n, q) => (q < 2 === sign > 0 ? sum + n : sum), 0)));
      const span = last.getUTCFullYear() - first.getUTCFullYear() + 1;
      const ticks = by === "year" || span > 3 ? `${Math.max(1, Math.ceil(span / (width / 60)))} years` : undefined;
      const x = {
        type: "utc" as const,
        ...(ticks && { ticks, tickFormat: "%Y" }),
        domain: [first, last],
        label: null,
      };
      // The course of the score breaks off where a period has no event.
      const scores = new Map(points.map((point) => [periodOf(point.period, by), point.score]));
      const course = Array.from({ length: most - least + 1 }, (_, i) => ({
        at: new Date((Number(dateAt(least + i, by)) + Number(dateAt(least + i + 1, by))) / 2),
        score: scores.get(least + i) ?? Number.NaN,
      }));
      const bars = Plot.plot({
        ...shared,
        height: 200,
        x: { ...x, axis: null },
        y: {
          label: null,
          tickFormat: (n: number) => String(Math.abs(n)),
          ticks: Math.min(5, reach(1) + reach(-1)),
          grid: true,
        },
        color: { domain: [...QUADS], range: COLOURS },
        marks: [
          Plot.rectY(rows, Plot.stackY({ x: "date", y: "n", fill: "quad", interval, inset: 0.5, order: [...QUADS] })),
          Plot.ruleY([0], { stroke: "currentColor" }),
          ...(picked
            ? [
                Plot.rectX([picked], {
                  x: (period: string) => dateOf(period),
                  interval,
                  fill: "var(--ink)",
                  fillOpacity: 0.09,
                }),
              ]
            : []),
          Plot.rectX(points, {
            x: (point: Point) => dateOf(point.period),
            interval,
            fill: "transparent",
            pointerEvents: "all",
            title: (point: Point) =>
              `${point.period}: ${point.events} events, mean score ${point.score === null ? "–" : signed(Math.round(point.score * 10) / 10)}`,
          }),
        ],
      });
      const line = Plot.plot({
        ...shared,
        height: 96,
        x,
        y: { label: null, domain: [-10, 10], ticks: [-10, 0, 10], tickFormat: (n: number) => signed(n) },
        marks: [
          Plot.ruleY([0], { stroke: "var(--rule-strong)" }),
          Plot.lineY(course, { x: "at", y: "score", stroke: "var(--ink)", strokeWidth: 1.4, curve: "monotone-x" }),
          Plot.dot(
            course.filter(({ score }) => !Number.isNaN(score)),
            { x: "at", y: "score", r: 2, fill: "var(--ink)" },
          ),
        ],
      });
      keyShapes(
        bars,
        "rect",
        points.map(({ period }) => period ?? ""),
      );
      for (const [chart, name] of [
        [bars, label],
        [line, `Mean score. ${label}`],
      ] as const)
        asImage(chart, name);
      return [bars, line];
    },
    [points, by, picked, label],
  );
  const frame = useChart(draw);

  if (!figures.points.length) return <p className="none">Nothing is counted here.</p>;
  return (
    <figure className="timeline">
      <ul className="quads row">
        {QUADS.map((quad, q) => (
          <li key={quad} className={`q-${quad}`}>
            {NAMES[q]} {figures.total.quads[q]}
          </li>
        ))}
        <li className="plain">
          mean score {figures.total.score === null ? "–" : signed(Math.round(figures.total.score * 10) / 10)}
        </li>
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the table below offers the same to the keyboard. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table below offers the same to the keyboard. */}
      <div
        ref={frame}
        className="chart"
        onClick={(event) => {
          const period = keyAt(event.target);
          if (period === null) return;
          onPick(period === picked ? null : period);
        }}
      />
      {others > 0 && (
        <p className="none">
          {others} more {others === 1 ? "is" : "are"} told without a {by}.
        </p>
      )}
      <details>
        <summary>The same as a table</summary>
        <div className="scroll">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by key. */}
          <table tabIndex={0}>
            <thead>
              <tr>
                <th scope="col">{by}</th>
                {NAMES.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                <th scope="col">mean score</th>
              </tr>
            </thead>
            <tbody>
              {figures.points.map((point) => (
                <tr key={point.period ?? ""}>
                  <th scope="row">
                    {point.period === null ? (
                      "undated"
                    ) : (
                      <button type="button" className="quiet" onClick={() => onPick(point.period)}>
                        {point.period}
                      </button>
                    )}
                  </th>
                  {point.quads.map((n, q) => (
                    <td key={NAMES[q]}>{n}</td>
                  ))}
                  <td>{point.score === null ? "" : signed(Math.round(point.score * 10) / 10)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function dated(point: Point, by: "month" | "year"): boolean {
  return point.period !== null && (by === "year" || point.period.length === 7) && point.events > 0;
}

/** The number of a period, counted in months or years. */
function periodOf(period: string | null, by: "month" | "year"): number {
  const [year = "0", month = "1"] = (period ?? "").split("-");
  return by === "year" ? Number(year) : Number(year) * 12 + Number(month) - 1;
}

/** The day on which a period of that number begins. */
function dateAt(period: number, by: "month" | "year"): Date {
  return new Date(by === "year" ? Date.UTC(period, 0) : Date.UTC(Math.floor(period / 12), period % 12));
}

function dateOf(period: string | null): Date {
  const [year = "0", month = "1"] = (period ?? "").split("-");
  return new Date(Date.UTC(Number(year), Number(month) - 1));
}
