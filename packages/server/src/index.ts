/** The HTTP API and the pages over one archive. */
export { openApiOf } from "./openapi.ts";
export { createServer, type ServerOptions } from "./server.ts";
