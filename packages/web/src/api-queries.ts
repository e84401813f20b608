import { useQuery } from "@tanstack/react-query";
import { call, type Operations } from "./api.ts";

/** The answer to one question, kept for a while. */
export function useAsk<K extends keyof Operations>(
  operation: K,
  given: { params?: Operations[K]["params"]; query?: Operations[K]["query"] } = {},
) {
  return useQuery({
    queryKey: [operation, given.params ?? {}, given.query ?? {}],
    queryFn: ({ signal }): Promise<Operations[K]["answer"]> =>
      call(operation, { ...given, signal } as unknown as Parameters<typeof call<K>>[1]),
    staleTime: 15_000,
  });
}
