import { Problem } from "../api.ts";

/** While something is fetched. It shows itself only after a moment, so that quick answers do not flicker. */
export function Waiting({ what }: { what: string }) {
  return (
    <p className="waiting" role="status">
      Fetching {what} …
    </p>
  );
}

/** What went wrong, in the server's own words where it gave some. */
export function Trouble({ error, retry }: { error: Error; retry: () => void }) {
  const missing = error instanceof Problem && error.status === 404;
  return (
    <div className="trouble" role="alert">
      <h1>{missing ? "Not in this archive" : "That did not work"}</h1>
      <p>{error.message}</p>
      {!missing && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
