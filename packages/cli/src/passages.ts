import { write } from "./archive.ts";

/** Prints a finding: a line that names it, the words it was read from, and where they stand. */
export async function finding(head: string, words: string, where: readonly (string | null | false)[]): Promise<void> {
  const quote = words.replace(/\s+/g, " ").trim();
  await write(`${head}\n  “${quote}”\n  ${where.filter(Boolean).join(" · ")}\n\n`);
}

/** The names of parties, each once. */
export function named(parties: readonly { readonly name: string }[]): string {
  return [...new Set(parties.map(({ name }) => name))].join(", ");
}
