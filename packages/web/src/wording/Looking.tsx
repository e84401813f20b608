import { useQuery } from "@tanstack/react-query";
import { call, type Operations } from "../api.ts";

/** While phrases are looked for: how far the server is, as it tells itself, and a way to end it. */
export function Looking({ query, stop }: { query: Operations["listPhrases"]["query"]; stop?: () => void }) {
  const progress = useQuery({
    queryKey: ["wordingProgress", query],
    queryFn: ({ signal }) => call("wordingProgress", { query, signal }),
    refetchInterval: 400,
    gcTime: 0,
  });
  const { step = null, done = 0, of = 0 } = progress.data ?? {};
  return (
    <div className="waiting looking">
      <p role="status">Looking for phrases …</p>
      <p>
        {step === "reading" && of > 0
          ? `${done.toLocaleString("en")} of ${of.toLocaleString("en")} statements are read …`
          : step === "counting"
            ? `Phrases of ${done + 2} words are counted …`
            : ""}{" "}
        {stop && (
          <button type="button" className="quiet" onClick={stop}>
            Stop
          </button>
        )}
      </p>
      {of > 0 && <progress value={step === "counting" ? of : done} max={of} aria-label="Statements read" />}
    </div>
  );
}
