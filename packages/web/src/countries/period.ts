import { useState } from "react";
import { useAsk } from "../api-queries.ts";

/** The grain in which a timeline is drawn: months, or years where the archive reaches over more than ten. */
export function usePeriod(): { by: "month" | "year"; setBy: (by: "month" | "year") => void } {
  const extent = useAsk("getExtent");
  const [chosen, setBy] = useState<"month" | "year" | null>(null);
  const { from, to } = extent.data ?? {};
  const long = from && to ? Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 10 : true;
  return { by: chosen ?? (long ? "year" : "month"), setBy };
}
