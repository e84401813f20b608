/** The reader: text in, record out. `createReader` is the way in; formats other than plain text are in `@chancery/reader/intake`. */
export type { ActorDictionaries } from "./actors/knowledge.ts";
export type { UnreadableLine } from "./actors/petrarch.ts";
export type { Near, SentenceExplained, TreeWord } from "./events/explain.ts";
export type { PairAnswer, PairQuestion } from "./events/pair.ts";
export { petrarchLines } from "./events/petrarch-columns.ts";
export { type PloverEvent, type PloverParty, ploverEvents } from "./events/plover-json.ts";
export { readWire, type WireOptions } from "./intake/wire.ts";
export { compileLexicon, type LexiconAddition } from "./lexicon.ts";
export { createReader, type Dictionaries, type Reader, type ReaderOptions } from "./read.ts";
export * from "./record.ts";
export { type ConlluInput, readConllu, rewriteConllu, writeConllu } from "./syntax/conllu.ts";
export { DEPREL, type Syntax, UPOS, XPOS } from "./syntax/syntax.ts";
export { createText, type TextRead } from "./text/text.ts";
export type { Tokens } from "./text/tokens.ts";
export { VERSION } from "./version.ts";
