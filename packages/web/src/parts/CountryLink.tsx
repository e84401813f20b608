import { Link } from "@tanstack/react-router";
import { countryName } from "../countries/names.ts";

export function CountryLink({ code }: { code: string }) {
  return (
    <Link to="/countries/$code" params={{ code }}>
      {countryName(code)}
    </Link>
  );
}

/** What one country did to another, as a way to the page of the two. */
export function DyadLink({ source, target }: { source: string; target: string }) {
  return (
    <Link to="/dyads/$a/$b" params={{ a: source, b: target }}>
      {countryName(source)} → {countryName(target)}
    </Link>
  );
}
