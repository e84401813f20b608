import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { addSource } from "@chancery/archive";
import Ajv2020 from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiOf } from "../src/index.ts";
import { type Desk, type JsonSchema, type Operation, openDesk, shippedOpenApi, visit } from "./desk.ts";

const REQUESTS = 5000;

describe("the API as its OpenAPI file has it", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(
      [
        visit("one", "2024-01-29"),
        visit("two", "2024-02-03", "FRA", "DEU"),
        visit("three", "2023-12-24", "USA", "CHN"),
      ],
      { read: ({ id }) => visit(id, "2024-01-01") },
    );
    // Sources that can be asked without a network.
    for (const name of ["in", "also"]) {
      mkdirSync(join(desk.folder, name));
      addSource(desk.archive, { kind: "folder", address: join(desk.folder, name), fulltext: true, made: "2024-01-01" });
    }
  });
  afterAll(() => desk?.close());

  it("is the file that ships (npx tsx packages/server/scripts/openapi.ts writes it)", () => {
    expect(openApiOf(desk.server)).toEqual(shippedOpenApi());
  });

  it(`answers ${REQUESTS} requests made from it, good and bad, by its schemas and without a failure`, async () => {
    const api = shippedOpenApi();
    expect(api.openapi).toBe("3.1.0");
    const ajv = new Ajv2020({ strict: false, allErrors: false });
    ajv.addSchema({ $id: "api", ...api });
    const fits = (path: string, method: string, status: number, type: string) => {
      const key = api.paths[path]?.[method]?.responses[String(status)] ? String(status) : "4XX";
      const pointer = ["paths", path, method, "responses", key, "content", type, "schema"]
        .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
        .join("/");
      const schema = ajv.getSchema(`api#/${pointer}`);
      if (!schema) throw new Error(`${method} ${path}: ${status} as ${type} is not in the file`);
      return (body: unknown) => (schema(body) ? null : ajv.errorsText(schema.errors));
    };
    const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    const answers = new Map<string, Set<number>>();
    const each = Math.ceil(REQUESTS / operations.length);
    for (const { path, method, operation } of operations) {
      const seen = new Set<number>();
      answers.set(operation.operationId, seen);
      await fc.assert(
        fc.asyncProperty(requestOf(path, operation, api.components.schemas), async ({ url, body }) => {
          const payload = method === "get" ? undefined : JSON.stringify(body ?? {});
          const answer = await desk.server.inject({
            method: method.toUpperCase() as "GET",
            url,
            headers: { host: "localhost", ...(payload === undefined ? {} : { "content-type": "application/json" }) },
            ...(payload === undefined ? {} : { payload }),
          });
          seen.add(answer.statusCode);
          expect(answer.statusCode, `${method} ${url} ${JSON.stringify(body)}\n${answer.body}`).toBeLessThan(500);
          if (answer.statusCode === 204) return;
          const type = String(answer.headers["content-type"]).split(";")[0] ?? "";
          if (!type.endsWith("json")) return;
          const wrong = fits(path, method, answer.statusCode, type)(answer.json());
          expect(wrong, `${method} ${url} → ${answer.statusCode}\n${answer.body.slice(0, 500)}`).toBeNull();
        }),
        { numRuns: each, seed: 7 },
      );
    }
    // Every route was answered in earnest and not only refused.
    for (const [operation, seen] of answers)
      expect(
        [...seen].some((status) => status < 300),
        operation,
      ).toBe(true);
  }, 240_000);
});

/** Ids and the like that are there, so that requests reach what is behind the checks. */
const KNOWN: { [name: string]: readonly string[] } = {
  id: ["one", "two", "three", "1", "2"],
  country: ["CHN", "FRA", "USA", "DEU"],
  story: ["one", "two"],
  entry: ["e1", "s1", "r1", "c1"],
  a: ["CHN", "FRA", "USA"],
  b: ["FRA", "DEU", "CHN"],
};

function requestOf(path: string, operation: Operation, schemas: { [name: string]: JsonSchema }) {
  const parameters = operation.parameters ?? [];
  const values = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema, required, in: place }) => {
        const good = valuesOf(schema, schemas);
        const known = KNOWN[name];
        const fair = known ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, good) : good;
        const any = fc.oneof({ weight: 5, arbitrary: fair }, { weight: 1, arbitrary: fc.string({ maxLength: 40 }) });
        return [name, place === "path" || required ? any : fc.option(any, { nil: undefined, freq: 1 })];
      }),
    ),
  );
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const body = schema
    ? fc.oneof(
        { weight: 5, arbitrary: valuesOf(schema, schemas) },
        { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
      )
    : fc.constant(undefined);
  return fc.tuple(values, body).map(([given, sent]) => {
    const query = new URLSearchParams();
    let url = path;
    for (const { name, in: place } of parameters) {
      const value = given[name];
      if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(wellFormed(String(value))) || "-");
      else if (value !== undefined) query.append(name, String(value));
    }
    return { url: query.size ? `${url}?${query}` : url, body: sent as unknown };
  });
}

function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDFFF]/g, "\uFFFD");
}

/** Values that fit a schema. */
function valuesOf(schema: JsonSchema, schemas: { [name: string]: JsonSchema }): fc.Arbitrary<unknown> {
  if (schema.$ref) return valuesOf(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, schemas);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((choice) => valuesOf(choice, schemas)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "null") return fc.constant(null);
  if (type === "boolean") return fc.boolean();
  if (type === "integer" || type === "number")
    return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(Math.floor(schema.maximum ?? 1000), 2 ** 31 - 1) });
  if (type === "array")
    return fc.array(valuesOf(schema.items ?? {}, schemas), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
  if (type === "object") {
    const required = new Set(schema.required);
    return fc.record(
      Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => {
          const known = KNOWN[name];
          return [
            name,
            known ? fc.oneof(fc.constantFrom(...known), valuesOf(field, schemas)) : valuesOf(field, schemas),
          ];
        }),
      ),
      { requiredKeys: [...required] as never[] },
    );
  }
  if (type === "string") {
    if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
    if (schema.format === "uri") return fc.webUrl();
    return fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 30, 30) });
  }
  return fc.jsonValue({ maxDepth: 2 });
}
