import { STATES } from "./table.ts";

export interface State {
  /** ISO 3166-1 alpha-3. */
  code: string;
  /** ISO 3166-1 numeric, three digits. */
  number: string;
  name: string;
}

/** Every state and territory, by name. */
export const ALL_STATES: readonly State[] = STATES.trim()
  .split("\n")
  .map((line) => {
    const [code = "", number = "", name = ""] = line.split("\t");
    return { code, number, name };
  })
  .sort((a, b) => a.name.localeCompare(b.name, "en"));

const BY_CODE = new Map(ALL_STATES.map((state) => [state.code, state]));

/** The name of a country by its code; the code itself where the table lacks it. */
export function countryName(code: string): string {
  return BY_CODE.get(code)?.name ?? code;
}
