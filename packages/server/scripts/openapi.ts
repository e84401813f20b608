/** Writes the OpenAPI file that the pages' client and the documentation are made from. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openArchive } from "@chancery/archive";
import { createServer, openApiOf } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "chancery-openapi-"));
const archive = openArchive(join(folder, "empty.chancery"));
const server = await createServer({ archive, pages: null });
await server.ready();
const file = fileURLToPath(new URL("../../../docs/openapi.json", import.meta.url));
writeFileSync(file, `${JSON.stringify(openApiOf(server), null, 2)}\n`);
await server.close();
archive.close();
rmSync(folder, { recursive: true });
