import { existsSync } from "node:fs";
import type { Archive } from "@chancery/archive";
import type { Record, Story } from "@chancery/reader";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import files from "@fastify/static";
import { type FastifyInstance, fastify } from "fastify";
import type { Api } from "./api.ts";
import { archivists } from "./archivists.ts";
import type { Polling } from "./feeds/poll.ts";
import { politeness } from "./feeds/robots.ts";
import { keepPolling } from "./feeds/rounds.ts";
import { guard } from "./guard.ts";
import { describeApi } from "./openapi.ts";
import { answerWithProblems, notThere, ProblemError } from "./problems.ts";
import { calendarRoutes } from "./routes/calendars.ts";
import { correctionRoutes } from "./routes/corrections.ts";
import { countryRoutes } from "./routes/countries.ts";
import { promiseRoutes } from "./routes/promises.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { statementRoutes } from "./routes/statements.ts";
import { storyRoutes } from "./routes/stories.ts";
import { watchRoutes } from "./routes/watches.ts";
import { wordingRoutes } from "./routes/wording.ts";
import { addSchemas } from "./schemas.ts";

export interface ServerOptions {
  archive: Archive;
  /** The folder of the built pages; null: the API alone. */
  pages: string | null;
  /** The folder with the reader's model.bin and lexicon.bin, for texts that are read in the browser; null: none are. */
  reader?: string | null;
  /** Names by which the server may be addressed besides those of the machine itself. */
  hosts?: readonly string[];
  /** What other machines must send; null: only this machine is answered. */
  token?: string | null;
  /** Reads a story that a feed or a folder brings; without it sources are listed and not asked. */
  read?: (story: Story) => Record;
  /** Ask feeds and folders when they are due; otherwise only on demand. */
  poll?: boolean;
  /** Names inside the machine's own network that may be fetched. */
  allowed?: readonly string[];
  /** The day it is, as `2024-01-29`; by default the machine’s own. */
  today?: () => string;
  /** Requests a minute from one address; 0: no limit. */
  rate?: number;
}

/** The largest body of a request: a saved search or a correction is far smaller. */
const BODY_LIMIT = 256 * 1024;

/** The pages and the API over one archive, not yet listening. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 512 },
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: true, removeAdditional: false, allErrors: false } },
  });
  // Answers are checked against their schemas by the tests, not cut to them at run time.
  server.setSerializerCompiler(() => JSON.stringify);
  answerWithProblems(server);
  guard(server, { hosts: options.hosts ?? [], token: options.token ?? null });
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // The reader's parser is made of WebAssembly where the browser allows it.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // Charts set widths and colours on the elements they draw.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: "no-referrer" },
  });
  if (options.rate !== 0)
    await server.register(rateLimit, {
      max: options.rate ?? 1200,
      timeWindow: "1 minute",
      errorResponseBuilder: (_request, { after }) => new ProblemError(429, `Too many requests: try again in ${after}.`),
    });
  addSchemas(server);
  await describeApi(server);
  const api: Api = server.withTypeProvider();
  const threads = archivists(options.archive);
  server.addHook("onClose", () => threads.close());
  storyRoutes(api, options.archive);
  statementRoutes(api, options.archive);
  countryRoutes(api, options.archive, threads);
  promiseRoutes(api, options.archive, threads, options.today ?? today);
  wordingRoutes(api, threads);
  correctionRoutes(api, options.archive);
  watchRoutes(api, options.archive);
  const polling = pollingOf(options);
  sourceRoutes(api, options.archive, polling);
  if (polling && options.poll) {
    const rounds = keepPolling(polling);
    server.addHook("onClose", () => rounds.stop());
  }
  calendarRoutes(api, options.archive, options.today ?? today);
  if (options.pages === null) server.setNotFoundHandler(notThere);
  else await servePages(server, options.pages, options.reader ?? null);
  return server;
}

/** What sources are asked with; null where nothing reads what they bring. */
export function pollingOf({
  archive,
  read,
  allowed = [],
}: Pick<ServerOptions, "archive" | "read" | "allowed">): Polling | null {
  if (!read) return null;
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  return { archive, read, allowed: names, may: politeness(names), now: () => new Date() };
}

/** The built pages: files by their names; every other address outside the API is the one page, which finds its way itself. */
async function servePages(server: FastifyInstance, folder: string, reader: string | null): Promise<void> {
  if (!existsSync(`${folder}/index.html`)) throw new Error(`the pages are missing from ${folder}: reinstall chancery`);
  await server.register(files, {
    root: folder,
    wildcard: false,
    index: false,
    // Otherwise its own header would stand in the place of the one set here.
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Names under assets carry a hash of their content.
      reply.setHeader(
        "cache-control",
        /[\\/]assets[\\/]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  for (const name of ["model.bin", "lexicon.bin"])
    server.get(`/reader/${name}`, { schema: { hide: true } }, (request, reply) =>
      reader === null
        ? notThere(request, reply)
        : reply.header("cache-control", "no-cache").sendFile(name, reader, { cacheControl: false }),
    );
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const isPage = request.method === "GET" && !path.startsWith("/api") && !/\.\w+$/.test(path);
    if (isPage) return reply.header("cache-control", "no-cache").sendFile("index.html", { cacheControl: false });
    return notThere(request, reply);
  });
}

/** The day on the machine's own calendar. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
