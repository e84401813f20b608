import { Link } from "@tanstack/react-router";
import { useListing } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { Section } from "../parts/Section.tsx";
import { AnniversaryList, CommitmentList, TieList, todayHere } from "../parts/Ties.tsx";
import { Trouble, Waiting } from "../shell/states.tsx";

/** What ties a country or two, what was promised, which anniversaries follow. `who` names them in the sentences of empty lists. */
export function Bonds({ a, b, who }: { a: string; b?: string; who: string }) {
  const anniversaries = useAsk("listAnniversaries", { query: { a, b, limit: 12 } });
  return (
    <>
      <TiesOf a={a} b={b} who={who} />
      <PromisesOf a={a} b={b} who={who} />
      <Section title="Anniversaries" answer={anniversaries} note="this year and the next">
        {({ items, total }) => (
          <>
            <AnniversaryList items={items} none="No date of a tie is told." />
            {total > items.length && (
              <p className="more">
                <Link to="/calendar" search={{ a, b }}>
                  All {total.toLocaleString("en")} in the calendar
                </Link>
              </p>
            )}
          </>
        )}
      </Section>
    </>
  );
}

function TiesOf({ a, b, who }: { a: string; b: string | undefined; who: string }) {
  const ties = useListing("listTies", { a, b, limit: 8 });
  const items = ties.data?.pages.flatMap((page) => page.items) ?? [];
  const total = ties.data?.pages[0]?.total ?? 0;
  return (
    <section className="part">
      <h2>Ties {total > items.length && <small>{total.toLocaleString("en")}, those told of last first</small>}</h2>
      {ties.isPending ? (
        <Waiting what="ties" />
      ) : ties.isError ? (
        <Trouble error={ties.error} retry={() => ties.refetch()} />
      ) : (
        <TieList ties={items} parties={b === undefined} none={`No tie of ${who} is told.`} />
      )}
      {ties.hasNextPage && (
        <p className="more">
          <button type="button" disabled={ties.isFetchingNextPage} onClick={() => ties.fetchNextPage()}>
            More ties
          </button>
        </p>
      )}
    </section>
  );
}

function PromisesOf({ a, b, who }: { a: string; b: string | undefined; who: string }) {
  const promises = useListing("listCommitments", { a, b, limit: 8 });
  const items = promises.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="part">
      <h2>Promises</h2>
      {promises.isPending ? (
        <Waiting what="promises" />
      ) : promises.isError ? (
        <Trouble error={promises.error} retry={() => promises.refetch()} />
      ) : (
        <CommitmentList items={items} today={todayHere()} none={`No promise of ${who} is kept.`} />
      )}
      {promises.hasNextPage && (
        <p className="more">
          <button type="button" disabled={promises.isFetchingNextPage} onClick={() => promises.fetchNextPage()}>
            Earlier promises
          </button>
        </p>
      )}
    </section>
  );
}
