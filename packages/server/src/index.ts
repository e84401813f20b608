export { createServer, type ServerOptions } from "./server.ts";
export type { Shelf, StorySummary } from "./shelf.ts";
