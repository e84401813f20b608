/** Writes `src/client/types.ts`, the types of the API's requests and answers, from `docs/openapi.json`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: { [name: string]: Schema };
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema | false;
  prefixItems?: Schema[];
  description?: string;
}

interface Operation {
  operationId: string;
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: { [type: string]: { schema: Schema } } };
  responses: { [status: string]: { content?: { [type: string]: { schema: Schema } } } };
}

export interface OpenApi {
  components: { schemas: { [name: string]: Schema } };
  paths: { [path: string]: { [method: string]: Operation } };
}

/** The client's types: one for each schema, and `Operations`, which has for each operation its address, parameters, body and answer. */
export function clientOf(api: OpenApi): string {
  const out = ["// Made from docs/openapi.json by packages/web/scripts/client.ts; not edited by hand.", ""];
  for (const [name, schema] of Object.entries(api.components.schemas)) {
    if (schema.description) out.push(`/** ${schema.description} */`);
    out.push(`export type ${name} = ${typeOf(schema)};`, "");
  }
  const routes: string[] = [];
  out.push("export interface Operations {");
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const parameters = (place: string) => {
        const here = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
        const fields = here.map(
          ({ name, required, schema }) =>
            `${name}${required ? "" : "?"}: ${typeOf(schema)}${required ? "" : " | undefined"}`,
        );
        return fields.length ? `{ ${fields.join("; ")} }` : "{}";
      };
      const body = operation.requestBody?.content["application/json"]?.schema;
      const answer = operation.responses["200"]?.content?.["application/json"]?.schema;
      if (operation.summary) out.push(`  /** ${operation.summary}. */`);
      out.push(
        `  ${operation.operationId}: {`,
        `    params: ${parameters("path")};`,
        `    query: ${parameters("query")};`,
        `    body: ${body ? typeOf(body) : "null"};`,
        `    answer: ${answer ? typeOf(answer) : "null"};`,
        "  };",
      );
      routes.push(`  ${operation.operationId}: ["${method.toUpperCase()}", "${path}"],`);
    }
  out.push(
    "}",
    "",
    "/** Where each operation is. */",
    "export const ROUTES: { readonly [K in keyof Operations]: readonly [method: string, path: string] } = {",
    ...routes,
    "};",
    "",
  );
  return out.join("\n");
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "unknown";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(" | ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(", ")}]`;
      return schema.items ? `(${typeOf(schema.items)})[]` : "unknown[]";
    case "object": {
      const required = new Set(schema.required);
      const fields = Object.entries(schema.properties ?? {}).map(
        ([name, field]) =>
          `${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOf(field)}${required.has(name) ? "" : " | undefined"}`,
      );
      if (typeof schema.additionalProperties === "object")
        fields.push(`[name: string]: ${typeOf(schema.additionalProperties)}`);
      return fields.length ? `{ ${fields.join("; ")} }` : "{ [name: string]: unknown }";
    }
    default:
      return "unknown";
  }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/").split("/").at(-1) ?? "")) {
  const api = JSON.parse(readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8")) as OpenApi;
  const folder = new URL("../src/client/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("types.ts", folder), clientOf(api));
}
