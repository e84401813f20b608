/** Levels of visits and meetings, the highest first. Others: parliaments, parties, firms, and those whose office is not told. */
export const LEVELS = ["leaders", "ministers", "officials", "others"] as const;
export type Level = (typeof LEVELS)[number];

/** The last words of an office, or of a word for several who hold it → its level. The first line that fits counts. */
export const LEVEL_OF_OFFICE: readonly (readonly [office: string, level: Level])[] = [
  ["president of the senate", "others"],
  ["chancellor of the exchequer", "ministers"],
  ["party leader", "others"],
  ["opposition leader", "others"],
  ["president", "leaders"],
  ["prime minister", "leaders"],
  ["premier", "leaders"],
  ["chancellor", "leaders"],
  ["king", "leaders"],
  ["queen", "leaders"],
  ["emperor", "leaders"],
  ["emir", "leaders"],
  ["sultan", "leaders"],
  ["pope", "leaders"],
  ["crown prince", "leaders"],
  ["head of state", "leaders"],
  ["head of government", "leaders"],
  ["supreme leader", "leaders"],
  ["leader", "leaders"],
  ["chairman of the state affairs commission", "leaders"],
  ["minister", "ministers"],
  ["state councilor", "ministers"],
  ["state councillor", "ministers"],
  ["secretary of state", "ministers"],
  ["foreign secretary", "ministers"],
  ["defense secretary", "ministers"],
  ["defence secretary", "ministers"],
  ["treasury secretary", "ministers"],
  ["commerce secretary", "ministers"],
  ["energy secretary", "ministers"],
  ["home secretary", "ministers"],
  ["trade representative", "ministers"],
  ["national security adviser", "ministers"],
  ["national security advisor", "ministers"],
  ["speaker", "others"],
];

/** Words before an office that put its holder a level lower: "vice premier", "deputy foreign minister". */
export const DEPUTIES: ReadonlySet<string> = new Set([
  "vice",
  "deputy",
  "assistant",
  "under",
  "undersecretary",
  "vice-president",
  "vice-premier",
  "vice-minister",
]);

/** Words before an office that its holder has no longer, or not yet. */
export const NO_OFFICE: ReadonlySet<string> = new Set(["former", "ex", "late", "then"]);

/** What goes to and fro between states, as a statement names it. */
export const TRAFFIC: readonly string[] = [
  "exchanges",
  "visits",
  "contacts",
  "interactions",
  "meetings",
  "engagements",
];

/** Beginnings of words that tell how it stands with that traffic. */
export const HOW_IT_STANDS: readonly string[] = [
  "resum",
  "frequen",
  "close",
  "maintain",
  "keep",
  "kept",
  "intensif",
  "increas",
  "deepen",
  "expand",
  "grow",
  "grew",
  "strengthen",
  "suspend",
  "halt",
  "freez",
  "froze",
  "declin",
  "decreas",
  "interrupt",
  "normal",
  "regular",
  "continu",
  "active",
  "progress",
  "smooth",
  "restor",
  "revive",
  "flourish",
  "sever",
  "cancel",
  "stop",
];

/** Words before it of what is wished, asked for or planned, and so is not said to be. */
export const NOT_YET: ReadonlySet<string> = new Set([
  "hope",
  "hopes",
  "hoped",
  "willing",
  "ready",
  "would",
  "should",
  "will",
  "shall",
  "must",
  "may",
  "can",
  "could",
  "wish",
  "wishes",
  "want",
  "wants",
  "urge",
  "urges",
  "urged",
  "expect",
  "expects",
  "support",
  "supports",
  "need",
  "needs",
  "propose",
  "proposes",
  "if",
  "whether",
  "oppose",
  "opposes",
  "opposed",
  "against",
  "how",
  "when",
  "welcome",
]);

/** Words by which a sentence speaks of both sides without naming them. */
export const BOTH_SIDES: readonly string[] = ["both", "bilateral", "mutual", "two", "between"];

/** Words after which a form in -ing tells what goes on. */
export const BEING: ReadonlySet<string> = new Set([
  "is",
  "are",
  "was",
  "were",
  "been",
  "rapidly",
  "steadily",
  "quickly",
]);

/** Beginnings of words for consulting without meeting. */
export const WRITTEN: readonly string[] = [
  "notif",
  "inform",
  "brief",
  "told",
  "tell",
  "wrote",
  "writ",
  "communicat",
  "contact",
];
