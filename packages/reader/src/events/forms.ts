/** The forms that English spelling gives a verb, itself among them: accuse, accuses, accused, accusing. */
export function regularForms(verb: string): string[] {
  const stem = verb.endsWith("e") && !/(?:ee|oe|ye)$/.test(verb) ? verb.slice(0, -1) : verb;
  if (/[^aeiou]y$/.test(verb)) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  const third = /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
  return [verb, third, verb.endsWith("e") ? `${verb}d` : `${verb}ed`, `${stem}ing`];
}

/** Form → verb, for these verbs: by the rules of spelling, and by a table of the others. */
export function formsOf(verbs: Iterable<string>, irregular: readonly (readonly string[])[]): Map<string, string> {
  const others = new Map(irregular.map(([verb = "", forms = ""]) => [verb, forms.split(", ")]));
  const found = new Map<string, string>();
  for (const verb of verbs) {
    for (const form of others.get(verb) ?? []) if (!found.has(form)) found.set(form, verb);
    for (const form of regularForms(verb)) if (!found.has(form) || form === verb) found.set(form, verb);
  }
  return found;
}
