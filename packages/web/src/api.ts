import type { Record } from "@chancery/reader";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

/** An answer that is a problem (RFC 9457): `message` is the server's own sentence. */
export class Problem extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export interface StorySummary {
  id: string;
  headline: string | null;
  agency: string | null;
  published: string | null;
  format: string;
  language: string;
  lead: string;
  counts: { statements: number; events: number; ties: number; commitments: number };
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { headers: { accept: "application/json" }, ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "The server does not answer. Is `chancery serve` still running?");
  }
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body as T;
  const detail =
    body && typeof body === "object" && "detail" in body && typeof body.detail === "string"
      ? body.detail
      : `The server answered ${answer.status}.`;
  throw new Problem(answer.status, detail);
}

export function useStories(text: string) {
  return useInfiniteQuery({
    queryKey: ["stories", text],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams();
      if (text) query.set("text", text);
      if (pageParam) query.set("cursor", pageParam);
      return get<{ items: StorySummary[]; next: string | null }>(`/api/stories?${query}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useStory(id: string) {
  return useQuery({
    queryKey: ["story", id],
    queryFn: ({ signal }) => get<{ record: Record }>(`/api/stories/${encodeURIComponent(id)}`, signal),
    staleTime: 60_000,
  });
}
