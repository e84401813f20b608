import { Link } from "@tanstack/react-router";
import type { StoryPage } from "../api.ts";
import { shortDate } from "./dates.ts";

/** What the archive has besides: the story's versions, the other outlets that carry it, and its record. */
export function Kin({ kept: { record, versions, outlets } }: { kept: StoryPage }) {
  const { id } = record.story;
  return (
    <div className="kin">
      {versions.length > 1 && (
        <section>
          <h2>Versions</h2>
          <ol>
            {versions.map((version) => (
              <li key={version.arrival}>
                <Link
                  to="/stories/$id"
                  params={{ id: version.id }}
                  search={version.current ? {} : { arrival: version.arrival }}
                >
                  {version.published ? shortDate(version.published) : `number ${version.arrival}`}
                </Link>
                {version.current && " (the newest)"}
              </li>
            ))}
          </ol>
          <Link to="/stories/$id/versions" params={{ id }}>
            Side by side
          </Link>
        </section>
      )}
      {outlets.length > 0 && (
        <section>
          <h2>The same dispatch elsewhere</h2>
          <ul>
            {outlets.map((outlet) => (
              <li key={outlet.id}>
                <Link to="/stories/$id" params={{ id: outlet.id }}>
                  {outlet.agency ?? outlet.headline ?? "another outlet"}
                </Link>{" "}
                {outlet.published && <span className="count">{shortDate(outlet.published)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="rail-links">
        <a href={`/api/stories/${encodeURIComponent(id)}/record`}>The record as JSON</a>
      </p>
    </div>
  );
}
