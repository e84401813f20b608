import { useQuery } from "@tanstack/react-query";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { type OpenApi, type Operation, type Schema, typeInWords } from "./openapi.ts";
import "../parts/parts.css";
import "./reference.css";

/** The API as the server describes it: every route, what it takes and what it answers. */
export function ReferencePage() {
  useTitle("API");
  const api = useQuery({
    queryKey: ["openapi"],
    queryFn: async ({ signal }) => (await (await fetch("/api/openapi.json", { signal })).json()) as OpenApi,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (api.isPending) return <Waiting what="the description" />;
  if (api.isError) return <Trouble error={api.error} retry={() => api.refetch()} />;
  const routes = Object.entries(api.data.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(routes.map(({ operation }) => operation.tags?.[0] ?? "other"))];
  return (
    <div className="sheetlike reference">
      <header className="page-head">
        <h1>API</h1>
        <p className="head-links">
          <a href="/api/openapi.json">OpenAPI 3.1</a>
        </p>
      </header>
      <p className="about">
        <Prose text={api.data.info.description ?? ""} />
      </p>
      <div className="columns tags-first">
        <nav aria-label="Routes">
          {tags.map((tag) => (
            <section key={tag}>
              <h2>{tag}</h2>
              <ul>
                {routes
                  .filter(({ operation }) => (operation.tags?.[0] ?? "other") === tag)
                  .map(({ operation }) => (
                    <li key={operation.operationId}>
                      <a href={`#${operation.operationId}`}>{operation.operationId}</a>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
          <section>
            <h2>shapes</h2>
            <ul>
              {Object.keys(api.data.components.schemas)
                .sort()
                .map((name) => (
                  <li key={name}>
                    <a href={`#shape-${name}`}>{name}</a>
                  </li>
                ))}
            </ul>
          </section>
        </nav>
        <div>
          {routes.map(({ path, method, operation }) => (
            <Route key={operation.operationId} path={path} method={method} operation={operation} />
          ))}
          {Object.entries(api.data.components.schemas)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, schema]) => (
              <Shape key={name} name={name} schema={schema} />
            ))}
        </div>
      </div>
    </div>
  );
}

function Route({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const body = operation.requestBody?.content["application/json"]?.schema;
  const answer = operation.responses["200"]?.content?.["application/json"]?.schema;
  return (
    <section className="part" id={operation.operationId}>
      <h2>{operation.summary ?? operation.operationId}</h2>
      <p className="address">
        <b>{method}</b> <code>{path}</code>
      </p>
      {operation.description && (
        <p>
          <Prose text={operation.description} />
        </p>
      )}
      {operation.parameters && operation.parameters.length > 0 && (
        <Fields
          fields={operation.parameters.map(({ name, in: place, required, schema, description }) => ({
            name,
            note: `${place}${required ? "" : ", optional"}`,
            schema,
            description: description ?? schema.description,
          }))}
        />
      )}
      {body && (
        <>
          <h3>Body</h3>
          <ShapeFields schema={body} />
        </>
      )}
      {answer && (
        <>
          <h3>Answer</h3>
          <ShapeFields schema={answer} />
        </>
      )}
    </section>
  );
}

function Shape({ name, schema }: { name: string; schema: Schema }) {
  return (
    <section className="part" id={`shape-${name}`}>
      <h2>{name}</h2>
      {schema.description && (
        <p>
          <Prose text={schema.description} />
        </p>
      )}
      <ShapeFields schema={schema} />
    </section>
  );
}

function ShapeFields({ schema }: { schema: Schema }) {
  if (!schema.properties)
    return (
      <p>
        <Type schema={schema} />
      </p>
    );
  const required = new Set(schema.required);
  return (
    <Fields
      fields={Object.entries(schema.properties).map(([name, field]) => ({
        name,
        note: required.has(name) ? "" : "optional",
        schema: field,
        description: field.description,
      }))}
    />
  );
}

function Fields({
  fields,
}: {
  fields: readonly { name: string; note: string; schema: Schema; description: string | undefined }[];
}) {
  return (
    <dl className="shape-fields">
      {fields.map(({ name, note, schema, description }) => (
        <div key={name}>
          <dt>
            <code>{name}</code> {note && <small>{note}</small>}
          </dt>
          <dd>
            <Type schema={schema} />
            {description && (
              <p>
                <Prose text={description} />
              </p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A sentence in which `backticks` set code. */
function Prose({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their places.
  return <>{text.split("`").map((part, i) => (i % 2 ? <code key={i}>{part}</code> : part))}</>;
}

/** A schema's type, names of shapes being ways to them. */
function Type({ schema }: { schema: Schema }) {
  return (
    <code className="type">
      {typeInWords(schema)
        .split(/(#\w+)/)
        .map((part, i) =>
          part.startsWith("#") ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their places.
            <a key={i} href={`#shape-${part.slice(1)}`}>
              {part.slice(1)}
            </a>
          ) : (
            part
          ),
        )}
    </code>
  );
}
