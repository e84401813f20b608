import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type Operations, ROUTES } from "./client/types.ts";

export type * from "./client/types.ts";

/** An answer that is a problem (RFC 9457): `message` is the server's own sentence. */
export class Problem extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

type Given<K extends keyof Operations> = {
  signal?: AbortSignal;
} & (Partial<Operations[K]["params"]> extends Operations[K]["params"]
  ? { params?: undefined }
  : { params: Operations[K]["params"] }) &
  (Partial<Operations[K]["query"]> extends Operations[K]["query"]
    ? { query?: Operations[K]["query"] }
    : { query: Operations[K]["query"] }) &
  (null extends Operations[K]["body"] ? { body?: undefined } : { body: Operations[K]["body"] });

/** The address of an operation with its parameters filled in. */
export function addressOf<K extends keyof Operations>(
  operation: K,
  params: { readonly [name: string]: unknown } = {},
  query: { readonly [name: string]: unknown } = {},
): string {
  const path = ROUTES[operation][1].replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== null && each !== "") search.append(name, String(each));
  return search.size ? `${path}?${search}` : path;
}

/** Asks the server. Throws a `Problem` where it refuses, fails or is not there. */
export async function call<K extends keyof Operations>(
  operation: K,
  given: Given<K>,
): Promise<Operations[K]["answer"]> {
  let answer: Response;
  try {
    const writes = ROUTES[operation][0] !== "GET";
    answer = await fetch(addressOf(operation, given.params ?? {}, given.query ?? {}), {
      method: ROUTES[operation][0],
      headers: { accept: "application/json", ...(writes ? { "content-type": "application/json" } : {}) },
      // The server takes changes as JSON alone, so that there always is some.
      ...(writes ? { body: JSON.stringify(given.body ?? {}) } : {}),
      ...(given.signal ? { signal: given.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "The server does not answer. Is `chancery serve` still running?");
  }
  const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (answer.ok) return body as Operations[K]["answer"];
  const detail =
    body && typeof body === "object" && "detail" in body && typeof body.detail === "string"
      ? body.detail
      : `The server answered ${answer.status}.`;
  throw new Problem(answer.status, detail);
}

type Listing = {
  [K in keyof Operations]: Operations[K]["answer"] extends { items: unknown[]; next: string | null } ? K : never;
}[keyof Operations];

/** A list that is turned over by cursor. While other words are fetched the old list stays. */
export function useListing<K extends Listing>(
  operation: K,
  query: Omit<Operations[K]["query"], "cursor">,
  params?: Operations[K]["params"],
) {
  return useInfiniteQuery({
    queryKey: [operation, query, params],
    queryFn: ({ pageParam, signal }) =>
      call(operation, { params, query: { ...query, cursor: pageParam ?? undefined }, signal } as unknown as Given<K>),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useStory(id: string, arrival?: number) {
  return useQuery({
    queryKey: ["getStory", id, arrival],
    queryFn: ({ signal }) => call("getStory", { params: { id }, query: { arrival }, signal }),
    staleTime: 60_000,
  });
}
