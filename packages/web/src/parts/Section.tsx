import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Trouble, Waiting } from "../shell/states.tsx";

/** A titled part of a page that waits for its own answer. */
export function Section<T>({
  title,
  note,
  answer,
  children,
}: {
  title: string;
  note?: ReactNode;
  answer: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  return (
    <section className="part">
      <h2>
        {title} {note && <small>{note}</small>}
      </h2>
      {answer.isPending ? (
        <Waiting what={title.toLowerCase()} />
      ) : answer.isError ? (
        <Trouble error={answer.error} retry={() => answer.refetch()} />
      ) : (
        children(answer.data)
      )}
    </section>
  );
}
