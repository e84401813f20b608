import * as Plot from "@observablehq/plot";
import { useCallback } from "react";
import type { ExchangeClaim, ExchangePeriod } from "../api.ts";
import { asImage } from "../parts/chart.ts";
import { useChart } from "../parts/useChart.ts";

/** Months that the chart spans at least. */
const LEAST = 36;
const LEVELS = ["leaders", "ministers", "officials", "others"] as const;

/**
 * Visits above the line, meetings and calls below it, by month and level. What was said of exchanges is marked where it was said,
 * with the time that it speaks of.
 */
export function ExchangeChart({
  periods,
  claims,
  label,
}: {
  periods: readonly ExchangePeriod[];
  claims: readonly ExchangeClaim[];
  label: string;
}) {
  const dated = periods.filter(({ period }) => period?.length === 7);
  const others = periods.length - dated.length;
  const draw = useCallback(
    (width: number) => {
      const months = periods.filter(({ period }) => period?.length === 7);
      if (!months.length) return [];
      const rows = months.flatMap(({ period, visits, meetings }) =>
        LEVELS.flatMap((level) => [
          { date: dateOf(period), level, n: visits[level] },
          { date: dateOf(period), level, n: -meetings[level] },
        ]).filter(({ n }) => n),
      );
      const said = claims.flatMap(({ statement, since }, i) =>
        statement.date ? [{ at: dateOf(statement.date), since: dateOf(since), name: String(i + 1) }] : [],
      );
      const ends = [...rows.map(({ date }) => date), ...said.flatMap(({ at, since }) => [at, since])].map(Number);
      const last = new Date(Math.max(...ends));
      // A few months stand at the end of an empty time, so that their bars keep a measure.
      const first = Math.min(...ends, Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - LEAST));
      const sum = (of: ExchangePeriod["visits"]) => LEVELS.reduce((n, level) => n + of[level], 0);
      const top = Math.max(1, ...months.map(({ visits }) => sum(visits)));
      const bottom = Math.max(0, ...months.map(({ meetings }) => sum(meetings)));
      const chart = Plot.plot({
        width,
        height: 190,
        marginLeft: 34,
        marginRight: 12,
        marginTop: 24,
        style: { background: "transparent", fontFamily: "var(--sans)", fontSize: "12px", color: "var(--soft)" },
        x: {
          type: "utc",
          domain: [new Date(first), Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1)],
          label: null,
        },
        y: {
          label: null,
          tickFormat: (n: number) => String(Math.abs(n)),
          ticks: Math.min(4, top + bottom),
          grid: true,
        },
        color: { domain: [...LEVELS], range: LEVELS.map((level) => `var(--level-${level})`) },
        marks: [
          Plot.rectX(said, { x1: "since", x2: "at", fill: "var(--statement)", fillOpacity: 0.1 }),
          Plot.rectY(
            rows,
            Plot.stackY({ x: "date", y: "n", fill: "level", interval: "month", inset: 0.5, order: [...LEVELS] }),
          ),
          Plot.ruleY([0], { stroke: "currentColor" }),
          Plot.ruleX(said, { x: "at", stroke: "var(--statement)", strokeWidth: 1.5 }),
          Plot.text(said, {
            x: "at",
            y: top,
            text: "name",
            dy: -14,
            fill: "var(--statement)",
            fontWeight: 600,
            frameAnchor: "top",
          }),
        ],
      });
      asImage(chart, label);
      return [chart];
    },
    [periods, claims, label],
  );
  const frame = useChart(draw);
  return (
    <figure className="timeline">
      <ul className="quads row">
        {LEVELS.map((level) => (
          <li key={level} className={`level-${level}`}>
            {level}
          </li>
        ))}
        <li className="plain">visits above, meetings and calls below</li>
      </ul>
      <div ref={frame} className="chart" />
      {others > 0 && dated.length > 0 && <p className="none">Those told without a month are in the table alone.</p>}
    </figure>
  );
}

function dateOf(date: string | null): Date {
  const [year = "0", month = "1", day = "1"] = (date ?? "").split("-");
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}
