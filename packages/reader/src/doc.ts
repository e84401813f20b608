import type { Story } from "./record.ts";
import type { Syntax } from "./syntax/syntax.ts";
import type { Tokens } from "./text/tokens.ts";

/** A story with its words and its trees: what every room from `times` onwards reads. */
export interface Doc {
  readonly story: Story;
  readonly tokens: Tokens;
  readonly syntax: Syntax;
}
