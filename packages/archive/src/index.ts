/** The archive: keeps records in SQLite. `openArchive` is the way in; everything else is a function on the archive it gives. */

export {
  type ActorRow,
  type EventFilter,
  type EventRow,
  type Figures,
  findActors,
  openEvents,
  type Point,
  periodBefore,
  type Ranked,
  ROLES,
  type Role,
  type Subject,
  type Timeline,
  type TimelineOptions,
  type TopOptions,
  timeline,
  topDyads,
  topSubjects,
} from "./analytics.ts";
export { type Archive, ArchiveError, type OpenOptions, openArchive, type Trouble } from "./archive.ts";
export * from "./arrivals.ts";
export { when } from "./calendar.ts";
export { archiveStats, backUp, type Count, examine, type Finding, type Stats } from "./care.ts";
export * from "./commitments.ts";
export {
  addCorrection,
  type Correction,
  type CorrectionFilter,
  ENTRY_KINDS,
  type EntryKind,
  entriesOf,
  listCorrections,
  type NewCorrection,
  removeCorrection,
  VERDICTS,
  type Verdict,
} from "./corrections.ts";
export * from "./desk.ts";
export { likeness } from "./duplicates.ts";
export * from "./exchanges.ts";
export {
  EXPORT_FORMATS,
  type Exportable,
  type ExportFormat,
  type ExportOptions,
  exportArchive,
  formatsOf,
} from "./exports/export.ts";
export { aboutKind, type ColumnInfo, columnsOf, EXPORT_KINDS, type ExportKind } from "./exports/tables.ts";
export { type Forgotten, forgetActor, forgetStory } from "./forget.ts";
export type { Snippet } from "./highlight.ts";
export { knows, type Outcome, type Put, type PutOptions, putRecords } from "./put.ts";
export * from "./queries-for-pages.ts";
export {
  beginReread,
  type Change,
  type Changes,
  listRereads,
  type Reread,
  storiesToReread,
  storyToReread,
} from "./reread.ts";
export * from "./review.ts";
export {
  type Found,
  type StatementFilter,
  type StatementRow,
  type StoryFound,
  searchStatements,
  searchStories,
} from "./search.ts";
export * from "./sources.ts";
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
export * from "./wording.ts";
export { matchOf } from "./words.ts";
