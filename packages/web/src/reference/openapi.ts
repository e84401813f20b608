/** The part of OpenAPI 3.1 that the server's own file uses. */
export interface OpenApi {
  info: { description?: string };
  paths: { [path: string]: { [method: string]: Operation } };
  components: { schemas: { [name: string]: Schema } };
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: { [type: string]: { schema: Schema } | undefined } };
  responses: { [status: string]: { content?: { [type: string]: { schema: Schema } | undefined } } | undefined };
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema | false;
  prefixItems?: Schema[];
  properties?: { [name: string]: Schema };
  required?: string[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  description?: string;
}

/** Beyond so many words a list of choices is cut short: the shape has them all. */
const CHOICES = 24;

/** A schema in a line: `string | null`, `#Statement[]`; names of shapes begin with `#`. */
export function typeInWords(schema: Schema): string {
  if (schema.$ref) return `#${schema.$ref.split("/").at(-1)}`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) {
    const words = schema.enum.map((word) => JSON.stringify(word));
    return words.length > CHOICES ? `${words.slice(0, CHOICES).join(" | ")} | …` : words.join(" | ");
  }
  const choices = schema.anyOf ?? schema.allOf;
  if (choices) return choices.map(typeInWords).join(schema.anyOf ? " | " : " & ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  if (schema.type === "array") {
    if (schema.prefixItems) return `[${schema.prefixItems.map(typeInWords).join(", ")}]`;
    const item = schema.items ? typeInWords(schema.items) : "unknown";
    return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === "object") {
    const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => `${name}: ${typeInWords(field)}`);
    return fields.length ? `{ ${fields.join(", ")} }` : "object";
  }
  const limits = [
    schema.minimum !== undefined && `≥ ${schema.minimum}`,
    schema.maximum !== undefined && schema.maximum < 1e9 && `≤ ${schema.maximum}`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.pattern !== undefined && `/${schema.pattern}/`,
  ].filter(Boolean);
  return `${schema.type ?? "anything"}${limits.length ? ` (${limits.join(", ")})` : ""}`;
}
