/** The HTTP API and the pages over one archive, and the polling of feeds and folders. */
export { type Polled, type Polling, poll } from "./feeds/poll.ts";
export { openApiOf } from "./openapi.ts";
export { calendarFile } from "./routes/calendars.ts";
export { createServer, pollingOf, type ServerOptions } from "./server.ts";
