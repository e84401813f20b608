import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";

/** Makes the OpenAPI 3.1 description of every route that follows, from the schemas that check their requests. */
export async function describeApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Chancery",
        version: "1",
        description:
          "The archive over HTTP. Lists are turned over by cursor: `next` of one answer is `cursor` of the next request. Errors are problem details (RFC 9457). Requests from the machine itself need no token; from another they carry `Authorization: Bearer …`.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{}, { token: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _uri, _fragment, i) => (typeof json.$id === "string" ? json.$id : `schema-${i}`),
    },
    hideUntagged: true,
    transform: ({ schema, url }) => ({ schema: withProblems(schema), url }),
  });
  let file: object | undefined;
  server.get("/api/openapi.json", { schema: { hide: true } }, async () => {
    file ??= openApiOf(server);
    return file;
  });
}

/** The OpenAPI file of a server that is ready: pairs are written as JSON Schema 2020-12 has them, which OpenAPI 3.1 follows. */
export function openApiOf(server: FastifyInstance): object {
  return JSON.parse(
    JSON.stringify(server.swagger(), (key, value) => {
      if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
      if (key === "properties" || !("items" in value) || !Array.isArray(value.items)) return value;
      const { items, additionalItems: _, ...rest } = value;
      return { ...rest, prefixItems: items, items: false };
    }),
  );
}

/** Every route can be refused: the problems need not be said at each. */
function withProblems<T>(schema: T): T {
  if (!schema || typeof schema !== "object" || !("response" in schema)) return schema;
  const response = schema.response as object;
  const problem = {
    description: "What is wrong with the request.",
    content: { "application/problem+json": { schema: { $ref: "Problem#" } } },
  };
  return { ...schema, response: { ...response, "4XX": problem } };
}
