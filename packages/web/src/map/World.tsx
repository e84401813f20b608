import * as Plot from "@observablehq/plot";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json?url";
import type { CountryFigures } from "../api.ts";
import { ALL_STATES, countryName } from "../countries/names.ts";
import { asImage, keyAt, keyShapes } from "../parts/chart.ts";
import { useChart } from "../parts/useChart.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { signed } from "../story/tellings.ts";

/** A country's area on the map. */
type Area = { type: "Feature"; id?: string | number; properties: { name?: string } | null; geometry: never };

/** The map: each country in the colour of how much it did, or of its mean score. */
export function World({
  items,
  by,
  onPick,
}: {
  items: readonly CountryFigures[];
  by: "events" | "score";
  onPick: (code: string) => void;
}) {
  const shapes = useQuery({
    queryKey: ["atlas"],
    queryFn: async ({ signal }) => {
      const world = (await (await fetch(atlas, { signal })).json()) as Topology<{
        countries: GeometryCollection<{ name: string }>;
      }>;
      return (feature(world, world.objects.countries).features as unknown as Area[]).filter(({ id }) => id !== "010");
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const codes = useMemo(() => new Map(ALL_STATES.map(({ number, code }) => [number, code])), []);
  const areas = shapes.data;
  const draw = useCallback(
    (width: number) => {
      if (!areas) return [];
      const figures = new Map(items.map((item) => [item.country, item]));
      const of = (area: Area) => figures.get(codes.get(String(area.id).padStart(3, "0")) ?? "");
      const most = Math.max(1, ...items.map(({ events }) => events));
      const fill = (area: Area) => {
        const found = of(area);
        if (!found?.events) return "var(--hover)";
        if (by === "events") {
          const share = 18 + 82 * Math.sqrt(found.events / most);
          return `color-mix(in oklab, var(--deeds-good) ${share.toFixed(0)}%, var(--paper))`;
        }
        const score = found.score ?? 0;
        const tone = score >= 0 ? "var(--words-good)" : "var(--deeds-bad)";
        return `color-mix(in oklab, ${tone} ${(16 + Math.min(84, Math.abs(score) * 12)).toFixed(0)}%, var(--paper))`;
      };
      const chart = Plot.plot({
        width,
        height: Math.round(width * 0.47),
        projection: { type: "equal-earth", domain: { type: "Sphere" } },
        style: { background: "transparent" },
        marks: [
          Plot.geo(areas as never, {
            fill: fill as never,
            stroke: "var(--paper)",
            strokeWidth: 0.6,
            title: ((area: Area) => {
              const code = codes.get(String(area.id).padStart(3, "0"));
              const found = of(area);
              const name = code ? countryName(code) : (area.properties?.name ?? "");
              if (!found) return `${name}: nothing`;
              return `${name}: did ${found.events}, received ${found.received}, said ${found.statements}${found.score === null ? "" : `; mean score ${signed(Math.round(found.score * 10) / 10)}`}`;
            }) as never,
          }),
        ],
      });
      // Colours are mixed by the style sheet, so that they follow light and dark.
      for (const path of chart.querySelectorAll("path[fill]")) {
        path.setAttribute("style", `fill: ${path.getAttribute("fill")}`);
      }
      keyShapes(
        chart,
        "geo",
        areas.map((area) => codes.get(String(area.id).padStart(3, "0")) ?? ""),
      );
      asImage(
        chart,
        by === "events" ? "The world by how much each country did" : "The world by each country’s mean score",
      );
      return [chart];
    },
    [items, by, areas, codes],
  );
  const frame = useChart(draw);
  return (
    <figure>
      {shapes.isError && <Trouble error={shapes.error} retry={() => shapes.refetch()} />}
      {shapes.isPending && <Waiting what="the map" />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the table below offers the same to the keyboard. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table below offers the same to the keyboard. */}
      <div
        ref={frame}
        className="world"
        onClick={(event) => {
          const code = keyAt(event.target);
          if (code) onPick(code);
        }}
      />
      <figcaption className="none">
        {by === "events"
          ? "The stronger the colour, the more events a country is told to have done. "
          : "Green: cooperation outweighs. Red: conflict does. The stronger, the further from nought. "}
        Borders as Natural Earth draws them.
      </figcaption>
    </figure>
  );
}
