import { dirname } from "node:path";
import { ArchiveError, openArchive } from "@chancery/archive";
import type { Reader } from "@chancery/reader";
import { createServer } from "@chancery/server";
import { Command, InvalidArgumentError } from "commander";
import { archiveOption, archivePath } from "../archive.ts";
import { assetPath, readerFor } from "../reader.ts";

/** The port that is taken where none is named; where it is busy, the next free one. */
const PORT = 4319;

interface ServeOptions {
  archive?: string;
  port?: number;
  host: string;
  token?: string;
  name?: string[];
  allow?: string[];
  poll: boolean;
}

/** `chancery serve`: the pages and the API, until it is stopped. Exit code 1 where the archive or the port cannot be had. */
export function serveCommand(): Command {
  return archiveOption(
    new Command("serve").description("the pages and the API, on this machine alone unless told otherwise"),
  )
    .option("--port <number>", `the port; by default ${PORT} or the next one that is free`, portNumber)
    .option("--host <address>", "the address to listen on; any but this machine’s own asks for --token", "127.0.0.1")
    .option("--token <secret>", "what other machines must send, as “Authorization: Bearer …”; 16 characters at least")
    .option("--name <host...>", "further names by which the server is addressed")
    .option("--allow <name...>", "names inside this machine’s network from which feeds may be fetched")
    .option("--no-poll", "leave feeds and watched folders alone")
    .addHelpText(
      "after",
      `
Examples:
  chancery serve
  chancery serve --archive desk.chancery --port 8080
  chancery serve --host 0.0.0.0 --name desk.example --token "$(openssl rand -hex 24)"`,
    )
    .action(serve);
}

async function serve(options: ServeOptions, command: Command): Promise<void> {
  const local = options.host === "127.0.0.1" || options.host === "::1" || options.host === "localhost";
  if (!local && !options.token)
    command.error("error: --host lets other machines in, so it needs a --token", { exitCode: 2 });
  if (options.token !== undefined && options.token.length < 16)
    command.error("error: the --token has fewer than 16 characters", { exitCode: 2 });
  try {
    // A page must not wait long for another process that writes.
    const archive = openArchive(archivePath(options), { timeout: 5000 });
    let reader: Reader | undefined;
    const server = await createServer({
      archive,
      pages: assetPath("pages"),
      reader: dirname(assetPath("model.bin")),
      hosts: [...(options.name ?? []), ...(local ? [] : [options.host])],
      token: options.token ?? null,
      // Made when the first story comes: a server that polls nothing starts at once.
      read: (story) => {
        reader ??= readerFor();
        return reader.read(story);
      },
      poll: options.poll,
      allowed: options.allow ?? [],
    });
    const address = await listen(server, options);
    console.log(`Chancery is at ${address} (Ctrl+C ends it)`);
    const stop = () => {
      server.close().then(() => {
        archive.close();
        process.exit(0);
      });
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  } catch (error) {
    console.error(`chancery: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    if (!(error instanceof ArchiveError) && process.env.DEBUG) throw error;
  }
}

/** Listens on the port named, or on the first that is free. */
async function listen(server: Awaited<ReturnType<typeof createServer>>, { host, port }: ServeOptions): Promise<string> {
  for (let next = port ?? PORT; ; next++) {
    try {
      return await server.listen({ host, port: next });
    } catch (error) {
      const busy = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!busy) throw error;
      if (port !== undefined) throw new Error(`port ${port} is taken; name another with --port`);
      if (next >= PORT + 50) throw new Error("no port is free; name one with --port");
    }
  }
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new InvalidArgumentError("A port is a number up to 65535.");
  return port;
}
