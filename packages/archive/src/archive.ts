import { randomBytes } from "node:crypto";
import { accessSync, closeSync, constants, existsSync, linkSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database from "better-sqlite3";
import { APPLICATION_ID, MIGRATIONS, VERSION } from "./schema.ts";

/** Why an archive was refused or could not go on; `message` is one line that names the file and says what to do. */
export type Trouble =
  | "absent"
  | "not-an-archive"
  | "newer"
  | "older"
  | "damaged"
  | "read-only"
  | "full"
  | "busy"
  | "unreadable";

export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly trouble: Trouble;
  constructor(trouble: Trouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}

export interface OpenOptions {
  /** Only look: nothing is written, an older archive is refused, and an absent one is not made. */
  readonly?: boolean;
  /** Make the archive where there is none; by default true unless `readonly`. */
  create?: boolean;
  /** Milliseconds to wait for another process that writes; 60,000 by default. */
  timeout?: number;
}

/** An open archive: a connection, and its prepared statements. */
export interface Archive {
  readonly path: string;
  readonly readonly: boolean;
  readonly db: Database.Database;
  /** A prepared statement, made once a connection. */
  sql(source: string): Database.Statement<unknown[], unknown>;
  close(): void;
}

/**
 * Opens an archive, makes a new one, or brings an older one up to date. Throws `ArchiveError`, having touched nothing,
 * where the file is not an archive, was made by a newer version, is cut short, or cannot be written.
 */
export function openArchive(file: string, options: OpenOptions = {}): Archive {
  const path = resolve(file);
  const readonly = options.readonly ?? false;
  const timeout = options.timeout ?? 60_000;
  if (!existsSync(path)) {
    if (readonly || options.create === false)
      throw new ArchiveError("absent", `${file}: there is no archive; "chancery ingest" makes one`);
    make(path, file);
  }
  checkHeader(path, file);
  if (!readonly) checkWritable(path, file);

  return told(file, () => {
    const db = connect(path, readonly, timeout);
    try {
      const version = Number(db.pragma("user_version", { simple: true }));
      checkVersion(version, file, readonly);
      if (version < VERSION) migrate(db, file);
    } catch (error) {
      db.close();
      throw error;
    }
    const statements = new Map<string, Database.Statement>();
    return {
      path,
      readonly,
      db,
      sql(source) {
        let statement = statements.get(source);
        if (!statement) {
          statement = db.prepare(source);
          statements.set(source, statement);
        }
        return statement;
      },
      close: () => void db.close(),
    };
  });
}

function connect(path: string, readonly: boolean, timeout: number): Database.Database {
  const db = open(path, readonly, timeout);
  db.pragma("temp_store = MEMORY");
  db.pragma(`cache_size = ${readonly ? -65_536 : -131_072}`);
  if (!readonly) {
    // A backup is a file of its own, without the log; it gets one when it is written to.
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    // Deleted content is overwritten where that costs no writing of its own; "forget" rewrites the file after.
    db.pragma("secure_delete = FAST");
    db.pragma("wal_autocheckpoint = 16000");
    db.pragma("journal_size_limit = 134217728");
  }
  return db;
}

function open(path: string, readonly: boolean, timeout: number): Database.Database {
  const db = new Database(path, { readonly, fileMustExist: true, timeout });
  if (!readonly) return db;
  try {
    db.pragma("user_version");
    return db;
  } catch (error) {
    db.close();
    // In a folder that cannot be written SQLite has nowhere to put the index of its write-ahead log. With no log there
    // and nobody able to write one, the file can be read as it lies.
    const code = (error as { code?: unknown }).code;
    const asleep = !existsSync(`${path}-wal`) || statSync(`${path}-wal`).size === 0;
    if (!asleep || (code !== "SQLITE_CANTOPEN" && code !== "SQLITE_READONLY_DIRECTORY")) throw error;
    const uri = `file:${encodeURI(path).replaceAll("?", "%3f").replaceAll("#", "%23")}?immutable=1`;
    return new Database(uri, { readonly: true, timeout });
  }
}

/**
 * Makes a new archive beside its place and links it there when it is whole, so that a kill leaves either none or a good
 * one, and two processes that start at once share one.
 */
function make(path: string, file: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new ArchiveError("absent", `${file}: the folder ${folder} does not exist`);
  const draft = `${path}.new-${randomBytes(6).toString("hex")}`;
  try {
    told(file, () => {
      const db = new Database(draft, { timeout: 1000 });
      try {
        db.pragma("page_size = 4096");
        db.pragma("journal_mode = WAL");
        migrate(db, file);
      } finally {
        db.close();
      }
    });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError("read-only", `${file}: an archive cannot be made here: ${(error as Error).message}`);
  } finally {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${draft}${end}`, { force: true });
  }
}

/** Applies the migrations that an archive lacks, all or none. */
function migrate(db: Database.Database, file: string): void {
  db.transaction(() => {
    const version = Number(db.pragma("user_version", { simple: true }));
    checkVersion(version, file, false);
    for (const migration of MIGRATIONS.slice(version)) db.exec(migration);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${VERSION}`);
  }).immediate();
  // The file's own header tells the version, to those who look before they open.
  db.pragma("wal_checkpoint(TRUNCATE)");
}

function checkVersion(version: number, file: string, readonly: boolean): void {
  if (version > VERSION)
    throw new ArchiveError(
      "newer",
      `${file}: made by a newer chancery (archive version ${version}, this one knows ${VERSION}); update chancery to open it`,
    );
  if (version < VERSION && readonly)
    throw new ArchiveError(
      "older",
      `${file}: made by an older chancery (archive version ${version} of ${VERSION}); any command that writes, as "chancery ingest", brings it up to date`,
    );
}

/** Looks at the file's first hundred bytes (SQLite's file format, 1.3) before anything opens it. */
function checkHeader(path: string, file: string): void {
  const header = Buffer.alloc(100);
  let size: number;
  let read: number;
  try {
    if (!statSync(path).isFile()) throw new ArchiveError("not-an-archive", `${file}: is not a file`);
    const descriptor = openSync(path, "r");
    try {
      read = readSync(descriptor, header, 0, 100, 0);
    } finally {
      closeSync(descriptor);
    }
    size = statSync(path).size;
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError("unreadable", `${file}: cannot be read: ${(error as Error).message}`);
  }
  const isDatabase = header.toString("latin1", 0, 16) === "SQLite format 3\0";
  if (!isDatabase || read < 100 || header.readUInt32BE(68) !== APPLICATION_ID)
    throw new ArchiveError(
      "not-an-archive",
      `${file}: is not a chancery archive${read === 0 ? " (it is empty)" : isDatabase ? " (it is another program's database)" : ""}; nothing was changed`,
    );
  const version = header.readUInt32BE(60);
  if (version > VERSION) checkVersion(version, file, true);
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  // The size in the header holds where the change counter agrees with the version it is valid for.
  const told = header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) * pageSize : 0;
  const log = existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0;
  if (size < told && log === 0)
    throw new ArchiveError(
      "damaged",
      `${file}: is cut short: ${size} of ${told} bytes are there; bring back a backup. Nothing was changed`,
    );
}

function checkWritable(path: string, file: string): void {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "EROFS" ? "the disk is read-only" : code === "EACCES" ? "permission denied" : code;
    throw new ArchiveError("read-only", `${file}: cannot be written: ${why}; it can still be searched and exported`);
  }
}

const TROUBLES: { [code: string]: readonly [Trouble, string] } = {
  SQLITE_NOTADB: ["not-an-archive", "is not a chancery archive; nothing was changed"],
  SQLITE_CORRUPT: ["damaged", 'is damaged; "chancery doctor" looks closer, a backup brings it back'],
  SQLITE_FULL: ["full", "the disk is full; what was acknowledged is safe, make room and run this again"],
  SQLITE_READONLY: ["read-only", "cannot be written"],
  SQLITE_BUSY: ["busy", "another process has been writing for too long; try again when it is done"],
  SQLITE_CANTOPEN: ["unreadable", "cannot be opened"],
  SQLITE_IOERR: ["unreadable", "the disk fails to read or write it"],
  SQLITE_PERM: ["read-only", "permission denied"],
  SQLITE_AUTH: ["read-only", "permission denied"],
};

/** Runs something on an archive; SQLite's error codes come out as an `ArchiveError` that a person can act on. */
export function told<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw tell(file, error);
  }
}

/** An error as `told` throws it. */
export function tell(file: string, error: unknown): unknown {
  if (error instanceof ArchiveError) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string" || !code.startsWith("SQLITE_")) return error;
  for (const [start, [trouble, message]] of Object.entries(TROUBLES))
    if (code.startsWith(start)) return new ArchiveError(trouble, `${file}: ${message} (${code})`, { cause: error });
  return error;
}
