import { type ActorKind, SECTORS, type Sector } from "../record.ts";

/** CAMEO's code of an actor: country and sector, `IGO` and `NGO` alone where there is no country. */
export function cameoOf(country: string | null, sector: Sector | null): string | null {
  if (country) return sector ? country + sector : country;
  return sector === "IGO" || sector === "NGO" || sector === "MNC" ? sector : null;
}

/** The kind of actor that a group or body of a sector is. */
export function kindOfBody(sector: Sector | null): ActorKind {
  switch (sector) {
    case "GOV":
    case "MIL":
    case "COP":
    case "JUD":
    case "LEG":
    case "SPY":
      return "government";
    case "REB":
    case "UAF":
      return "armed-group";
    case "PTY":
    case "OPP":
      return "party";
    case "BUS":
    case "MNC":
      return "company";
    case "MED":
      return "media";
    case "IGO":
      return "igo";
    case "NGO":
    case "LAB":
    case "EDU":
    case "REL":
    case "HLH":
      return "ngo";
    default:
      return "people";
  }
}

/** CAMEO's older sectors by the names of today's. */
const OLDER: { readonly [code: string]: Sector } = {
  JRN: "MED",
  DEV: "GOV",
  ENV: "NGO",
  HRI: "NGO",
  INS: "REB",
  SEP: "REB",
  RAD: "REB",
  MOS: "REL",
  CHR: "REL",
  BUD: "REL",
  HIN: "REL",
  JEW: "REL",
  MUS: "REL",
};

/** The first sector that a CAMEO code without its state names; civilians where it names none. */
export function sectorOfCode(code: string): Sector {
  for (let at = 0; at + 3 <= code.length; at += 3) {
    const part = code.slice(at, at + 3);
    const sector = SECTORS.find((s) => s === part) ?? OLDER[part];
    if (sector) return sector;
  }
  return "CVL";
}
