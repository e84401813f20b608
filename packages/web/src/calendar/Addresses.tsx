import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { countryName } from "../countries/names.ts";
import { Section } from "../parts/Section.tsx";
import { Trouble } from "../shell/states.tsx";

/** Addresses that calendar programs follow: made here, and taken back here. */
export function Addresses({ a, b }: { a: string | undefined; b: string | undefined }) {
  const queries = useQueryClient();
  const addresses = useAsk("listCalendars");
  const anew = () => queries.invalidateQueries({ queryKey: ["listCalendars"] });
  const name = a ? (b ? `${countryName(a)} and ${countryName(b)}` : countryName(a)) : "Every country";
  const add = useMutation({
    mutationFn: () => call("addCalendar", { body: { name, country: a ?? null, other: b ?? null } }),
    onSuccess: anew,
  });
  const remove = useMutation({
    mutationFn: (id: number) => call("removeCalendar", { params: { id } }),
    onSuccess: anew,
  });
  return (
    <Section title="In your calendar program" answer={addresses}>
      {({ items }) => (
        <>
          <p className="none">
            A calendar program that follows such an address shows the anniversaries whose day is told. Whoever has the
            address can read them, until it is taken back.
          </p>
          <ul className="addresses">
            {items.map((item) => (
              <li key={item.id}>
                <label className="field">
                  <span>{item.name}</span>
                  <input
                    type="text"
                    readOnly
                    value={`${location.origin}${item.path}`}
                    onFocus={(event) => event.target.select()}
                  />
                </label>
                <p>
                  <a href={item.path}>The file</a>
                  <button
                    type="button"
                    className="quiet"
                    disabled={remove.isPending}
                    onClick={() => remove.mutate(item.id)}
                  >
                    Take the address back
                  </button>
                </p>
              </li>
            ))}
          </ul>
          <button type="button" disabled={add.isPending} onClick={() => add.mutate()}>
            A new address for {a ? name : "every country"}
          </button>
          {(add.error ?? remove.error) && <Trouble error={(add.error ?? remove.error) as Error} retry={anew} />}
        </>
      )}
    </Section>
  );
}
