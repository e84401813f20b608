import { indexable } from "./body.ts";

/**
 * What people type as a search, as FTS5's query language takes it: words that all must occur, `"a phrase"`, `prefix*`,
 * `NEAR(a b, 5)`, `AND`, `OR`, `NOT` and brackets. Whatever would be an error in that language is taken as plain words, so
 * that a search never fails. Null where there is no word to search for.
 */
export function matchOf(typed: string): string | null {
  const text = typed.normalize("NFC");
  const tokens = [...text.matchAll(/"[^"]*"?|NEAR\s?\(|[()]|[^\s()"]+/gu)].map(([token]) => token);
  const asked = tokens.length <= LONGEST ? parse(tokens) : null;
  if (asked !== null) return asked;
  const plain = tokens
    .map((token) => wordsOf(token))
    .filter((words) => words.length > 0)
    .map((words) => quoted(words.join(" ")));
  return plain.length === 0 ? null : plain.join(" ");
}

/** Words and signs of a query with operators; a longer one is a pasted text and is taken as plain words. */
const LONGEST = 100;

const OPERATORS = new Set(["AND", "OR", "NOT"]);

/** The query if it is well formed, null if not. */
function parse(tokens: readonly string[]): string | null {
  let at = 0;
  const operand = (): string | null => {
    const token = tokens[at];
    if (token === undefined || token === ")" || OPERATORS.has(token)) return null;
    at++;
    if (token === "(") {
      const inner = expression();
      if (inner === null || tokens[at] !== ")") return null;
      at++;
      return `(${inner})`;
    }
    if (/^NEAR\s?\($/.test(token)) return near();
    const words = wordsOf(token);
    if (words.length === 0) return "";
    if (token.startsWith('"')) {
      const prefix = tokens[at] === "*";
      if (prefix) at++;
      return quoted(words.join(" ")) + (prefix ? "*" : "");
    }
    return quoted(words.join(" ")) + (token.endsWith("*") ? "*" : "");
  };
  const near = (): string | null => {
    const phrases: string[] = [];
    let distance = 10;
    while (at < tokens.length && tokens[at] !== ")") {
      const token = tokens[at++] as string;
      if (token === "(") return null;
      const last =
        /,\s*(\d{1,4})$/.exec(token) ??
        (/^\d{1,4}$/.test(token) && tokens[at - 2]?.endsWith(",") ? [token, token] : null);
      if (last) {
        distance = Number(last[1]);
        const before = token.slice(0, token.length - (last[0] as string).length);
        const words = wordsOf(before);
        if (words.length > 0) phrases.push(quoted(words.join(" ")));
        continue;
      }
      const words = wordsOf(token);
      if (words.length > 0) phrases.push(quoted(words.join(" ")) + (token.endsWith("*") ? "*" : ""));
    }
    if (tokens[at] !== ")" || phrases.length === 0) return null;
    at++;
    return phrases.length === 1 ? (phrases[0] as string) : `NEAR(${phrases.join(" ")}, ${distance})`;
  };
  const expression = (): string | null => {
    let out = "";
    while (at < tokens.length && tokens[at] !== ")") {
      const token = tokens[at] as string;
      if (OPERATORS.has(token)) {
        if (out === "") return null;
        at++;
        const next = operand();
        if (next === null || next === "") return null;
        out = `${out} ${token} ${next}`;
      } else {
        const next = operand();
        if (next === null) return null;
        // FTS5 binds words side by side tighter than NOT and OR; AND spelled out keeps them readable after a bracket.
        if (next !== "") out = out === "" ? next : `${out} AND ${next}`;
      }
    }
    return out === "" ? null : out;
  };
  const whole = expression();
  return whole !== null && at === tokens.length ? whole : null;
}

/** The words of a token as the index has them. */
function wordsOf(token: string): string[] {
  return [...indexable(token).matchAll(/[\p{L}\p{N}\p{M}\p{Co}]+/gu)].map(([word]) => word);
}

function quoted(words: string): string {
  return `"${words}"`;
}
