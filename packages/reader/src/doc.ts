import type { Story } from "./record.ts";
import type { Syntax } from "./syntax/syntax.ts";
import type { Tokens } from "./text/tokens.ts";

/** Words and their trees. */
export interface Parsed {
  readonly tokens: Tokens;
  readonly syntax: Syntax;
}

/** A story with its words and its trees: what every room from `times` onwards reads. */
export interface Doc extends Parsed {
  readonly story: Story;
}
