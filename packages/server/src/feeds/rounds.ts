import { dueSources } from "@chancery/archive";
import { type Polling, poll } from "./poll.ts";

/** How often the round looks whether a source is due. */
const ROUND = 20_000;

/** Asks every source when it is due, one after the other, until it is stopped. */
export function keepPolling(polling: Polling): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    try {
      for (const source of dueSources(polling.archive, polling.now().toISOString())) {
        if (stopped) return;
        await poll(source, polling);
      }
    } catch (error) {
      console.error("chancery: polling:", error instanceof Error ? error.message : error);
    }
    if (!stopped) timer = setTimeout(begin, ROUND).unref();
  };
  const begin = () => {
    running = round();
  };
  timer = setTimeout(begin, 1000).unref();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
