/** The archive: keeps records in SQLite. `openArchive` is the way in; everything else is a function on the archive it gives. */
export { type Archive, ArchiveError, type OpenOptions, openArchive, type Trouble } from "./archive.ts";
export { knows, type Outcome, type Put, type PutOptions, putRecords } from "./put.ts";
export { recordsOf } from "./queries-for-pages.ts";
export {
  countStories,
  getStory,
  type KeptStory,
  listStories,
  type Page,
  type StoryFilter,
  type StoryRow,
  type Version,
} from "./stories.ts";
export { matchOf } from "./words.ts";
