import { type Static, Type } from "@sinclair/typebox";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Problem details by RFC 9457; `type` is left at `about:blank`, where `title` is the status's own phrase. */
export const ProblemSchema = Type.Object(
  {
    type: Type.Literal("about:blank"),
    title: Type.String(),
    status: Type.Integer(),
    /** A sentence for the person who asked. */
    detail: Type.String(),
  },
  { $id: "Problem", description: "Problem details (RFC 9457)." },
);

const TITLES: { [status: number]: string } = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** An error that is an answer: thrown by a route, it becomes the problem of its status. */
export class ProblemError extends Error {
  readonly statusCode: number;
  constructor(statusCode: number, detail: string) {
    super(detail);
    this.statusCode = statusCode;
  }
}

/** The body of a problem. */
export function problem(status: number, detail: string): Static<typeof ProblemSchema> {
  return { type: "about:blank", title: TITLES[status] ?? "Error", status, detail };
}

/** Makes every error of the server a problem: what a route throws and what the framework refuses. */
export function answerWithProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) console.error(request.method, request.url, error);
    const said = error instanceof Error ? error.message : String(error);
    const detail = status >= 500 ? "Something failed inside the server; its log says what." : said;
    return reply.status(status).type("application/problem+json").send(problem(status, detail));
  });
}

/** The answer to an address that is not there. */
export function notThere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .status(404)
    .type("application/problem+json")
    .send(problem(404, `There is nothing at ${request.method} ${request.url.slice(0, 200)}.`));
}

function statusOf(error: unknown): number {
  const status = error && typeof error === "object" && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
