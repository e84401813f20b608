import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useStory, type Version } from "../api.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { inWords, shortDate } from "./dates.ts";
import { differencesOf, type Piece } from "./differences.ts";
import "../parts/parts.css";
import "./story.css";

const route = getRouteApi("/stories/$id/versions");

/** Two versions of a story beside each other: what went, and what came. */
export function VersionsPage() {
  const { id } = route.useParams();
  const { a, b } = route.useSearch();
  const navigate = route.useNavigate();
  const newest = useStory(id);
  useTitle("Versions");
  if (newest.isPending) return <Waiting what="the versions" />;
  if (newest.isError) return <Trouble error={newest.error} retry={() => newest.refetch()} />;
  const { versions, record } = newest.data;
  const find = (arrival: number | undefined) => versions.find((version) => version.arrival === arrival);
  const after = find(b) ?? versions[0];
  const before = find(a) ?? versions[1];
  return (
    <div className="sheetlike versions">
      <header className="page-head">
        <h1>
          <Link to="/stories/$id" params={{ id }}>
            {record.story.headline ?? "Versions"}
          </Link>
        </h1>
      </header>
      {before && after ? (
        <>
          <div className="head-fields">
            {(
              [
                ["Earlier", before, "a"],
                ["Later", after, "b"],
              ] as const
            ).map(([label, version, side]) => (
              <label key={side} className="field">
                <span>{label}</span>
                <select
                  value={version.arrival}
                  onChange={(event) =>
                    navigate({ search: (old) => ({ ...old, [side]: Number(event.target.value) }), replace: true })
                  }
                >
                  {versions.map((one) => (
                    <option key={one.arrival} value={one.arrival}>
                      {one.published ? shortDate(one.published) : "undated"} · number {one.arrival}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
          <Compared before={before} after={after} />
        </>
      ) : (
        <p className="none">The archive has one version of this story.</p>
      )}
    </div>
  );
}

function Compared({ before, after }: { before: Version; after: Version }) {
  const old = useStory(before.id, before.arrival);
  const young = useStory(after.id, after.arrival);
  const [a, b] = [old.data?.record.story.text, young.data?.record.story.text];
  const pieces = useMemo(() => (a !== undefined && b !== undefined ? differencesOf(a, b) : null), [a, b]);
  const trouble = old.error ?? young.error;
  if (trouble) return <Trouble error={trouble} retry={() => old.refetch()} />;
  if (!pieces) return <Waiting what="both versions" />;
  return (
    <div className="compared">
      <Side title={before} pieces={pieces} side="old" />
      <Side title={after} pieces={pieces} side="new" />
    </div>
  );
}

function Side({ title, pieces, side }: { title: Version; pieces: readonly Piece[]; side: "old" | "new" }) {
  const Changed = side === "old" ? "del" : "ins";
  return (
    <section>
      <h2>{title.published ? inWords(title.published) : "Undated"}</h2>
      <div className="version-text">
        {pieces.map((piece) =>
          piece.in === "both" ? (
            <span key={`${piece.in}${piece.at}`}>{piece.text}</span>
          ) : piece.in === side ? (
            <Changed key={`${piece.in}${piece.at}`}>{piece.text}</Changed>
          ) : null,
        )}
      </div>
    </section>
  );
}
